using Twin.Engine.Config;
using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Tests.Grid;

/// <summary>Frequency of synchronous areas, as their regions meet it.</summary>
public sealed class RegionFrequencyTests
{
    private static readonly WorldSpec World = DefaultWorld.Loaded.World;

    private static Trace Run(string region, int stepMs, double minutes, TwinEvent[] events, Func<long, double>? dataCentersKw = null) =>
        new(WorldSlice.Of(World, NodePath.Parse(region)), stepMs, minutes, events, dataCentersKw);

    private static TwinEvent Event(EventKind kind, string target, double atS, double magnitude, double durationS = 600) => new()
    {
        Id = "loss", Kind = kind, Target = NodePath.Parse(target), StartMs = World.StartMs + (long)(atS * 1000),
        DurationMs = (long)(durationS * 1000), Magnitude = magnitude,
    };

    private static TwinEvent Loss(double atS, double magnitudeMw, double durationS = 600) => Event(EventKind.CapacityLoss, "shanghai", atS, magnitudeMw, durationS);

    /// <summary>Regions' grids in their areas, with data centers that draw what a test says.</summary>
    private sealed class Trace
    {
        public Trace(WorldSpec world, int stepMs, double minutes, TwinEvent[] events, Func<long, double>? dataCentersKw)
        {
            var areas = SynchronousArea.Of(world.Regions);
            RegionGrid[] grids = [.. world.Regions.Select(r => new RegionGrid(r, r.Grid!, 1))];
            var readings = new Reading[grids.Length];
            for (var i = 0; i < minutes * 60_000 / stepMs; i++)
            {
                var tick = new Tick(i, world.StartMs + ((long)i * stepMs), stepMs);
                foreach (var area in areas)
                {
                    area.Step(tick, events);
                    foreach (var r in area.Regions)
                    {
                        readings[r] = new Reading { [Quantity.GridImportKw] = dataCentersKw?.Invoke(tick.StartMs) ?? 100_000 };
                        var own = grids[r].Step(tick, EventRules.For(events, world.Regions[r].Path), readings[r], 1, area.Now);
                        Closure.EnergyErrorOf(own).ShouldBeLessThan(Closure.Tolerance);
                        readings[r].Add(own);
                    }

                    area.Note(readings);
                }

                Ticks.Add((tick.EndMs - world.StartMs, [.. grids.Select(g => g.Frequency!)]));
                Told.AddRange(grids.SelectMany(g => g.Occurrences).Where(o => o.Cause == Cause.Frequency));
            }
        }

        /// <summary>Each tick's end and each region's frequency.</summary>
        public List<(long AtMs, AreaFrequency[] Regions)> Ticks { get; } = [];

        public List<Occurrence> Told { get; } = [];

        public double LeastHz => Ticks.Min(t => t.Regions[0].LeastHz);

        public double MostHz => Ticks.Max(t => t.Regions[0].MostHz);
    }

    [Fact]
    public void The_file_of_East_China_2015_falls_to_what_was_seen()
    {
        var events = EventsFile.Load(Path.Combine(WorldFolder.Config, "events", "east-china-2015.yaml"), World).ToArray();
        var trace = Run("shanghai", 1000, 35, events);
        trace.Ticks.Where(t => t.AtMs <= 60_000).ShouldAllBe(t => t.Regions[0].Hz == 50);
        trace.LeastHz.ShouldBe(49.56, 0.01);
        trace.Ticks[^1].Regions[0].Hz.ShouldBe(50, 0.04);
        trace.Told.Select(o => o.Kind).ShouldBe([OccurrenceKind.FrequencyFast, OccurrenceKind.FrequencyOff]);
    }

    [Fact]
    public void The_file_of_Great_Britain_2019_falls_to_its_first_stage_and_sheds_once()
    {
        var world = WorldLoader.Load("great-britain").World;
        var events = EventsFile.Load(Path.Combine(WorldFolder.Config, "events", "great-britain-2019.yaml"), world).ToArray();
        var trace = new Trace(world, 1000, 60, events, null);
        trace.Ticks.Where(t => t.AtMs <= 420_000).ShouldAllBe(t => t.Regions[0].Hz == 50);

        // 1,131 MW on 210 GVA·s: 0.135 Hz/s at first, less as governors begin to answer.
        ((50 - new Trace(world, 100, 7.005, events, null).Ticks.Single(t => t.AtMs == 420_100).Regions[0].Hz) / 0.1).ShouldBe(0.135, 0.003);
        (50 - trace.Ticks.Single(t => t.AtMs == 421_000).Regions[0].Hz).ShouldBeInRange(0.1, 0.135);
        trace.Ticks.Where(t => t.AtMs is > 421_000 and <= 478_000).Min(t => t.Regions[0].LeastHz).ShouldBeInRange(48.9, 49.3);
        trace.LeastHz.ShouldBe(48.8, 0.05);
        trace.Told.Count(o => o.Kind == OccurrenceKind.LoadShed).ShouldBe(1);
        trace.Ticks.Single(t => t.AtMs == 720_000).Regions[0].Hz.ShouldBeGreaterThan(49.3);
        trace.Ticks.Max(t => t.Regions[0].ShedShare).ShouldBe(0.05, 1e-9);
        trace.Ticks[^1].Regions[0].ShedShare.ShouldBe(0);
        trace.Ticks[^1].Regions[0].Hz.ShouldBe(50, 0.1);
    }

    [Fact]
    public void Ticks_of_a_second_and_of_a_minute_see_the_same_frequency()
    {
        var fine = Run("shanghai", 1000, 10, [Loss(90, 3000, 200)]).Ticks.ToDictionary(t => t.AtMs, t => t.Regions[0].Hz);
        var coarse = Run("shanghai", 60_000, 10, [Loss(90, 3000, 200)]).Ticks;
        coarse.Count.ShouldBe(10);
        coarse.ShouldAllBe(t => fine[t.AtMs] == t.Regions[0].Hz);
        coarse.Min(t => t.Regions[0].Hz).ShouldBeLessThan(49.95);
    }

    [Fact]
    public void Data_centers_that_drop_off_lift_frequency_and_the_days_course_does_not()
    {
        // 1,500 MW gone within a tick, as in Virginia on 10 July 2024, on an area of 140 GW.
        Run("shanghai", 1000, 5, [], ms => ms - World.StartMs < 60_000 ? 1_600_000 : 100_000).MostHz.ShouldBeInRange(50.03, 50.2);
        Run("shanghai", 1000, 5, [], ms => 100_000 + ((ms - World.StartMs) / 100.0)).Ticks.ShouldAllBe(t => t.Regions[0].Hz == 50);
    }

    [Fact]
    public void A_loss_that_governors_cannot_carry_sheds_other_demand_and_sends_UPSs_to_battery()
    {
        var trace = Run("shanghai", 1000, 5, [Loss(10, 21_000)]);
        trace.LeastHz.ShouldBeInRange(47.5, 49);
        trace.Told.ShouldContain(o => o.Kind == OccurrenceKind.LoadShed);
        var breaks = trace.Ticks.SelectMany(t => t.Regions[0].Breaks).ToArray();
        (breaks[0].FromMs - World.StartMs).ShouldBeInRange(10_000, 14_000);
        breaks.ShouldAllBe(b => b.ToMs > b.FromMs);
        breaks[^1].ToMs.ShouldBeLessThan(trace.Ticks[^1].AtMs + World.StartMs);
    }

    /// <summary>
    /// Figures of an independent swing equation with the area's own 250 GW, 3.5 s and governors of 0.3, without secondary
    /// control, which lifts ours by a few hundredths of a hertz until the lowest point. A bipole of 8 GW, the
    /// largest single loss, is a moderate dip; UPSs take their loads off the grid only beyond any loss that is planned for.
    /// </summary>
    [Theory]
    [InlineData(8_000, 49.589, false)]
    [InlineData(12_000, 49.362, false)]
    [InlineData(14_000, 49.167, true)]
    public void North_China_falls_as_an_independent_swing_equation_says(double lostMw, double leastHz, bool breaks)
    {
        var trace = new Trace(World, 1000, 2, [Event(EventKind.FrequencyDip, "hebei", 10, lostMw)], null);
        var north = World.Regions.ToList().FindIndex(r => r.Path.Value == "hebei");
        trace.Ticks.Min(t => t.Regions[north].LeastHz).ShouldBeInRange(leastHz - 0.005, leastHz + 0.03);
        var off = trace.Ticks.SelectMany(t => t.Regions[north].Breaks).ToArray();
        (off.Length > 0).ShouldBe(breaks);
        off.Sum(b => b.ToMs - b.FromMs).ShouldBeLessThanOrEqualTo(breaks ? 9_000 : 0, "seconds, which batteries bridge: generators need twelve");
    }

    [Fact]
    public void Regions_of_one_area_have_one_frequency_and_others_another()
    {
        var trace = new Trace(World, 1000, 2, [Event(EventKind.CapacityLoss, "shanxi", 30, 6000)], null);
        int[] north = [.. Enumerable.Range(0, World.Regions.Length).Where(i => World.Regions[i].Grid!.Area!.Name == "north-china")];
        north.Select(i => World.Regions[i].Path.Value).ShouldBe(["shanxi", "inner-mongolia", "hebei"]);
        foreach (var (atMs, regions) in trace.Ticks)
        {
            for (var i = 0; i < regions.Length; i++)
            {
                (north.Contains(i) ? ReferenceEquals(regions[i], regions[north[0]]) : regions[i].LeastHz == 50).ShouldBeTrue($"{World.Regions[i].Path} at {atMs}");
            }
        }

        trace.LeastHz.ShouldBeLessThan(49.9);
        trace.Told.Select(o => o.Path.Value).Distinct().ShouldBe(["shanxi", "inner-mongolia", "hebei"], ignoreOrder: true);
    }

    [Fact]
    public void A_dip_that_is_told_to_all_regions_is_one_loss_in_each_area()
    {
        var all = new Trace(World, 1000, 1, [Event(EventKind.FrequencyDip, "network", 10, 4900)], null);
        var one = new Trace(World, 1000, 1, [Event(EventKind.FrequencyDip, "hebei", 10, 4900)], null);
        all.LeastHz.ShouldBe(one.LeastHz);
        one.LeastHz.ShouldBeInRange(49.5, 49.9);
        all.Ticks[^1].Regions.Select(r => r.Hz).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void A_line_that_carried_power_out_lifts_frequency_and_one_that_carried_it_in_lets_it_fall()
    {
        var from = Run("gansu", 1000, 3, [Event(EventKind.UhvLoss, "gansu", 60, 1)]);
        (from.MostHz > 50.01 && from.LeastHz > 49.99).ShouldBeTrue($"{from.LeastHz} to {from.MostHz} Hz");
        var to = Run("shanghai", 1000, 3, [Event(EventKind.UhvLoss, "shanghai", 60, 1)]);
        (to.LeastHz < 49.95 && to.MostHz < 50.01).ShouldBeTrue($"{to.LeastHz} to {to.MostHz} Hz");
    }

    [Fact]
    public void An_ultra_high_voltage_line_is_lost_where_there_is_one()
    {
        EventRules.Check(World, Event(EventKind.UhvLoss, "gansu", 60, 1)).ShouldBeEmpty();
        EventRules.Check(World, Event(EventKind.UhvLoss, "gansu", 60, 1) with { Selection = "longdong-shandong" }).ShouldBeEmpty();
        EventRules.Check(World, Event(EventKind.UhvLoss, "gansu", 60, 1) with { Selection = "x" }).Single().Message.ShouldContain("longdong-shandong");

        // Datong-Huailai is 1,000 kV of alternating current and not in service before 2027.
        EventRules.Check(World, Event(EventKind.UhvLoss, "shanxi", 60, 1)).Single().Message
            .ShouldStartWith("No ultra-high-voltage line of 'shanxi' is in service; there are zhangbei-xiongan, longdong-shandong,");
        var later = WorldLoader.Load("datong", new WorldOptions { Include = [FutureStatus.Construction] }).World;
        EventRules.Check(later, Event(EventKind.UhvLoss, "shanxi", 60, 1)).ShouldBeEmpty();
        var line = later.Regions[0].Grid!.Tie.Uhv.Single();
        (line.Direct, line.Kv).ShouldBe((false, 1000));
        later.Regions[0].Grid!.Tie.ExportLimitKw.ShouldBe(World.Regions[0].Grid!.Tie.ExportLimitKw + line.CapacityKw);
    }
}
