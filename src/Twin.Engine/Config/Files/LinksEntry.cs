using System.Text.Json.Serialization;
using Twin.Model;
using Twin.Model.Links;

namespace Twin.Engine.Config;

/// <summary>A file of demand centers, of links between them and hubs, and of whom hubs work for.</summary>
internal sealed record LinksEntry
{
    [Items(1, 100)]
    public required DemandCenterEntry[] Centers { get; init; }

    [Items(1, 500)]
    public required LinkEntry[] Links { get; init; }

    [Items(0, 500)]
    public required ServedEntry[] Served { get; init; }
}

/// <summary>A place whose people and firms hubs work for.</summary>
internal sealed record DemandCenterEntry
{
    [Meaning("Lower-case letters, digits and inner hyphens.")]
    public required string Name { get; init; }

    public required string Title { get; init; }

    public string TitleZh { get; init; } = "";

    [JsonPropertyName("latitude"), Quantity(Dimension.Angle, -66, 66)]
    public required double LatitudeDeg { get; init; }

    [JsonPropertyName("longitude"), Quantity(Dimension.Angle, -180, 180)]
    public required double LongitudeDeg { get; init; }
}

/// <summary>A fibre route.</summary>
internal sealed record LinkEntry
{
    [Meaning("Lower-case letters, digits and inner hyphens.")]
    public required string Name { get; init; }

    [Meaning("A hub's path or a center's name.")]
    public required string From { get; init; }

    [Meaning("A hub's path or a center's name.")]
    public required string To { get; init; }

    [JsonPropertyName("length"), Quantity(Dimension.Length, 1000, 20_000_000)]
    [Meaning("Along the route; left out: 1.4 times the great circle.")]
    public double? LengthM { get; init; }

    [Between(1, 50)]
    [Meaning("Places with equipment on the way.")]
    public required int Hops { get; init; }

    [Between(0.1, 1_000_000)]
    [Meaning("Lit capacity in each direction, Gbit/s.")]
    public required double CapacityGbps { get; init; }

    [Meaning("A latency that somebody published; the model computes its own.")]
    public PublishedEntry? Published { get; init; }

    public required CapacityStatus Status { get; init; }

    [Meaning("Where the figures are from, or the reasoning of an assumption.")]
    public required string Source { get; init; }
}

/// <summary>A published latency: sources mix one way and there and back, so the kind stands with the figure.</summary>
internal sealed record PublishedEntry
{
    [JsonPropertyName("value"), Quantity(Dimension.Duration, 0.000001, 10)]
    public required double ValueS { get; init; }

    [Meaning("oneWay or roundTrip.")]
    public required LatencyKind Kind { get; init; }

    public required string Source { get; init; }
}

/// <summary>Whom a hub works for.</summary>
internal sealed record ServedEntry
{
    [Meaning("The hub's path.")]
    public required string Hub { get; init; }

    [Between(0, 1)]
    [Meaning("Part of its traffic for each center by name; they sum to 1.")]
    public required Dictionary<string, double> Shares { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }
}
