using Twin.Model;

namespace Twin.Grains;

/// <summary>A row as it is lent, with what it takes to read it.</summary>
/// <param name="Number">Of the lending; an answer under another is not taken.</param>
/// <param name="Tick">That the row stands at.</param>
/// <param name="Last">What the rack met last; without length before the first tick.</param>
[GenerateSerializer, Immutable, Alias("twin.RackLoan")]
internal readonly record struct RackLoan(
    [property: Id(0)] long Number, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] RackRow Row,
    [property: Id(4)] RackSegment Last, [property: Id(5)] RackAir Air, [property: Id(6)] PlantMode Mode);

/// <summary>What lent racks meet in one tick; those that meet the same share it.</summary>
/// <param name="Mode">How the data center is cooled at the tick's end.</param>
[GenerateSerializer, Immutable, Alias("twin.RackTick")]
internal sealed record RackTick([property: Id(0)] long Epoch, [property: Id(1)] long Tick, [property: Id(2)] RackPhase[] Phases, [property: Id(3)] PlantMode Mode);

/// <summary>One tick for a lent rack.</summary>
/// <param name="Row">At the end of the tick before, where the rack does not hold it yet; null: its own.</param>
[GenerateSerializer, Immutable, Alias("twin.RackOrder")]
internal sealed record RackOrder([property: Id(0)] long Number, [property: Id(1)] RackRow? Row, [property: Id(2)] RackTick Meets);

/// <summary>What a lent rack did in a tick.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackAnswer")]
internal sealed record RackAnswer([property: Id(0)] long Number, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] RackDone[] Done);

[Alias("twin.IRackSteps")]
internal interface IRackSteps : IGrainWithStringKey
{
    /// <summary>Steps the rack's own row; null where it holds none that fits.</summary>
    [Alias("Step")]
    Task<RackAnswer?> Step(RackOrder order);
}
