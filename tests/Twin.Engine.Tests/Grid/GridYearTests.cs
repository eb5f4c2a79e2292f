using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Grid;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Grid;

public sealed class GridYearTests(ITestOutputHelper output)
{
    // Figures of fossil shares are rounded to two digits.
    private const double FossilTolerance = 0.02;

    // Zhangjiakou's own grid burns far less than the province, whose factor it takes.
    private static readonly NodePath PartOfProvince = NodePath.Parse("hebei");

    [Fact]
    public void A_year_of_every_region_balances_and_comes_to_the_capacity_factors_of_its_kind()
    {
        var world = DefaultWorld.Loaded.World;
        var years = world.Regions.Select(r => new GridYear(world, r)).ToArray();
        foreach (var year in years)
        {
            output.WriteLine(year.ToString());
        }

        foreach (var (year, region) in years.Zip(world.Regions))
        {
            year.WorstClosure.ShouldBeLessThan(Closure.Tolerance, region.Path.Value);
            var meanShare = region.Path == PartOfProvince ? year.FossilShare : region.Grid!.MeanFossilShare;
            year.FossilShare.ShouldBe(meanShare, FossilTolerance, region.Path.Value);
            var carbonKgPerKWh = region.CarbonKgPerKWh * meanShare / region.Grid!.MeanFossilShare;
            year.MeanCarbonKgPerKWh.ShouldBe(carbonKgPerKWh, 0.03 * carbonKgPerKWh, region.Path.Value);

            // What is burnt alone: 0.83 kg/kWh in China on average; no coal plant emits much above 1.1.
            (region.CarbonKgPerKWh / region.Grid.MeanFossilShare).ShouldBeInRange(0.7, 1.15, region.Path.Value);
            year.MeanMw(Quantity.RegionUnservedKw).ShouldBe(0, region.Path.Value);
            var loss = year.Sum[Quantity.RegionLossKw] / year.Sum.GridFedKw;
            loss.ShouldBeInRange(0.015, 0.08, region.Path.Value);

            // North China: wind 22 to 30 %, sun 14 to 19 % (MODELS §7.5).
            if (region.Hubs[0].LatitudeDeg > 35)
            {
                year.CapacityFactor(GeneratorKind.Wind, Quantity.WindKw).ShouldBeInRange(0.22, 0.30, region.Path.Value);
                year.CapacityFactor(GeneratorKind.Pv, Quantity.PvKw).ShouldBeInRange(0.14, 0.19, region.Path.Value);
            }
        }
    }
}
