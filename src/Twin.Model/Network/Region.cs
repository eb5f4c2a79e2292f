namespace Twin.Model;

/// <summary>One provincial grid: gives its hubs carbon and price, and adds up what they read.</summary>
public sealed class Region(RegionSpec spec)
{
    private const double HourMs = 3_600_000;

    private readonly int _racks = spec.Hubs.Sum(h => h.DataCenters.Sum(d => d.RackCount));

    public RegionSpec Spec { get; } = spec;

    public Reading Reading { get; private set; } = new();

    public Closure Closure { get; private set; }

    /// <summary>Price of grid power in the last tick, CNY/kWh.</summary>
    public double PriceCnyPerKWh { get; private set; } = spec.PriceCnyPerKWh;

    /// <summary>One input per hub, in child order. Price is that of the local hour in which the tick begins.</summary>
    public void Prepare(in Tick tick, in RegionInput input, Span<HubInput> children)
    {
        var hour = (int)((long)Math.Floor((tick.StartMs / HourMs) + Spec.UtcOffsetH) % 24);
        PriceCnyPerKWh = Spec.PriceCnyPerKWh * Spec.HourlyPriceShare[hour < 0 ? hour + 24 : hour];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new HubInput(EventRules.For(input.Events, Spec.Hubs[i].Path), Spec.CarbonKgPerKWh, PriceCnyPerKWh);
        }
    }

    /// <summary>The sum of the children's readings of that tick.</summary>
    public Reading Complete(ReadOnlySpan<Reading> children)
    {
        (Reading, Closure) = Rollup.Of(children, _racks);
        return Reading;
    }
}
