using Twin.Model;

namespace Twin.Grains;

/// <summary>
/// Where a node stands, and which orders it takes: at tick − 1 it computes, at the tick it gives the stored answer, and
/// anything else it refuses, saying where it stands. One caller at a time; orders may come while another is under way.
/// </summary>
internal sealed class StepGate(NodePath node, ulong world)
{
    private StepReply? _answer;
    private Task<StepReply>? _running;
    private long _runningTick;

    /// <summary>False: the node was dropped, and waits to be restored.</summary>
    public bool HasState { get; private set; }

    public long Epoch { get; private set; } = -1;

    /// <summary>The last complete tick.</summary>
    public long Tick { get; private set; } = -1;

    /// <summary>The answer to the last complete tick, or to the restore; null where there is none.</summary>
    public StepReply? Last => HasState ? _answer : null;

    /// <summary>Ends when no step is under way.</summary>
    public Task Idle => _running is { } running ? Quiet(running) : Task.CompletedTask;

    public Task<StepReply> Step(StepOrder order, Func<Task<StepReply>> compute)
    {
        if (order.World != world)
        {
            return Refuse(StepRefusal.OtherWorld);
        }

        if (!HasState || order.Epoch != Epoch)
        {
            return Refuse(HasState ? StepRefusal.OtherEpoch : StepRefusal.NoState);
        }

        if (_running is not null)
        {
            return order.Tick == _runningTick ? _running : Refuse(StepRefusal.OtherTick);
        }

        if (order.Tick == Tick && _answer is { } stored)
        {
            return Task.FromResult(stored);
        }

        if (order.Tick != Tick + 1)
        {
            return Refuse(StepRefusal.OtherTick);
        }

        // One that did not have to wait is over by now.
        var step = Compute(order, compute);
        _running = step.IsCompleted ? null : step;
        return step;
    }

    /// <summary>Takes a new epoch and lets the node return to a checkpoint. What is under way is waited for and thrown away.</summary>
    public async Task<StepReply> Restore(RestoreOrder order, Func<Task<StepReply>> load)
    {
        if (order.World != world)
        {
            return await Refuse(StepRefusal.OtherWorld);
        }

        if (order.Epoch < Epoch)
        {
            return await Refuse(StepRefusal.OtherEpoch);
        }

        (Epoch, HasState, _answer) = (order.Epoch, false, null);
        await Idle;
        if (order.Epoch != Epoch)
        {
            return await Refuse(StepRefusal.OtherEpoch);
        }

        var reply = await load();
        if (order.Epoch != Epoch || !reply.Done)
        {
            return reply.Done ? await Refuse(StepRefusal.OtherEpoch) : reply;
        }

        (Tick, _answer, HasState) = (order.Tick, reply, true);
        return reply;
    }

    /// <summary>Forgets the state: the next order is refused, until the node is restored.</summary>
    public void Drop() => (HasState, _answer) = (false, null);

    public Task<StepReply> Refuse(StepRefusal why) => Task.FromResult(StepReply.Refused(why, Epoch, Tick, node));

    private async Task<StepReply> Compute(StepOrder order, Func<Task<StepReply>> compute)
    {
        _runningTick = order.Tick;
        try
        {
            var reply = await compute();
            if (order.Epoch != Epoch || !HasState)
            {
                return await Refuse(HasState ? StepRefusal.OtherEpoch : StepRefusal.NoState);
            }

            if (reply.Done)
            {
                (Tick, _answer) = (order.Tick, reply);
            }

            return reply;
        }
        finally
        {
            _running = null;
        }
    }

    private static async Task Quiet(Task running) => await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
