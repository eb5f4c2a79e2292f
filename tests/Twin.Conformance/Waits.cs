using Twin.Contracts;

namespace Twin.Conformance;

/// <summary>Waiting for facts, and saying which fact did not come.</summary>
internal static class Waits
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public static CancellationToken Patience() => new CancellationTokenSource(Longest).Token;

    /// <summary>Lets time run until a tick is shown.</summary>
    public static async Task Run(this ITwin twin, long tick)
    {
        await twin.SetClock(new ClockRequest(false, null), default);
        try
        {
            await foreach (var frame in twin.Watch(Patience()))
            {
                if (frame.Tick >= tick)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Tick {tick} was not shown within {Longest.TotalSeconds} s; the last is {twin.Latest.Tick}.", e);
        }
    }

    /// <summary>Lets time stand still, and waits until the tick that it stands at is shown.</summary>
    public static async Task Rest(this ITwin twin)
    {
        await twin.SetClock(new ClockRequest(true, null), default);
        var tick = (await twin.Hash(default)).Tick;
        try
        {
            await foreach (var frame in twin.Watch(Patience()))
            {
                if (frame.Tick >= tick && frame.Clock.Paused)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The paused twin did not show tick {tick} within {Longest.TotalSeconds} s; the last is {twin.Latest.Tick}.", e);
        }
    }

    /// <summary>Asks until the answer is as it must become.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> isSo, string otherwise)
    {
        var patience = Patience();
        while (true)
        {
            var answer = await ask();
            if (isSo(answer))
            {
                return answer;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"For {Longest.TotalSeconds} s, {otherwise}.");
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
