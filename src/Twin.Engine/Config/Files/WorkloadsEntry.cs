using System.Text.Json.Serialization;
using Twin.Model;
using Twin.Model.Links;

namespace Twin.Engine.Config;

/// <summary>A file of workload classes, and of the mixes that halls run.</summary>
internal sealed record WorkloadsEntry
{
    [Items(1, 200)]
    public required WorkloadEntry[] Classes { get; init; }

    [Items(1, 200)]
    public required MixEntry[] Mixes { get; init; }
}

/// <summary>One kind of work and its day.</summary>
internal sealed record WorkloadEntry
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required CapacityStatus Status { get; init; }

    [Meaning("Where the shape is from, or the reasoning of an assumption.")]
    public required string Source { get; init; }

    [Meaning("Utilisation, 0 to 1, at each full hour of local time from 0 to 23.")]
    [Items(24, 24), Between(0, 1)]
    public required double[] Hourly { get; init; }

    [Between(0, 0.5)]
    [Meaning("Half-width of the slow noise of a data center's load, relative.")]
    public required double Noise { get; init; }

    [Meaning("True where the work can wait.")]
    public required bool Deferrable { get; init; }

    [Between(0, 1000)]
    [Meaning("What it sends to the people it works for, Gbit/s for each MW of design power at full utilisation.")]
    public double TrafficGbpsPerMw { get; init; }

    [Meaning("Longest latency to those people, with its kind; left out where nobody waits for it.")]
    public LatencyEntry? Latency { get; init; }
}

/// <summary>A latency with its kind.</summary>
internal sealed record LatencyEntry
{
    [JsonPropertyName("most"), Quantity(Dimension.Duration, 0.0001, 100)]
    public required double MostS { get; init; }

    [Meaning("oneWay or roundTrip.")]
    public required LatencyKind Kind { get; init; }
}

/// <summary>Shares of classes in a hall's work.</summary>
internal sealed record MixEntry
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }

    [Between(0, 1)]
    [Meaning("Share of each class by name; they sum to 1.")]
    public required Dictionary<string, double> Shares { get; init; }
}
