using System.Text.Json.Serialization;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>What happens in a run, and when.</summary>
internal sealed record EventsEntry
{
    [Meaning("In any order.")]
    [Items(1, Network.MostEvents)]
    public required EventEntry[] Events { get; init; }
}

/// <summary>One event, at an offset from the run's start.</summary>
internal sealed record EventEntry
{
    public required EventKind Kind { get; init; }

    [Meaning("Path of the node it is for; a node above the kind's level means all of that level below it.")]
    public required string Target { get; init; }

    [Meaning("Part of the target that is hit, by the kind: a substation's name, a hall's, a feed's number, racks such as 0-99,120.")]
    public string? Selection { get; init; }

    [Meaning("Begin, from the start of the run.")]
    [JsonPropertyName("at")]
    [Quantity(Dimension.Duration, 0, 366 * 86400.0)]
    public required double AtS { get; init; }

    [Meaning("Until it begins to end; left out: as long as is usual for the kind.")]
    [JsonPropertyName("duration")]
    [Quantity(Dimension.Duration, 0.001, 366 * 86400.0)]
    public double? DurationS { get; init; }

    [Meaning("True: it lasts until the run ends.")]
    public bool Endless { get; init; }

    [Meaning("Time to full strength, and from it back; left out: as is usual for the kind.")]
    [JsonPropertyName("ramp")]
    [Quantity(Dimension.Duration, 0, 366 * 86400.0)]
    public double? RampS { get; init; }

    [Meaning("How strong, with its unit, such as 8 K, 40 MW, 70 %; left out: as is usual for the kind.")]
    public string? Magnitude { get; init; }

    [Meaning("Why, for people.")]
    public string? Reason { get; init; }
}
