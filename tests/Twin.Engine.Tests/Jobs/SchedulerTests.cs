using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Jobs;
using Twin.Model.Links;

namespace Twin.Engine.Tests.Jobs;

/// <summary>Each rule of the scheduler, made to bite alone, and said as the reason.</summary>
public sealed class SchedulerTests
{
    private static readonly int Datong = ThinWorld.Hub("shanxi/datong");
    private static readonly long Start = ThinWorld.Spec.StartMs;

    [Fact]
    public void A_dear_hour_holds_and_moves_work_and_says_what_it_saves()
    {
        // 17 to 19 h of local time: Shanxi's price is at its peak until 23 h, and lower at night.
        var board = ThinWorld.Run(12);
        var held = JobBoardTests.Decisions(board).Where(d => d.Kind == DecisionKind.Held && d.Reason == DecisionReason.CheaperHour).ToArray();
        held.ShouldNotBeEmpty();
        foreach (var d in JobBoardTests.Decisions(board).Where(d => d.Reason is DecisionReason.CheaperHour or DecisionReason.CheaperHub))
        {
            d.CostCny.ShouldBeLessThanOrEqualTo(d.AgainstCny * (1 - ThinWorld.Spec.Jobs!.Scheduler.LeastSaving) * (1 + 1e-9));
            d.Jobs.ShouldBeGreaterThan(0);
        }

        held.ShouldAllBe(d => d.From == d.To && d.UntilMs > d.FirstMs && d.UntilMs % 3_600_000 == 0);
        JobBoardTests.Decisions(board).Where(d => d.Kind == DecisionKind.Moved).ShouldAllBe(d => d.From != d.To && d.UntilMs == 0);
    }

    [Fact]
    public void A_hub_alone_neither_gives_nor_takes_work()
    {
        var cut = new TwinEvent { Id = "cut", Kind = EventKind.LinkCut, Target = ThinWorld.Hubs[Datong].Path, StartMs = Start, Magnitude = 1 };
        var board = ThinWorld.Run(6, events: [cut]);
        Moves(board).ShouldNotBeEmpty();
        Moves(board).Where(d => d.From == Datong || d.To == Datong).ShouldBeEmpty();
        Moves(ThinWorld.Run(6)).ShouldContain(d => d.From == Datong || d.To == Datong, "with links it does");
    }

    [Theory]
    [InlineData(DecisionReason.TooWarm)]
    [InlineData(DecisionReason.GridShort)]
    public void A_hub_in_trouble_takes_no_work_that_can_go_elsewhere_or_wait(DecisionReason reason)
    {
        var board = ThinWorld.Run(6, report: (_, reports) =>
        {
            reports[Datong].MaxInletC = reason == DecisionReason.TooWarm ? 40 : 25;
            reports[Datong].RegionUnservedKw = reason == DecisionReason.GridShort ? 1000 : 0;
        });
        Moves(board).ShouldNotContain(d => d.To == Datong);
        JobBoardTests.Decisions(board).ShouldContain(d => d.From == Datong && d.Reason == reason);
        JobBoardTests.Decisions(board).ShouldNotContain(d => d.From != Datong && d.Reason == reason);
    }

    [Fact]
    public void Storage_stays_where_its_data_are()
    {
        var spread = ThinWorld.Run(24);
        var storage = ThinWorld.Class("cold-storage");
        Moves(spread).ShouldNotBeEmpty();
        Moves(spread).ShouldNotContain(d => d.Class == storage);
    }

    [Fact]
    public void No_link_is_given_more_than_it_carries_while_all_of_them_are_whole()
    {
        // The default world's own traffic and jobs, through two days and their evening peaks.
        var world = DefaultWorld.Loaded.World;
        var (board, links) = (new JobBoard(world, world.Jobs!, seed: 1), new LinkNetwork(world, world.Links!));
        var fullest = 0.0;
        for (var t = 0; t < 2 * 288; t++)
        {
            var tick = new Tick(t, Start + (t * 300_000L), 300_000);
            board.Take(ThinWorld.Reports(tick.StartMs));
            links.Step(tick, []);
            board.Step(tick, [], links);
            for (var i = 0; i < world.Links!.Links.Length; i++)
            {
                links.UsedShare(i).ShouldBeLessThanOrEqualTo(1 + 1e-12, $"{world.Links.Links[i].Name} at tick {t}");
                fullest = Math.Max(fullest, links.UsedShare(i));
            }
        }

        fullest.ShouldBeGreaterThan(0.7, "moves do fill links");
    }

    [Fact]
    public void The_event_that_switches_it_off_does_so_while_it_lasts()
    {
        var off = new TwinEvent { Id = "off", Kind = EventKind.SchedulerOff, Target = NodePath.Root, StartMs = Start + 3_600_000, DurationMs = 3_600_000, Magnitude = 1 };
        var on = new List<bool>();
        ThinWorld.Run(3, events: [off], stepped: (board, _) => on.Add(board.SchedulerOn));
        on.ShouldBe([true, true, true, true, false, false, false, false, true, true, true, true]);
        EventRules.Check(ThinWorld.Spec, off).ShouldBeEmpty();
        EventRules.Check(ThinWorld.Spec, off with { Target = ThinWorld.Hubs[Datong].Path }).Single().Field.ShouldBe("target");
    }

    [Fact]
    public void A_hub_that_is_called_to_shed_does_so_with_its_jobs_its_batteries_and_its_cooling_together()
    {
        // "Datong sheds 40 MW for 30 minutes", at a hundredth.
        const int stepMs = 60_000;
        var call = new TwinEvent
        {
            Id = "call", Kind = EventKind.DemandCall, Target = ThinWorld.Hubs[Datong].Path, StartMs = Start + (10 * stepMs), DurationMs = 30 * stepMs, Magnitude = 0.4,
        };
        using var called = new World(ThinWorld.Spec, "thin", 1, stepMs, 1);
        using var free = new World(ThinWorld.Spec, "thin", 1, stepMs, 1);
        var decisions = new List<Decision>();
        var (first, behind) = called.DataCentersOf(Datong);
        var centers = called.DataCenters[first..behind];
        var (battery, warmAir) = (false, false);
        for (var tick = 0; tick < 60; tick++)
        {
            called.Step(tick == 0 ? [new InjectCommand { Id = "call", Event = call }] : []);
            free.Step();
            var lessKw = free.Hubs[Datong].Reading[Quantity.GridImportKw] - called.Hubs[Datong].Reading[Quantity.GridImportKw];
            if (tick is > 12 and < 40)
            {
                battery |= centers.Any(d => d.State.Power.BatteryShare < 0.999);
                warmAir |= centers.Any(d => d.Plan[d.Plan.Segments - 1].WarmAir);
                lessKw.ShouldBeGreaterThan(400 * 0.95, $"minute {tick - 10} of the call");
            }
        }

        decisions.AddRange(JobBoardTests.Decisions(called.Network.Jobs!).Where(d => d.Reason == DecisionReason.DemandCall));
        decisions.ShouldAllBe(d => d.From == Datong);
        decisions.ShouldContain(d => d.Kind == DecisionKind.Stopped);
        decisions.ShouldContain(d => d.Kind == DecisionKind.Capped);
        decisions.ShouldContain(d => d.Kind == DecisionKind.Moved);
        decisions.Where(d => d.Kind == DecisionKind.Stopped).Sum(d => d.Kw).ShouldBeGreaterThan(400 / 5.0);
        decisions.Where(d => d.Kind == DecisionKind.Capped).Sum(d => d.Kw).ShouldBeGreaterThan(400 / 2.0, "half of their power, where they have the time");
        battery.ShouldBeTrue("batteries give what is missing");
        warmAir.ShouldBeTrue("compressors get warmer air");
    }

    [Fact]
    public void The_log_is_bounded_and_its_numbers_show_what_was_dropped()
    {
        var log = new DecisionLog();
        for (var i = 0; i < 1000; i++)
        {
            log.Add(new Decision { FirstMs = i * 900_000L, LastMs = i * 900_000L, Jobs = 1, Kw = 1 });
            log.Add(new Decision { FirstMs = i * 900_000L, LastMs = (i * 900_000L) + 5, Jobs = 2, Kw = 3 });
        }

        log.Count.ShouldBe(DecisionLog.Most);
        (log[0].Sequence, log[log.Count - 1].Sequence).ShouldBe((1000 - DecisionLog.Most + 1, 1000));
        var joined = log[7];
        (joined.Jobs, joined.Kw, joined.LastMs - joined.FirstMs).ShouldBe((3, 4, 5), "of one quarter and kind");
    }

    private static IEnumerable<Decision> Moves(JobBoard board) => JobBoardTests.Decisions(board).Where(d => d.Kind == DecisionKind.Moved);
}
