using System.Runtime.ExceptionServices;

namespace Twin.Engine;

/// <summary>
/// A fixed number of threads that share out numbered jobs and wait for each other. The caller is one of them. Who does
/// which job is left to chance, so jobs must not depend on each other; the first error of a round comes out of it.
/// </summary>
internal sealed class StepCrew : IDisposable
{
    private readonly Barrier? _barrier;
    private readonly Thread[] _threads;
    private Action<int>? _job;
    private int _count;
    private int _next;
    private ExceptionDispatchInfo? _error;
    private bool _ended;

    /// <param name="threads">1–64, the caller included.</param>
    public StepCrew(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 64);
        Threads = threads;
        _threads = new Thread[threads - 1];
        _barrier = threads > 1 ? new Barrier(threads) : null;
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Serve) { IsBackground = true, Name = $"step-{i + 1}" };
            _threads[i].Start();
        }
    }

    public int Threads { get; }

    /// <summary>Does jobs 0 to <paramref name="count"/> − 1, each once, and returns when all are done.</summary>
    public void Run(int count, Action<int> job)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        (_job, _count, _next, _error) = (job, count, 0, null);
        _barrier?.SignalAndWait();
        TakeJobs();
        _barrier?.SignalAndWait();
        _error?.Throw();
    }

    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        _barrier?.SignalAndWait();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _barrier?.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            _barrier!.SignalAndWait();
            if (_ended)
            {
                return;
            }

            TakeJobs();
            _barrier.SignalAndWait();
        }
    }

    private void TakeJobs()
    {
        try
        {
            for (int i; (i = Interlocked.Increment(ref _next) - 1) < _count;)
            {
                _job!(i);
            }
        }
        catch (Exception e)
        {
            // The others finish the round; the caller throws what the first one met.
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(e), null);
        }
    }
}
