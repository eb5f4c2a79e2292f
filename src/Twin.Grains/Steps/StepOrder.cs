using Twin.Contracts;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Grains;

/// <summary>What is wanted of a step beside its reading.</summary>
[Flags]
internal enum StepWants
{
    Nothing = 0,

    /// <summary>Histograms and outlooks, for a published frame.</summary>
    Frame = 1,

    /// <summary>The hash of the state at its end.</summary>
    Hash = 2,

    /// <summary>The state at its end, written to the store.</summary>
    Checkpoint = 4,
}

/// <summary>One tick, ordered by the node above.</summary>
/// <param name="World">Signature of the world that it is for.</param>
/// <param name="Weather">For a data center.</param>
/// <param name="Frequency">Of the area that the node's region stands in.</param>
/// <param name="CapKw">For a data center.</param>
/// <param name="JobLoads">For a region, of all its hubs; for a hub and below, its own.</param>
[GenerateSerializer, Immutable, Alias("twin.StepOrder")]
internal sealed record StepOrder(
    [property: Id(0)] long Epoch, [property: Id(1)] long Tick, [property: Id(2)] ulong World, [property: Id(3)] StepWants Wants,
    [property: Id(4)] TwinEvent[] Events, [property: Id(5)] double CarbonKgPerKWh, [property: Id(6)] double PriceCnyPerKWh,
    [property: Id(7)] WeatherNode[] Weather, [property: Id(8)] double MarketCarbonKgPerKWh = 0,
    [property: Id(9)] AreaFrequency? Frequency = null, [property: Id(10)] double CapKw = double.PositiveInfinity,
    [property: Id(11)] double[]? JobLoads = null);

/// <summary>All return to a checkpoint.</summary>
/// <param name="Epoch">The new epoch.</param>
/// <param name="SavedEpoch">The epoch that the checkpoint was written in.</param>
/// <param name="Tick">The checkpoint's tick; −1: the world's beginning.</param>
[GenerateSerializer, Immutable, Alias("twin.RestoreOrder")]
internal sealed record RestoreOrder([property: Id(0)] long Epoch, [property: Id(1)] long SavedEpoch, [property: Id(2)] long Tick, [property: Id(3)] ulong World);

/// <summary>Why a node does not step.</summary>
internal enum StepRefusal { None, NoState, OtherEpoch, OtherTick, OtherWorld, Child }

/// <summary>A node's answer: what it and all below it read, or where it stands instead.</summary>
/// <param name="Epoch">Where the node stands.</param>
/// <param name="Tick">Where the node stands.</param>
/// <param name="By">The node that refused.</param>
/// <param name="Nodes">The node's own view, then those of all below it above the rack, in the order of frames.</param>
/// <param name="Occurrences">In child order.</param>
/// <param name="Hash">Of the node's part of the state, where it was wanted.</param>
[GenerateSerializer, Immutable, Alias("twin.StepReply")]
internal sealed record StepReply(
    [property: Id(0)] StepRefusal Refusal, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] NodePath By,
    [property: Id(4)] Reading Reading, [property: Id(5)] NodeFrame[] Nodes, [property: Id(6)] Occurrence[] Occurrences, [property: Id(7)] ulong Hash)
{
    public bool Done => Refusal == StepRefusal.None;

    public static StepReply Refused(StepRefusal why, long epoch, long tick, NodePath by) => new(why, epoch, tick, by, new Reading(), [], [], 0);
}

/// <summary>What a parent asks of a child; steps call only downwards.</summary>
[Alias("twin.IStepNode")]
internal interface IStepNode : IGrainWithStringKey
{
    [Alias("Step")]
    Task<StepReply> Step(StepOrder order);

    [Alias("Restore")]
    Task<StepReply> Restore(RestoreOrder order);

    /// <summary>The node's part of the hash at the tick that it stands at; refused anywhere else.</summary>
    [Alias("HashAt")]
    Task<StepReply> HashAt(long epoch, long tick);
}

[Alias("twin.IRegionSteps")]
internal interface IRegionSteps : IStepNode;

[Alias("twin.IHubSteps")]
internal interface IHubSteps : IStepNode;

[Alias("twin.IDataCenterSteps")]
internal interface IDataCenterSteps : IStepNode
{
    [Alias("Page")]
    Task<RackPage> Page(int from, int count);

    /// <summary>Tallies all its racks; the query's data centers are left out.</summary>
    [Alias("Tally")]
    Task<RackTally> Tally(RackQuery query);

    /// <summary>Lends a rack its row; repeated while it is lent, it gives the same loan.</summary>
    [Alias("Lend")]
    Task<RackLoan> Lend(int rack);

    /// <summary>Takes a row back.</summary>
    [Alias("Return")]
    Task Return(int rack, long number);
}
