using Twin.Model.Grid;

namespace Twin.Model;

/// <summary>One provincial grid: gives its hubs carbon and price, and adds up what they and the grid itself read.</summary>
public sealed class Region(RegionSpec spec, ulong seed)
{
    private const double HourMs = 3_600_000;

    private readonly int _racks = spec.Hubs.Sum(h => h.DataCenters.Sum(d => d.RackCount));
    private readonly Reading[] _children = new Reading[spec.Hubs.Length + (spec.Grid is null ? 0 : 1)];
    private Tick _tick;
    private TwinEvent[] _events = [];
    private AreaFrequency? _frequency;

    public RegionSpec Spec { get; } = spec;

    public Reading Reading { get; private set; } = new();

    public Closure Closure { get; private set; }

    /// <summary>Its grid; null where the world tells nothing about it.</summary>
    public RegionGrid? Grid { get; } = spec.Grid is null ? null : new RegionGrid(spec, spec.Grid, seed);

    /// <summary>What happened on its grid in the last tick.</summary>
    public IReadOnlyList<Occurrence> Occurrences => Grid?.Occurrences ?? [];

    /// <summary>Price of grid power in the last tick, CNY/kWh.</summary>
    public double PriceCnyPerKWh { get; private set; } = spec.PriceCnyPerKWh;

    /// <summary>Location-based factor of grid power in the last tick, kg CO₂/kWh: of the mix of the tick before, or before the first of a dispatch of its own.</summary>
    public double CarbonKgPerKWh { get; private set; } = spec.CarbonKgPerKWh;

    // Price over the flat price.
    private double PriceShare => Spec.PriceCnyPerKWh > 0 ? PriceCnyPerKWh / Spec.PriceCnyPerKWh : 1;

    /// <summary>One input per hub, in child order. Price is that of the local hour in which the tick begins.</summary>
    public void Prepare(in Tick tick, in RegionInput input, Span<HubInput> children)
    {
        (_tick, _events, _frequency) = (tick, input.Events, input.Frequency);
        var hour = (int)((long)Math.Floor((tick.StartMs / HourMs) + Spec.UtcOffsetH) % 24);
        PriceCnyPerKWh = GridEvents.Price(_events, tick.StartMs) ?? Spec.PriceCnyPerKWh * Spec.HourlyPriceShare[hour < 0 ? hour + 24 : hour];
        if (tick.Index == 0)
        {
            Grid?.Begin(tick, _events, PriceShare, seed);
        }

        CarbonKgPerKWh = Grid?.CarbonKgPerKWh ?? Spec.CarbonKgPerKWh;
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new HubInput(EventRules.For(input.Events, Spec.Hubs[i].Path), CarbonKgPerKWh, PriceCnyPerKWh, _frequency, LoadsOf(input.JobLoads, i, children.Length));
        }
    }

    /// <summary>The sum of the children's readings of that tick, with the grid's own terms as one more child.</summary>
    public Reading Complete(ReadOnlySpan<Reading> children)
    {
        children.CopyTo(_children);
        if (Grid is not null)
        {
            var hubs = new Reading();
            foreach (ref readonly var child in children)
            {
                hubs.Add(child);
            }

            _children[^1] = Grid.Step(_tick, _events, hubs, PriceShare, _frequency);
        }

        (Reading, Closure) = Rollup.Of(_children, _racks);
        return Reading;
    }

    private static double[]? LoadsOf(double[]? all, int hub, int hubs) => all?.AsSpan(hub * (all.Length / hubs), all.Length / hubs).ToArray();

    /// <summary>Walks this level's own state.</summary>
    public void Visit(StateVisitor v) => Grid?.Visit(v);

    /// <summary>The hash over this level's own state and its hubs'.</summary>
    /// <param name="hubs">Of each hub, in child order.</param>
    public ulong Hash(ReadOnlySpan<ulong> hubs)
    {
        var hasher = new StateHasher();
        Visit(hasher);
        foreach (var hub in hubs)
        {
            hasher.Add(hub);
        }

        return hasher.Result();
    }
}
