using Twin.Model;

namespace Twin.Grains;

/// <summary>A moment within a tick at which a test may drop a node, unsaved.</summary>
internal enum StepMoment { BeforePrepare, AfterPrepare, BeforeReply, AfterReply, BeforeCheckpoint, AfterCheckpoint, BeforeJournal, AfterJournal }

/// <summary>Told of each moment. The real one lets everything pass.</summary>
internal interface IStepHook
{
    /// <summary>True: the activation is to be lost at this moment.</summary>
    bool Drops(StepMoment moment, NodePath node, long tick);

    /// <summary>Told of each node's own state at the end of a tick whose hash was taken.</summary>
    /// <param name="visit">Walks it.</param>
    void Hashed(NodePath node, long tick, Action<StateVisitor> visit);

    /// <summary>Told of each complete tick whose hash was taken.</summary>
    void Completed(long epoch, long tick, ulong hash);
}

internal sealed class NoHook : IStepHook
{
    public bool Drops(StepMoment moment, NodePath node, long tick) => false;

    public void Hashed(NodePath node, long tick, Action<StateVisitor> visit)
    {
        // Nobody asks.
    }

    public void Completed(long epoch, long tick, ulong hash)
    {
        // Nobody asks.
    }
}

/// <summary>An activation was lost at the wish of the hook.</summary>
[GenerateSerializer, Alias("twin.ActivationLostException")]
internal sealed class ActivationLostException(string message) : Exception(message);
