using Microsoft.Extensions.Logging;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>A node between the root and the data centers: carries orders down and answers up, and has no state but its tick.</summary>
internal abstract class ParentShell : NodeShell, IStepNode
{
    private readonly StepGate _gate;
    private NodeState? _newest;

    protected ParentShell(ClusterSite site, ILogger logger)
        : base(site, logger) => _gate = new StepGate(Path, site.Map.Signature);

    protected override NodeState? Newest => _newest;

    public async Task<StepReply> Step(StepOrder order)
    {
        var reply = await _gate.Step(order, () => Carry(order));
        PassAfter(order.Tick, _gate.Drop);
        return reply;
    }

    public Task<StepReply> Restore(RestoreOrder order) => _gate.Restore(order, async () =>
    {
        Reset();
        var children = Children();
        var replies = await Fan.Out(children.Length, Site.Options.NodeChunk, i => children[i].Restore(order));
        return Refused(order.Epoch, replies) ?? Gather(order.Epoch, order.Tick, replies, new Reading(), StepWants.Frame);
    });

    public async Task<StepReply> HashAt(long epoch, long tick)
    {
        if (!_gate.HasState || epoch != _gate.Epoch || tick != _gate.Tick)
        {
            return await _gate.Refuse(_gate.HasState ? StepRefusal.OtherTick : StepRefusal.NoState);
        }

        var children = Children();
        var replies = await Fan.Out(children.Length, Site.Options.NodeChunk, i => children[i].HashAt(epoch, tick));
        return Refused(epoch, replies)
            ?? new StepReply(StepRefusal.None, epoch, tick, Path, new Reading(), [], [], Rollup.Hash(Array.ConvertAll(replies, r => r.Hash)));
    }

    /// <summary>The nodes below, in child order.</summary>
    protected abstract IStepNode[] Children();

    /// <summary>The model makes the children's inputs.</summary>
    protected abstract StepOrder[] Prepare(StepOrder order);

    /// <summary>The model makes the reading, and the view of it.</summary>
    protected abstract Reading Complete(Reading[] children);

    protected abstract NodeFrame View(InletHistogram? inlets);

    /// <summary>A fresh model: nothing of the ticks before is left in it.</summary>
    protected abstract void Reset();

    private async Task<StepReply> Carry(StepOrder order)
    {
        Pass(StepMoment.BeforePrepare, order.Tick, _gate.Drop);
        var orders = Prepare(order);
        Pass(StepMoment.AfterPrepare, order.Tick, _gate.Drop);
        var children = Children();
        var replies = await Fan.Out(children.Length, Site.Options.NodeChunk, i => children[i].Step(orders[i]));
        if (Refused(order.Epoch, replies) is { } refused)
        {
            return refused;
        }

        var reply = Gather(order.Epoch, order.Tick, replies, Complete(Array.ConvertAll(replies, r => r.Reading)), order.Wants);
        Pass(StepMoment.BeforeReply, order.Tick, _gate.Drop);
        Tell(_newest = new NodeState(Path, order.Epoch, order.Tick, Site.Map.StartOf(order.Tick + 1), reply.Nodes[0]));
        return reply;
    }

    /// <summary>What to say where a child refuses; null where all are done.</summary>
    private static StepReply? Refused(long epoch, StepReply[] replies) =>
        Array.Find(replies, r => !r.Done) is not { } refused ? null
            : refused.Refusal == StepRefusal.OtherEpoch && refused.Epoch > epoch ? refused : refused with { Refusal = StepRefusal.Child };

    private StepReply Gather(long epoch, long tick, StepReply[] replies, in Reading reading, StepWants wants)
    {
        InletHistogram? inlets = null;
        if (wants.HasFlag(StepWants.Frame))
        {
            inlets = new InletHistogram();
            foreach (var reply in replies)
            {
                inlets.Add(reply.Nodes[0].Inlets!);
            }
        }

        return new StepReply(
            StepRefusal.None, epoch, tick, Path, reading, [View(inlets), .. replies.SelectMany(r => r.Nodes)],
            [.. replies.SelectMany(r => r.Occurrences)], wants.HasFlag(StepWants.Hash) ? Rollup.Hash(Array.ConvertAll(replies, r => r.Hash)) : 0);
    }
}
