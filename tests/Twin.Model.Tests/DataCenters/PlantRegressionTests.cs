namespace Twin.Model.Tests.DataCenters;

/// <summary>A year of each plant at each of twelve sites, at full load, against the table of MODELS §4.5 and against the formulas behind it.</summary>
public sealed class PlantRegressionTests
{
    /// <summary>
    /// How far the table may be from us, by what its rows leave open. Waterless, evaporative and direct to chip: rows give
    /// outdoor fans as a range (0.013, 0.018 and 0.012 wide) without its shape. Chilled water: tower approach 3 to 5 K, of
    /// which we take 4: a kelvin is about 0.006. Immersion: the row says 0.026, the table has 0.022 in the cold. Airside: our
    /// filters clog (0.006). Each also holds the table's weather, whose months may be 0.3 K off: 0.0005 to 0.002.
    /// </summary>
    private static double PueTolerance(PlantKind plant) => plant switch
    {
        PlantKind.ChilledWater => 0.008,
        PlantKind.AirsideEconomizer => 0.008,
        _ => 0.005,
    };

    /// <summary>
    /// Cells that we do not reach: in humid summers the table's fresh air needs up to 0.03 more than its own row gives on any
    /// weather with these normals, and its hottest hours are those of compressors without the adiabatic stage. The row as it
    /// is written is held by <see cref="The_model_does_in_a_year_what_its_formulas_say"/>.
    /// </summary>
    private static readonly string[] HumidSites = ["Shaoguan", "Tianfu", "Chongqing", "Wuhu", "YRD-demo"];

    public static TheoryData<string> Sites => [.. PlantTable.Sites];

    [Theory]
    [MemberData(nameof(Sites))]
    public void A_year_at_full_load_costs_what_the_table_says(string site)
    {
        foreach (var plant in PlantTable.Kinds)
        {
            var year = PlantTable.Ours(site, plant);
            var cell = PlantTable.Of(site, plant);
            var label = $"{plant} at {site}";
            var pue = PlantTable.Pue(plant, year);
            if (plant == PlantKind.AirsideEconomizer && HumidSites.Contains(site))
            {
                pue.ShouldBeInRange(cell.Pue - 0.03, cell.Pue, label);
            }
            else
            {
                pue.ShouldBe(cell.Pue, PueTolerance(plant), label);
            }

            // Chilled water evaporates all the time, the others in their wet hours: 0.03 L/kWh is 2 % of all heat. Fresh air's
            // row is steep in the hot hours: 0.7 K of them are 0.04.
            var waterTolerance = plant switch { PlantKind.ChilledWater => 0.05 * cell.Wue, PlantKind.AirsideEconomizer => 0.04, _ => 0.03 };
            year.Wue.ShouldBe(cell.Wue, waterTolerance, label);
            if (plant is PlantKind.Waterless or PlantKind.Immersion)
            {
                year.WaterL.ShouldBe(0, label);
            }

            // The hottest hour of a synthetic year is chance: 1.5 K of it are 0.04.
            if (cell.PeakPue is { } peak && plant is PlantKind.Waterless or PlantKind.IndirectEvaporative or PlantKind.ChilledWater)
            {
                (1 + PlantTable.Rest(plant) + year.PeakCoolingShare).ShouldBe(peak, 0.045, label);
            }
        }
    }

    /// <summary>
    /// The same weather through the formulas, hour by hour and without state: what is left is what state does. Some 3 % of a
    /// standard rack's heat leaves through walls (MODELS §5), which chilled water and compressors save; filters clog up to a
    /// factor of 1.5 in the outside-air path; a liquid plant runs compressors above 33 °C.
    /// </summary>
    [Theory]
    [MemberData(nameof(Sites))]
    public void The_model_does_in_a_year_what_its_formulas_say(string site)
    {
        var weather = PlantTable.Weather(site);
        foreach (var plant in PlantTable.Kinds)
        {
            var year = PlantTable.Ours(site, plant);
            var (cooling, water) = PlantFormulas.Year(plant, weather);
            var label = $"{plant} at {site}";
            var (below, above) = plant switch
            {
                PlantKind.AirsideEconomizer => (0.001, 0.009),
                PlantKind.ChilledWater => (0.004, 0.001),
                PlantKind.DirectToChip or PlantKind.Immersion => (0.001, 0.002),
                _ => (0.001, 0.001),
            };
            year.CoolingShare.ShouldBeInRange(cooling - below, cooling + above, label);
            year.Wue.ShouldBeInRange(water * 0.9, water * 1.01, label);
        }
    }

    /// <summary>With its limit on the dew point, fresh air shuts itself out of humid summers, which the table's quick model does not know.</summary>
    [Theory]
    [InlineData("Zhangbei", 0.002, 0.02)]
    [InlineData("Datong", 0.005, 0.03)]
    [InlineData("Shaoguan", 0.04, 0.10)]
    public void The_dew_point_limit_costs_fresh_air_most_where_summers_are_humid(string site, double least, double most)
    {
        var limited = PlantYear.Run(new PlantSpec { Kind = PlantKind.AirsideEconomizer }, PlantTable.Weather(site));
        (limited.CoolingShare - PlantTable.Ours(site, PlantKind.AirsideEconomizer).CoolingShare).ShouldBeInRange(least, most);
        limited.Log.ShouldContain(o => o.Kind == OccurrenceKind.OutsideAirBlocked && o.Cause == Cause.DewPoint);
    }
}
