using Twin.Engine.Config;
using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Tests.Grid;

/// <summary>Frequency where a region meets it.</summary>
public sealed class RegionFrequencyTests
{
    private static readonly WorldSpec World = DefaultWorld.Loaded.World;

    private static List<(long AtMs, double Hz, double LeastHz)> Run(string region, int stepMs, double minutes, Func<long, TwinEvent[]> events, Func<long, double>? dataCentersKw = null, List<Occurrence>? told = null)
    {
        var spec = World.Regions.Single(r => r.Path.Value == region);
        var grid = new RegionGrid(spec, spec.Grid!, 1);
        var trace = new List<(long, double, double)>();
        for (var i = 0; i < minutes * 60_000 / stepMs; i++)
        {
            var tick = new Tick(i, World.StartMs + ((long)i * stepMs), stepMs);
            var centers = new Reading();
            centers[Quantity.GridImportKw] = dataCentersKw?.Invoke(tick.StartMs) ?? 100_000;
            var own = grid.Step(tick, events(tick.StartMs), centers, 1);
            Closure.EnergyErrorOf(own).ShouldBeLessThan(Closure.Tolerance);
            trace.Add((tick.EndMs - World.StartMs, grid.Frequency!.Hz, grid.Frequency.LeastHz));
            told?.AddRange(grid.Frequency.Occurrences);
        }

        return trace;
    }

    private static TwinEvent Loss(double atS, double magnitudeMw, double durationS = 600) => new()
    {
        Id = "loss", Kind = EventKind.CapacityLoss, Target = NodePath.Parse("shanghai"), StartMs = World.StartMs + (long)(atS * 1000),
        DurationMs = (long)(durationS * 1000), Magnitude = magnitudeMw,
    };

    [Fact]
    public void The_file_of_East_China_2015_falls_to_what_was_seen()
    {
        var events = EventsFile.Load(Path.Combine(WorldFolder.Config, "events", "east-china-2015.yaml"), World).ToArray();
        var told = new List<Occurrence>();
        var trace = Run("shanghai", 1000, 35, _ => events, told: told);
        trace.Where(t => t.AtMs <= 60_000).ShouldAllBe(t => t.Hz == 50);
        trace.Min(t => t.LeastHz).ShouldBe(49.56, 0.01);
        trace[^1].Hz.ShouldBe(50, 0.04);
        told.Select(o => o.Kind).ShouldBe([OccurrenceKind.FrequencyFast, OccurrenceKind.FrequencyOff]);
    }

    [Fact]
    public void Ticks_of_a_second_and_of_a_minute_see_the_same_frequency()
    {
        var fine = Run("shanghai", 1000, 10, _ => [Loss(90, 3000, 200)]).ToDictionary(t => t.AtMs, t => t.Hz);
        var coarse = Run("shanghai", 60_000, 10, _ => [Loss(90, 3000, 200)]);
        coarse.Count.ShouldBe(10);
        coarse.ShouldAllBe(t => fine[t.AtMs] == t.Hz);
        coarse.Min(t => t.Hz).ShouldBeLessThan(49.95);
    }

    [Fact]
    public void Data_centers_that_drop_off_lift_frequency_and_the_days_course_does_not()
    {
        // 1,500 MW gone within a tick, as in Virginia on 10 July 2024, on an area of 140 GW.
        Run("shanghai", 1000, 5, _ => [], ms => ms - World.StartMs < 60_000 ? 1_600_000 : 100_000).Max(t => t.Hz).ShouldBeInRange(50.03, 50.2);
        Run("shanghai", 1000, 5, _ => [], ms => 100_000 + ((ms - World.StartMs) / 100.0)).ShouldAllBe(t => t.Hz == 50);
    }

    [Fact]
    public void A_loss_that_governors_cannot_carry_sheds_other_demand()
    {
        var told = new List<Occurrence>();
        var trace = Run("shanghai", 1000, 5, _ => [Loss(10, 21_000)], told: told);
        trace.Min(t => t.LeastHz).ShouldBeInRange(47.5, 49);
        told.ShouldContain(o => o.Kind == OccurrenceKind.LoadShed);
    }
}
