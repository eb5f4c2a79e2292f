using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Grid;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Grid;

public sealed class GridYearTests(ITestOutputHelper output)
{
    // Figures of fossil shares are rounded to two digits.
    private const double FossilTolerance = 0.02;

    // No coal plant emits much more than this for a kWh.
    private const double MostKgPerBurntKWh = 1.15;

    // Fossil power alone in China, kg CO2/kWh (table of emission factors, published 20 December 2024 for 2022).
    private const double FossilKgPerKWh = 0.8325;

    // Zhangjiakou's own grid burns far less than Hebei, whose factor it takes.
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
            if (region.Path == PartOfProvince)
            {
                // Its own mean would make of what it burns more than any plant emits. So the share that belongs to the factor is
                // the province's, by the factor of fossil power alone, and the hour's factor is that of what the hour burns.
                (region.CarbonKgPerKWh / year.FossilShare).ShouldBeGreaterThan(MostKgPerBurntKWh, "else it is held as the others are");
                region.Grid!.MeanFossilShare.ShouldBe(region.CarbonKgPerKWh / FossilKgPerKWh, 0.005, region.Path.Value);
                year.MeanCarbonKgPerKWh.ShouldBe(FossilKgPerKWh * year.FossilShare, 0.01 * year.MeanCarbonKgPerKWh, region.Path.Value);
            }
            else
            {
                year.FossilShare.ShouldBe(region.Grid!.MeanFossilShare, FossilTolerance, region.Path.Value);
                year.MeanCarbonKgPerKWh.ShouldBe(region.CarbonKgPerKWh, 0.03 * region.CarbonKgPerKWh, region.Path.Value);
            }

            (region.CarbonKgPerKWh / region.Grid.MeanFossilShare).ShouldBeInRange(0.7, MostKgPerBurntKWh, region.Path.Value);
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
