using Twin.Contracts;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Tests.Grid;

/// <summary>Regions with a grid, in a world that lives.</summary>
public sealed class GridWorldTests
{
    private const string Region = "shanxi";

    private const long DayMs = 86_400_000;

    /// <summary>The first noon of UTC+8 after the start.</summary>
    private static readonly long NoonMs = (((SmallWorld.Spec.StartMs - (4 * 3_600_000)) / DayMs) + 1) * DayMs + (4 * 3_600_000);

    public static TheoryData<EventKind> Kinds => [.. Enum.GetValues<EventKind>()];

    /// <summary>A world at noon, in steps of a minute.</summary>
    private static World AtNoon(int threads = 1)
    {
        var world = SmallWorld.New(stepMs: 60_000, threads: threads);
        while (world.TimeMs < NoonMs)
        {
            world.Step();
        }

        return world;
    }

    private static InjectCommand Inject(EventKind kind, double? magnitude = null, string selection = "", string target = Region) =>
        SmallWorld.Inject("e", kind, target, NoonMs, magnitude, 3_600_000, Math.Max(60_000, Math.Min(600_000, EventCatalogue.Of(kind).UsualRampMs)), selection);

    private static void Balanced(World world)
    {
        world.Network.Closure.Holds.ShouldBeTrue();
        foreach (var region in world.Regions)
        {
            region.Closure.Holds.ShouldBeTrue(region.Closure.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_event_leaves_both_balances_whole_in_every_tick(EventKind kind)
    {
        using var world = SmallWorld.New(stepMs: 10_000);
        var start = world.TimeMs + 60_000;
        world.Step([SmallWorld.Inject("e", kind, "network", start, durationMs: 900_000, rampMs: Math.Max(60_000, Math.Min(120_000, EventCatalogue.Of(kind).UsualRampMs)))]);
        for (var i = 0; i < 120; i++)
        {
            world.Step();
            Balanced(world);
        }
    }

    [Fact]
    public void Parent_is_the_sum_of_hubs_and_its_own_grid()
    {
        using var world = AtNoon();
        var region = world.Regions[0];
        var (from, to) = world.HubsOf(0);
        var hubs = world.Hubs[from..to].Sum(h => h.Reading[Quantity.GridImportKw]);
        region.Reading[Quantity.GridImportKw].ShouldBe(hubs, 1e-6);
        region.Reading[Quantity.DeliveredKw].ShouldBe(hubs, 1e-6);
        region.Grid!.Fleets.Sum(f => f.OutputKw).ShouldBe(
            region.Reading[Quantity.WindKw] + region.Reading[Quantity.PvKw] + region.Reading[Quantity.HydroKw] + region.Reading[Quantity.ThermalKw], 1e-6);
        region.Reading[Quantity.PvKw].ShouldBeGreaterThan(0);
        world.Network.Reading[Quantity.PvKw].ShouldBe(region.Reading[Quantity.PvKw]);
    }

    [Fact]
    public void A_calm_takes_the_wind_a_cloud_front_the_sun_and_ice_the_blades()
    {
        Share(EventKind.Calm, Quantity.WindKw, 0.9).ShouldBeLessThan(0.6);
        Share(EventKind.CloudFront, Quantity.PvKw, 0.7).ShouldBeLessThan(0.5);
        Share(EventKind.Icing, Quantity.WindKw, 0.5).ShouldBe(0.5, 0.05);

        static double Share(EventKind kind, Quantity quantity, double magnitude)
        {
            using var world = AtNoon();
            using var without = world.Fork(1);
            world.Step([Inject(kind, magnitude)]);
            without.Step();
            for (var i = 0; i < 55; i++)
            {
                world.Step();
                without.Step();
            }

            return world.Regions[0].Reading[quantity] / without.Regions[0].Reading[quantity];
        }
    }

    [Fact]
    public void A_lost_unit_is_made_up_by_ramps_and_ties_in_the_same_tick()
    {
        using var world = AtNoon();
        var before = world.Regions[0].Reading;
        world.Step([Inject(EventKind.CapacityLoss, before[Quantity.ThermalKw] / 1000 * 0.8 + 1)]);
        for (var i = 0; i < 15; i++)
        {
            world.Step();
            Balanced(world);
        }

        var now = world.Regions[0].Reading;
        now[Quantity.RegionUnservedKw].ShouldBe(0);
        (now[Quantity.ThermalKw] + now[Quantity.TieImportKw] - now[Quantity.TieExportKw] + now[Quantity.StorageDischargeKw]).ShouldBe(
            before[Quantity.ThermalKw] + before[Quantity.TieImportKw] - before[Quantity.TieExportKw] + before[Quantity.StorageDischargeKw], 0.25 * before[Quantity.ThermalKw]);
    }

    [Fact]
    public void Without_ties_and_units_other_demand_is_cut_and_told_of_once()
    {
        using var world = AtNoon();
        var told = new List<Occurrence>();
        world.Step([Inject(EventKind.TieLoss, 1), .. new[] { "coal", "sun", "wind" }.Select(f => SmallWorld.Inject(f, EventKind.CapacityLoss, Region, NoonMs, 50_000, 3_600_000, 60_000, f))]);
        told.AddRange(world.Regions[0].Occurrences);
        for (var i = 0; i < 90; i++)
        {
            world.Step();
            told.AddRange(world.Regions[0].Occurrences);
            Balanced(world);
            world.DataCenters.ShouldAllBe(d => d.State.Power.Supply == Supply.Utility);
        }

        told.Where(o => o.Kind is OccurrenceKind.DemandCut or OccurrenceKind.DemandServed).Select(o => o.Kind)
            .ShouldBe([OccurrenceKind.DemandCut, OccurrenceKind.DemandServed]);
    }

    [Fact]
    public void The_first_tick_has_the_mix_and_the_weather_of_its_own_minute()
    {
        using var world = SmallWorld.New(stepMs: 60_000);
        world.Step();
        var carbon = world.Regions.Select(r => r.CarbonKgPerKWh).ToArray();
        var outdoor = world.Hubs.Select(h => h.Weather.DryBulbC).ToArray();
        world.Step();
        for (var i = 0; i < carbon.Length; i++)
        {
            var region = world.Regions[i];
            carbon[i].ShouldBe(region.CarbonKgPerKWh, 0.02 * region.CarbonKgPerKWh, region.Spec.Path.Value);
            if (region.Grid is not null)
            {
                carbon[i].ShouldNotBe(region.Spec.CarbonKgPerKWh, "not the year's mean");
            }
        }

        for (var i = 0; i < outdoor.Length; i++)
        {
            outdoor[i].ShouldBe(world.Hubs[i].Weather.DryBulbC, 0.1, world.Hubs[i].Spec.Path.Value);
        }
    }

    [Fact]
    public void A_price_spike_reaches_data_centers_and_carbon_follows_the_mix()
    {
        using var world = AtNoon();
        var flat = world.Regions[0].PriceCnyPerKWh;
        world.Step([Inject(EventKind.PriceSpike, 1.5)]);
        var r = world.Regions[0].Reading;
        (r[Quantity.CostCnyph] / r[Quantity.GridImportKw]).ShouldBe(1.5, 1e-9);
        flat.ShouldBeLessThan(1);
        var share = world.Regions[0].Grid!.FossilShare;
        world.Step();
        (world.Regions[0].Reading[Quantity.CarbonKgph] / world.Regions[0].Reading[Quantity.GridImportKw])
            .ShouldBe(0.7096 * share / world.Regions[0].Spec.Grid!.MeanFossilShare, 1e-9);
        (world.Regions[0].Reading[Quantity.MarketCarbonKgph] / world.Regions[0].Reading[Quantity.GridImportKw]).ShouldBe(0.5856, 1e-9);
    }

    [Fact]
    public void Storage_is_part_of_hash_save_and_fork()
    {
        using var world = AtNoon(2);
        using var fork = world.Fork(1);
        fork.Hash().ShouldBe(world.Hash());
        var writer = new StateWriter();
        world.Save(writer);
        using var loaded = SmallWorld.New(stepMs: 60_000);
        loaded.Load(writer.ToArray());
        for (var i = 0; i < 30; i++)
        {
            world.Step();
            fork.Step();
            loaded.Step();
        }

        fork.Hash().ShouldBe(world.Hash());
        loaded.Hash().ShouldBe(world.Hash());
        loaded.Network.Reading.ToArray().ShouldBe(world.Network.Reading.ToArray());
        var before = world.Hash();
        world.Regions[0].Grid!.Storage[0].Step(60, 1);
        world.Hash().ShouldNotBe(before);
    }

    [Fact]
    public void A_capacity_loss_names_its_fleet_or_is_told_which_there_are()
    {
        EventRules.Check(SmallWorld.Spec, Inject(EventKind.CapacityLoss, 1, "coal").Event).ShouldBeEmpty();
        EventRules.Check(SmallWorld.Spec, Inject(EventKind.CapacityLoss, 1, "cole").Event).Single().Message
            .ShouldBe("'cole' is no fleet there; there are wind, sun, water, coal.");
        EventRules.Check(SmallWorld.Spec, Inject(EventKind.TieLoss, 0.5, target: "shanxi/datong").Event).Single().Field.ShouldBe("target");
    }
}
