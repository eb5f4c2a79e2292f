namespace Twin.Model.Links;

/// <summary>Which of the two a figure of a latency tells.</summary>
public enum LatencyKind { OneWay, RoundTrip }

/// <summary>A place whose people and firms hubs work for.</summary>
public sealed record DemandCenter(string Name, string Title, string TitleZh, double LatitudeDeg, double LongitudeDeg);

/// <summary>A latency as somebody published it, with its kind; beside the model, which computes its own.</summary>
/// <param name="Ms">Of <paramref name="Kind"/>.</param>
public sealed record PublishedLatency(double Ms, LatencyKind Kind, string Source)
{
    /// <summary>The figure as a round trip, whichever it tells.</summary>
    public RoundTrip RoundTrip => Kind == LatencyKind.RoundTrip ? new RoundTrip(Ms) : new OneWay(Ms).ThereAndBack;
}

/// <summary>A fibre route between two ends. Ends are counted hubs first, in child order, then demand centers.</summary>
/// <param name="LengthKm">Along the route.</param>
/// <param name="Hops">Places with equipment on the way, the ends included once.</param>
/// <param name="CapacityGbps">Lit, each direction.</param>
public sealed record LinkSpec(string Name, int From, int To, double LengthKm, int Hops, double CapacityGbps, PublishedLatency? Published)
{
    public OneWay Latency => Fibre.Over(LengthKm, Hops);
}

/// <summary>The links between hubs and demand centers, and whom each hub works for.</summary>
public sealed record LinksSpec
{
    public required DemandCenter[] Centers { get; init; }

    public required LinkSpec[] Links { get; init; }

    /// <summary>[hub × centers + center]: part of the hub's traffic that belongs to the center, 0–1; a hub's parts sum to 1 or to 0.</summary>
    public required double[] Served { get; init; }
}
