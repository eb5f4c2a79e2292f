using System.Diagnostics;
using Twin.Model;

namespace Twin.Grains.Bench;

/// <summary>Times each tick at the root, from its begin to its end; frames come to others late and not every one.</summary>
internal sealed class TickClock : IStepHook
{
    private readonly Lock _turn = new();
    private readonly List<double> _seconds = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _begun;

    /// <summary>Seconds of so many ticks from now on.</summary>
    public async Task<double[]> Next(int ticks)
    {
        int from;
        lock (_turn)
        {
            from = _seconds.Count;
        }

        while (true)
        {
            Task more;
            lock (_turn)
            {
                if (_seconds.Count >= from + ticks)
                {
                    return [.. _seconds[from..(from + ticks)]];
                }

                more = _more.Task;
            }

            await more;
        }
    }

    public bool Drops(StepMoment moment, NodePath node, long tick)
    {
        if (moment is StepMoment.BeforePrepare or StepMoment.BeforeReply && node == NodePath.Root)
        {
            if (moment == StepMoment.BeforePrepare)
            {
                _begun = Stopwatch.GetTimestamp();
                return false;
            }

            lock (_turn)
            {
                _seconds.Add(Stopwatch.GetElapsedTime(_begun).TotalSeconds);
                _more.SetResult();
                _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return false;
    }

    public void Hashed(NodePath node, long tick, Action<StateVisitor> visit)
    {
        // Nobody asks.
    }

    public void Completed(long epoch, long tick, ulong hash)
    {
        // Nobody asks.
    }
}
