using Microsoft.Extensions.Logging;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>A node between the root and the data centers: carries orders down and answers up.</summary>
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
        if (HasState && order.Tick >= 0)
        {
            var reader = new StateReader(await Site.Store.LoadNode(order.SavedEpoch, order.Tick, Path));
            Visit(reader);
            if (!reader.AtEnd)
            {
                throw new FormatException($"The saved state of '{Path}' is longer than this world's: it belongs to another world or version.");
            }
        }

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
            ?? new StepReply(StepRefusal.None, epoch, tick, Path, new Reading(), [], [], Hash(Array.ConvertAll(replies, r => r.Hash)));
    }

    /// <summary>The nodes below, in child order.</summary>
    protected abstract IStepNode[] Children();

    /// <summary>The model makes the children's inputs.</summary>
    protected abstract StepOrder[] Prepare(StepOrder order);

    /// <summary>The model makes the reading, and the view of it.</summary>
    protected abstract Reading Complete(Reading[] children);

    protected abstract NodeFrame View(InletHistogram? inlets);

    /// <summary>The node's part of the hash.</summary>
    /// <param name="children">Of each child, in order.</param>
    protected abstract ulong Hash(ulong[] children);

    /// <summary>What happened at this node in the last tick.</summary>
    protected abstract IReadOnlyList<Occurrence> Occurrences { get; }

    /// <summary>True where the model has state of its own, which goes into checkpoints.</summary>
    protected abstract bool HasState { get; }

    protected abstract void Visit(StateVisitor visitor);

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

        var finished = false;
        try
        {
            var reply = Gather(order.Epoch, order.Tick, replies, Complete(Array.ConvertAll(replies, r => r.Reading)), order.Wants);
            if (HasState && order.Wants.HasFlag(StepWants.Checkpoint))
            {
                Pass(StepMoment.BeforeCheckpoint, order.Tick, _gate.Drop);
                var writer = new StateWriter();
                Visit(writer);
                await Site.Store.SaveNode(order.Epoch, order.Tick, Path, writer.ToArray());
                Pass(StepMoment.AfterCheckpoint, order.Tick, _gate.Drop);
            }

            if (HasState && order.Wants.HasFlag(StepWants.Hash))
            {
                Site.Hook.Hashed(Path, order.Tick, Visit);
            }

            Pass(StepMoment.BeforeReply, order.Tick, _gate.Drop);
            Tell(_newest = new NodeState(Path, order.Epoch, order.Tick, Site.Map.StartOf(order.Tick + 1), reply.Nodes[0]));
            finished = true;
            return reply;
        }
        finally
        {
            // The model has completed the tick; where the answer did not get as far as the gate, it cannot do so again.
            if (!finished && order.Epoch == _gate.Epoch)
            {
                _gate.Drop();
            }
        }
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
            [.. Occurrences, .. replies.SelectMany(r => r.Occurrences)], wants.HasFlag(StepWants.Hash) ? Hash(Array.ConvertAll(replies, r => r.Hash)) : 0);
    }
}
