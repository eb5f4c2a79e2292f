using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Tests.Grid;

/// <summary>A year of a region's grid in steps of a quarter of an hour, with data centers that draw the same all year.</summary>
internal sealed class GridYear
{
    // IT at 60 % of design and a tenth and a half on top: what the metered hubs come to.
    private const double LoadShare = 0.6 * 1.15;

    public Reading Sum { get; } 

    public int Ticks { get; }

    public double WorstClosure { get; }

    public double FossilShare { get; }

    public double MeanCarbonKgPerKWh { get; }

    public RegionSpec Region { get; }

    public GridYear(WorldSpec world, RegionSpec region, int step = 900_000)
    {
        Region = region;
        var grid = new RegionGrid(region, region.Grid!, 1);
        var centers = new Reading();
        centers[Quantity.GridImportKw] = region.Hubs.Sum(h => h.DataCenters.Sum(d => d.DesignItKw)) * LoadShare;
        var sum = new Reading();
        for (Ticks = 0; Ticks < 365 * 86_400_000L / step; Ticks++)
        {
            var tick = new Tick(Ticks, world.StartMs + ((long)Ticks * step), step);
            var hour = (int)((tick.StartMs / 3_600_000) + 8) % 24;
            var own = grid.Step(tick, [], centers, region.HourlyPriceShare[hour]);
            WorstClosure = Math.Max(WorstClosure, Closure.EnergyErrorOf(own));
            FossilShare += grid.FossilShare;
            MeanCarbonKgPerKWh += grid.CarbonKgPerKWh;
            sum.Add(own);
        }

        (FossilShare, MeanCarbonKgPerKWh, Sum) = (FossilShare / Ticks, MeanCarbonKgPerKWh / Ticks, sum);
    }

    /// <summary>Mean over the year, MW.</summary>
    public double MeanMw(Quantity q) => Sum[q] / Ticks / 1000;

    /// <summary>Offered, curtailed part included, over what stands there.</summary>
    public double CapacityFactor(GeneratorKind kind, Quantity q)
    {
        var installed = Region.Grid!.Generators.Where(g => g.Kind == kind).Sum(g => g.CapacityKw);
        var renewable = Sum[Quantity.WindKw] + Sum[Quantity.PvKw] + Sum[Quantity.HydroKw];
        return Sum[q] * (1 + (Sum[Quantity.CurtailedKw] / renewable)) / Ticks / installed;
    }

    public override string ToString() =>
        $"{Region.Path}: wind {CapacityFactor(GeneratorKind.Wind, Quantity.WindKw):P1} sun {CapacityFactor(GeneratorKind.Pv, Quantity.PvKw):P1} fossil {FossilShare:0.000} "
        + string.Join(' ', Enum.GetValues<Quantity>().Where(q => q > Quantity.MarketCarbonKgph).Select(q => $"{Quantities.Name(q)} {MeanMw(q):0}")) + $" closure {WorstClosure:0.0e0}";
}
