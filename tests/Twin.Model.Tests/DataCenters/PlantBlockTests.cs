namespace Twin.Model.Tests.DataCenters;

/// <summary>What keeps a plant from natural cooling: dust, dew point, frost, water and spray pumps, each with its cause, value and limit in the log.</summary>
public sealed class PlantBlockTests
{
    private static Site New(PlantKind plant, double[] dryC, double[] rhPct) =>
        new(Site.Center1(plant, racks: 8, work: Site.Flat60), Sky.Of(dryC, rhPct), 60_000, Sky.StartMs);

    private static void Is(Occurrence o, Cause cause, double value, double limit)
    {
        o.Cause.ShouldBe(cause);
        o.Value.ShouldBe(value, 0.01 * Math.Max(1, Math.Abs(value)));
        o.Limit.ShouldBe(limit);
    }

    [Fact]
    public void Dust_shuts_outside_air_out_above_500_and_lets_it_in_again_below_400_micrograms()
    {
        var site = New(PlantKind.AirsideEconomizer, [10], [40]);
        site.Events = [site.Event(EventKind.DustStorm, 3600, 7200, 2000, 3600) with { Target = site.Center.Spec.Path.Parent }];
        site.Run(6);
        Is(site.Of(OccurrenceKind.OutsideAirBlocked).ShouldHaveSingleItem(), Cause.Dust, 500, 500);
        Is(site.Of(OccurrenceKind.BlockLifted).ShouldHaveSingleItem(), Cause.Dust, 400, 500);
        var changes = site.Of(OccurrenceKind.ModeChange);
        changes[0].To.ShouldBe(PlantMode.Mechanical);
        changes[0].AtMs.ShouldBe(site.Of(OccurrenceKind.OutsideAirBlocked)[0].AtMs);
        Is(changes[0], Cause.Dust, 500, 500);
        site.Center.State.Plant.Mode.ShouldBe(PlantMode.FreeDry);
    }

    [Fact]
    public void A_storm_fills_the_filters_and_they_are_changed()
    {
        // 380 above the usual 70 µg/m³, for as long as it takes: below the limit, so that outside air goes on.
        var site = New(PlantKind.AirsideEconomizer, [10], [40]);
        site.Events = [site.Event(EventKind.DustStorm, 0, null, 380, 3600) with { Target = site.Center.Spec.Path.Parent }];
        var first = site.Step()[Quantity.CoolingKw];
        var readings = site.Run(24 * 45);
        var changed = site.Of(OccurrenceKind.FilterChanged).ShouldHaveSingleItem();
        changed.Value.ShouldBe(275, 0.1);
        readings.Max(r => r[Quantity.CoolingKw]).ShouldBeGreaterThan(first * 1.3);
        (changed.S() / 86_400).ShouldBe(100.0 * 4380 / 450 / 24, 3.0);
    }

    [Fact]
    public void Humid_air_is_shut_out_at_its_dew_point()
    {
        var site = New(PlantKind.AirsideEconomizer, [20, 20, 20, 20, 20], [40, 40, 95, 95, 40]);
        site.Run(6);
        Is(site.Of(OccurrenceKind.OutsideAirBlocked).ShouldHaveSingleItem(), Cause.DewPoint, 15, 15);
        Is(site.Of(OccurrenceKind.BlockLifted).ShouldHaveSingleItem(), Cause.DewPoint, 14, 15);
        site.Of(OccurrenceKind.ModeChange)[0].To.ShouldBe(PlantMode.Mechanical);
    }

    [Fact]
    public void Frost_drains_wet_surfaces_at_4_C_and_they_come_back_a_kelvin_above()
    {
        var site = New(PlantKind.IndirectEvaporative, [8, 0, 0, 8], [40]);
        site.Run(4);
        Is(site.Of(OccurrenceKind.WetBlocked).ShouldHaveSingleItem(), Cause.Frost, 4, 4);
        Is(site.Of(OccurrenceKind.BlockLifted).ShouldHaveSingleItem(), Cause.Frost, 5, 4);
        site.Of(OccurrenceKind.ModeChange).ShouldBeEmpty("in frost the dry surface is enough");
    }

    [Theory]
    [InlineData(EventKind.WaterLoss, 1, Cause.Water, 0, 0)]
    [InlineData(EventKind.PumpTrip, 4, Cause.Pump, 0, 3)]
    public void Without_water_or_pumps_an_evaporative_plant_goes_on_with_compressors(EventKind what, double magnitude, Cause cause, double value, double limit)
    {
        var site = New(PlantKind.IndirectEvaporative, [25], [40]);
        site.Events = [site.Event(what, 3600, 3600, magnitude)];
        var readings = site.Run(4);
        var blocked = site.Of(OccurrenceKind.WetBlocked).ShouldHaveSingleItem();
        Is(blocked, cause, value, limit);
        blocked.S().ShouldBe(3600);
        var lifted = site.Of(OccurrenceKind.BlockLifted).ShouldHaveSingleItem();
        lifted.Cause.ShouldBe(cause);
        lifted.S().ShouldBe(7200);

        var changes = site.Of(OccurrenceKind.ModeChange).Where(o => o.S() >= 3600).ToArray();
        changes.Select(o => o.To).ShouldBe([PlantMode.Partial, PlantMode.FreeWet]);
        Is(changes[0], cause, value, limit);
        readings[80][Quantity.WaterLph].ShouldBe(0);
        readings[30][Quantity.WaterLph].ShouldBeGreaterThan(0);
        readings.Max(r => r.MaxInletC).ShouldBeLessThan(28, "compressors carry what water no longer does");
    }

    [Fact]
    public void Chilled_water_without_make_up_water_stops_and_starts_again_with_its_compressors()
    {
        var site = New(PlantKind.ChilledWater, [30], [50]);
        site.Run(0.5);
        site.Events = [site.Event(EventKind.WaterLoss, 3600, 1800)];
        var readings = site.Run(3);
        var lost = site.Of(OccurrenceKind.CoolingLost).ShouldHaveSingleItem();
        (lost.S(), lost.Cause, lost.To).ShouldBe((3600.0, Cause.Water, PlantMode.Off));
        var back = site.Of(OccurrenceKind.CoolingReturned).ShouldHaveSingleItem();
        (back.S(), back.Cause, back.To).ShouldBe((5400.0 + 300, Cause.Restart, PlantMode.Mechanical));
        readings.Max(r => r.MaxInletC).ShouldBeGreaterThan(35);
        readings[^1].MaxInletC.ShouldBeLessThan(28);
    }
}
