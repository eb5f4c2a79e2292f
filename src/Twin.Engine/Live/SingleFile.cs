using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>Lets one through at a time, and a bounded number wait.</summary>
/// <param name="most">That may wait at once, the one inside included.</param>
/// <param name="what">What waits, for the message.</param>
internal sealed class SingleFile(int most, string what)
{
    private readonly SemaphoreSlim _one = new(1);
    private int _waiting;

    /// <summary>Waits for the turn; disposing what is given ends it.</summary>
    /// <exception cref="TwinRefusedException">Too many wait.</exception>
    public async Task<IDisposable> Enter(CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _waiting) > most)
        {
            Interlocked.Decrement(ref _waiting);
            throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{most} {what} wait for an answer, which is the most. Try again in a moment.")]);
        }

        try
        {
            await _one.WaitAsync(cancel);
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }

        return new Turn(this);
    }

    private void Leave()
    {
        _one.Release();
        Interlocked.Decrement(ref _waiting);
    }

    private sealed class Turn(SingleFile file) : IDisposable
    {
        public void Dispose() => file.Leave();
    }
}
