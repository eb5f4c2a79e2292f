namespace Twin.Model.Tests.DataCenters;

/// <summary>What happens when a data center loses its supply: battery, generators, fuel, cooling, racks, and the way back.</summary>
public sealed class OutageTests
{
    private static readonly long Start = Site.Ms("2025-04-01T00:00:00Z");

    private static Site Outage(int stepMs, double durationS, PowerSpec? power = null, int racks = 64)
    {
        var site = new Site(Site.Center1(PlantKind.Waterless, work: Site.Flat60, power: power, racks: racks), Site.Still(10), stepMs, Start);
        site.Events = [site.Event(EventKind.FeedLoss, 3600, durationS)];
        return site;
    }

    private static double At(Site site, OccurrenceKind kind) => (site.Log.First(o => o.Kind == kind).AtMs - site.StartMs) / 1000.0;

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(900_000)]
    public void Generators_take_over_after_twelve_seconds_and_hand_back_a_minute_after_the_feed(int stepMs)
    {
        var site = Outage(stepMs, 1800);
        for (var i = 0; i < 3 * 3_600_000 / stepMs; i++)
        {
            site.Step()[Quantity.UnservedKw].ShouldBe(0);
        }

        At(site, OccurrenceKind.SupplyLost).ShouldBe(3600);
        At(site, OccurrenceKind.GeneratorsStarted).ShouldBe(3612);
        At(site, OccurrenceKind.CoolingLost).ShouldBe(3600);
        At(site, OccurrenceKind.CoolingReturned).ShouldBe(3612 + 120);
        At(site, OccurrenceKind.SupplyReturned).ShouldBe(3600 + 1800 + 60);
        site.Center.State.Power.Supply.ShouldBe(Supply.Utility);
        site.Center.State.Power.Outages.ShouldBe(1);
    }

    [Fact]
    public void Without_generators_the_battery_lasts_as_long_as_its_formula_says_and_racks_go_dark_and_come_back()
    {
        var site = Outage(10_000, 7200, new PowerSpec { GeneratorsNeeded = 0 });
        var wanted = 0.0;
        for (var i = 0; i < 4 * 360; i++)
        {
            var reading = site.Step();
            if (i == 359)
            {
                wanted = site.Center.BatterySeconds(reading[Quantity.ItKw]);
            }

            if (site.NowMs > site.StartMs + 3_600_000 + (long)(wanted * 1000) + 20_000 && site.NowMs < site.StartMs + 10_800_000)
            {
                reading[Quantity.ItKw].ShouldBe(0);
                reading[Quantity.UnservedKw].ShouldBeGreaterThan(50);
            }
        }

        wanted.ShouldBeInRange(15 * 60, 40 * 60); // 15 min at design power, longer at six tenths of it

        // A little sooner: without cooling, fans and leakage rise with the inlet.
        At(site, OccurrenceKind.BatteryEmpty).ShouldBeInRange(3600 + (0.92 * wanted), 3600 + wanted);
        At(site, OccurrenceKind.SupplyReturned).ShouldBe(10_800);
        site.Step()[Quantity.RacksOn].ShouldBe(64);
    }

    [Fact]
    public void Fuel_ends_and_the_battery_takes_what_is_left()
    {
        var site = Outage(60_000, 100_000, new PowerSpec { GeneratorFailToStart = 0, FuelHours = 1 });
        for (var i = 0; i < 5 * 60; i++)
        {
            site.Step();
        }

        At(site, OccurrenceKind.FuelEmpty).ShouldBeInRange(3600 + 3600, 3600 + 10_800);
        At(site, OccurrenceKind.BatteryEmpty).ShouldBeGreaterThan(At(site, OccurrenceKind.FuelEmpty) + 300);
        site.Center.State.Power.Supply.ShouldBe(Supply.None);
    }

    [Fact]
    public void One_feed_of_two_lost_is_bridged_in_half_a_second()
    {
        var site = new Site(Site.Center1(PlantKind.Waterless), Site.Still(10), 10_000, Start);
        site.Events = [site.Event(EventKind.FeedLoss, 95, 600, selection: "1")];
        for (var i = 0; i < 100; i++)
        {
            site.Step()[Quantity.UnservedKw].ShouldBe(0);
        }

        At(site, OccurrenceKind.FeedTransfer).ShouldBe(95);
        site.Log.ShouldNotContain(o => o.Kind == OccurrenceKind.SupplyLost || o.Kind == OccurrenceKind.CoolingLost);
        site.Center.State.Power.Feed.ShouldBe(1);
    }

    [Fact]
    public void A_substation_takes_out_the_feeds_that_stand_on_it()
    {
        var site = new Site(Site.Center1(PlantKind.Waterless) with { Feeds = [0, 1] }, Site.Still(10), 10_000, Start);
        var hub = site.Center.Spec.Path.Parent;
        site.Events = [site.Event(EventKind.SubstationTrip, 60, 600, selection: "sub-2") with { Target = hub }];
        for (var i = 0; i < 30; i++)
        {
            site.Step();
        }

        site.Center.Outlook().FeedsUp.ShouldBe(1);
        site.Center.State.Power.Supply.ShouldBe(Supply.Utility);
        site.Events = [.. site.Events, site.Event(EventKind.SubstationTrip, 400, 600, selection: "sub-1") with { Target = hub }];
        for (var i = 0; i < 30; i++)
        {
            site.Step();
        }

        site.Center.State.Power.Supply.ShouldBe(Supply.Generator);
    }

    [Fact]
    public void Sets_that_do_not_start_leave_the_last_halls_dark()
    {
        var spec = Site.Center1(PlantKind.Waterless, work: Site.Flat60);
        var hall = spec.Halls[0];
        spec = spec with { Halls = [hall, hall with { Name = "hall-2" }, hall with { Name = "hall-3" }, hall with { Name = "hall-4" }] };
        var site = new Site(spec, Site.Still(10), 10_000, Start);
        site.Events = [site.Event(EventKind.GeneratorFailure, 0, 7200, 3), site.Event(EventKind.FeedLoss, 600, 3600)];
        var dark = 0.0;
        for (var i = 0; i < 120; i++)
        {
            dark = Math.Max(dark, site.Step()[Quantity.UnservedKw]);
        }

        site.Log.ShouldContain(o => o.Kind == OccurrenceKind.GeneratorsShort);

        // Two sets of five carry half of the design power: two halls of four at six tenths of their load.
        var twoHalls = 2 * 64 * site.Center.Physics(0).ExpectedKw(0.6, 24);
        dark.ShouldBeInRange(twoHalls, twoHalls * 1.08);
    }

    [Fact]
    public void All_sets_carry_full_load_with_warm_racks_and_a_hot_day()
    {
        // Racks draw more than their design while cooling is away, and chillers all they can at 38 °C: sets are made for that.
        var site = new Site(Site.Center1(PlantKind.ChilledWater, work: Site.Full), Site.Still(38), 10_000, Start);
        site.Events = [site.Event(EventKind.FeedLoss, 600, 3600)];
        var most = 0.0;
        for (var i = 0; i < 360; i++)
        {
            var reading = site.Step();
            reading[Quantity.UnservedKw].ShouldBe(0);
            most = Math.Max(most, reading[Quantity.ItKw]);
        }

        most.ShouldBeGreaterThan(site.Center.DesignItKw);
        site.Log.ShouldContain(o => o.Kind == OccurrenceKind.GeneratorsStarted);
        site.Log.ShouldNotContain(o => o.Kind == OccurrenceKind.GeneratorsShort);
    }

    [Fact]
    public void Too_few_UPS_modules_mean_bypass_and_darkness_at_the_next_outage()
    {
        var site = new Site(Site.Center1(PlantKind.Waterless, power: new PowerSpec { Redundancy = Redundancy.NPlus1, GeneratorFailToStart = 0 }), Site.Still(10), 1000, Start);
        site.Events = [site.Event(EventKind.UpsFailure, 10, 7200, 2), site.Event(EventKind.FeedLoss, 60, 600)];
        var dark = 0.0;
        for (var i = 0; i < 90; i++)
        {
            dark = Math.Max(dark, site.Step()[Quantity.UnservedKw]);
        }

        At(site, OccurrenceKind.UpsOverloaded).ShouldBe(10);
        dark.ShouldBeGreaterThan(50);
        site.Center.State.Power.Supply.ShouldBe(Supply.Generator);
    }
}
