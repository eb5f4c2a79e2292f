namespace Twin.Model.Tests.DataCenters;

/// <summary>Chillers, pumps, fan walls and water fail: what is left, what racks do, and how they come back.</summary>
public sealed class PlantFailureTests
{
    private static readonly RackClass Cloud = new() { Name = "cloud", DesignKw = 8 };

    private static Site New(PlantKind plant, double dryC, double rhPct = 30, RackClass? rack = null, PlantSpec? spec = null, int racks = 64, int stepMs = 10_000) =>
        new(Site.Center1(plant, rack, racks, Site.Flat60, plantSpec: spec), Sky.Of([dryC], [rhPct]), stepMs, Sky.StartMs);

    private static double ItAfter(List<Reading> readings, double hours) => readings[(int)(hours * 360) - 1][Quantity.ItKw];

    [Theory]
    [InlineData(32, 1, false)] // one of five is the reserve
    [InlineData(32, 4, true)]  // a quarter of the capacity is left
    [InlineData(10, 5, false)] // in the cold nothing needs them
    public void Chillers_are_missed_only_where_the_reserve_is_gone_and_the_weather_needs_them(double dryC, double trips, bool missed)
    {
        var site = New(PlantKind.Waterless, dryC);
        site.Events = [site.Event(EventKind.ChillerTrip, 3600, 7200, trips)];
        var readings = site.Run(5);
        var hottest = readings.Max(r => r.MaxInletC);
        if (!missed)
        {
            hottest.ShouldBeLessThan(27);
            site.Log.ShouldNotContain(o => o.Kind == OccurrenceKind.RacksThrottling || o.Kind == OccurrenceKind.RacksShutDown);
            return;
        }

        site.Of(OccurrenceKind.RacksThrottling).ShouldNotBeEmpty();
        hottest.ShouldBeGreaterThan(35);
        var least = readings.Skip(360).Take(720).Min(r => r[Quantity.ItKw]);
        least.ShouldBeLessThan(0.75 * ItAfter(readings, 1));
        readings[^1][Quantity.RacksOn].ShouldBe(64);
        readings[^1][Quantity.ItKw].ShouldBe(ItAfter(readings, 1), 0.01 * ItAfter(readings, 1));
    }

    [Theory]
    [InlineData(1, 27, false)] // three carry the design flow
    [InlineData(2, 60, true)]  // two thirds of it
    public void Pumps_are_missed_beyond_their_reserve(double trips, double most, bool missed)
    {
        var site = New(PlantKind.ChilledWater, 30, 50, Cloud);
        site.Events = [site.Event(EventKind.PumpTrip, 3600, 3600, trips)];
        var readings = site.Run(4);
        readings.Max(r => r.MaxInletC).ShouldBeInRange(missed ? 35 : 20, most);
        site.Log.Exists(o => o.Kind == OccurrenceKind.RacksThrottling).ShouldBe(missed);
    }

    /// <summary>Liquid racks without pumps have seconds: flow below 60 % for half a minute shuts them down, silicon sooner at full power (MODELS §3.3, §5).</summary>
    [Theory]
    [InlineData(0.6)]
    [InlineData(1)]
    public void Liquid_racks_without_pumps_shut_down_within_seconds_and_come_back(double load)
    {
        var rack = new RackClass { Name = "liquid", DesignKw = 40, LiquidShare = 0.85 };
        var site = New(PlantKind.DirectToChip, 20, rack: rack, stepMs: 1000);
        site.Events = [site.Event(EventKind.RackLoad, 0, magnitude: load), site.Event(EventKind.PumpTrip, 600, 600, 4)];
        var readings = site.Run(1);
        var down = site.Of(OccurrenceKind.RacksShutDown).ShouldHaveSingleItem();
        down.S().ShouldBeInRange(603, 632);
        readings[660][Quantity.RacksShutDown].ShouldBe(64);
        readings[660][Quantity.ItKw].ShouldBe(0);
        readings[^1][Quantity.RacksOn].ShouldBe(64);
        readings[^1][Quantity.ItKw].ShouldBe(readings[590][Quantity.ItKw], 0.01 * readings[590][Quantity.ItKw]);
    }

    [Fact]
    public void Failed_fans_warm_the_racks_before_them_and_leave_the_others_alone()
    {
        var site = New(PlantKind.Waterless, 10, rack: Cloud, racks: 320);
        site.Events = [site.Event(EventKind.FanWallFailure, 1800, 3600, 2)];
        site.Run(0.5);
        var before = site.Center.Racks.InletC.ToArray();
        site.Run(1.4);
        var during = site.Center.Racks.InletC.ToArray();
        var warmer = Enumerable.Range(0, 320).Count(i => during[i] > before[i] + 1);
        warmer.ShouldBeInRange(320 / 8, 320 / 2);
        Enumerable.Range(0, 320).Count(i => Math.Abs(during[i] - before[i]) < 0.2).ShouldBeGreaterThan(320 / 4);
        var readings = site.Run(3);
        readings[^1].MaxInletC.ShouldBe(before.Max(), 1.5, "what is left is the noise of the work");
    }

    /// <summary>Cooling lost at a hall of standard racks: slower, then down, minutes apart as MODELS §5 has them for full power, later at less; then back.</summary>
    [Fact]
    public void Cooling_lost_slows_racks_then_stops_them_and_they_return_when_it_does()
    {
        var site = New(PlantKind.ChilledWater, 30, 50);
        site.Events = [site.Event(EventKind.RackLoad, 0, magnitude: 1), site.Event(EventKind.WaterLoss, 3600, 3600)];
        var readings = site.Run(5);
        var slow = site.Of(OccurrenceKind.RacksThrottling)[0].S() - 3600;
        var stop = site.Of(OccurrenceKind.RacksShutDown)[0].S() - 3600;

        // The first rack of 64, which breathes most of its own air, is minutes ahead of the mean one.
        (slow / 60).ShouldBeInRange(1.5, 6);
        (stop / 60).ShouldBeInRange(12, 30);
        readings[719][Quantity.RacksShutDown].ShouldBeGreaterThan(0);
        site.Of(OccurrenceKind.RacksRecovered).ShouldNotBeEmpty();
        readings[^1][Quantity.RacksOn].ShouldBe(64);
        readings[^1][Quantity.RacksThrottled].ShouldBe(0);
        readings[^1].MaxInletC.ShouldBeLessThan(28);
    }
}
