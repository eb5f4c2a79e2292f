using Twin.Model;

namespace Twin.Grains;

/// <summary>A row as it is lent, with what it takes to read it.</summary>
/// <param name="Number">Of the lending; an answer under another is not taken.</param>
/// <param name="Tick">That the row stands at.</param>
/// <param name="Last">What the rack met last; without length before the first tick.</param>
[GenerateSerializer, Immutable, Alias("twin.RackLoan")]
internal sealed record RackLoan(
    [property: Id(0)] long Number, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] RackRow Row,
    [property: Id(4)] RackSegment Last, [property: Id(5)] float Airflow, [property: Id(6)] PlantMode Mode);

/// <summary>One tick for a lent rack.</summary>
/// <param name="Row">At the end of the tick before, where the rack does not hold it yet; null: its own.</param>
/// <param name="Mode">How the data center is cooled at the tick's end.</param>
[GenerateSerializer, Immutable, Alias("twin.RackOrder")]
internal sealed record RackOrder(
    [property: Id(0)] long Number, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] RackRow? Row,
    [property: Id(4)] RackPhase[] Phases, [property: Id(5)] PlantMode Mode);

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
