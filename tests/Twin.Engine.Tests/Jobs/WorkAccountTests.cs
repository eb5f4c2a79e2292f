using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine.Tests.Jobs;

/// <summary>
/// One account of work: what came is done or still there, and what ran is progress or was lost by a stop, at every tick, with
/// calls to draw less, lost racks and cut links among them.
/// </summary>
public sealed class WorkAccountTests
{
    private const double HourMs = 3_600_000;
    private static readonly long Start = ThinWorld.Spec.StartMs;

    [Theory]
    [InlineData(1, 900_000)]
    [InlineData(2, 60_000)]
    [InlineData(3, 300_000)]
    public void Work_that_came_is_done_or_waits_and_work_that_ran_is_kept_or_lost(ulong seed, int stepMs)
    {
        var draw = new Random((int)seed);
        var events = Enumerable.Range(0, 12).Select(i => Drawn(draw, i)).ToArray();
        var troubled = ThinWorld.Hub("shanxi/datong");
        Beginning? begin = null;
        ThinWorld.Run(
            8, stepMs, events: events, seed: seed,
            report: (ms, reports) => reports[troubled].OnShare = ms >= Start + (4 * HourMs) && ms < Start + (5 * HourMs) ? 0.1 : 1,
            stepped: (board, _) =>
            {
                var ms = (begin?.Ms ?? Start) + stepMs;
                begin = begin is null ? new Beginning(ms, [.. Asked(board).Select((kWh, i) => kWh - board.Ledger.ArrivedKWh[i])], Balance(board, ms)) : begin with { Ms = ms };

                // Per hub and class: all that was asked for is done or asked for still.
                var asked = Asked(board);
                for (var i = 0; i < asked.Length; i++)
                {
                    asked[i].ShouldBe(begin.Asked[i] + board.Ledger.ArrivedKWh[i], 1e-6 * (1 + asked[i]), $"hub and class {i}, {(ms - Start) / HourMs:0.00} h");
                }

                // In the whole network, by class: what ran, less what a stop lost, is the progress of all jobs.
                var balance = Balance(board, ms);
                for (var kind = 0; kind < balance.Length; kind++)
                {
                    balance[kind].ShouldBe(begin.Balance[kind], 1e-6 * (1 + board.Ledger.RunKWh.Sum()), $"{board.Spec.Classes[kind].Name}, {(ms - Start) / HourMs:0.00} h");
                }
            });
    }

    [Fact]
    public void Data_centers_put_off_no_work_that_comes_as_jobs()
    {
        const int stepMs = 60_000;
        var call = SmallWorld.Inject("call", EventKind.DemandCall, "shanxi/datong", SmallWorld.Spec.StartMs + (5 * stepMs), 0.3, 30 * stepMs);
        using var world = SmallWorld.New(stepMs: stepMs);
        var hub = world.Network.Jobs!;
        for (var tick = 0; tick < 60; tick++)
        {
            world.Step(tick == 0 ? [call] : []);
            world.DataCenters.ShouldAllBe(d => d.State.Demand.OwedKWh == 0);
        }

        JobBoardTests.Decisions(hub).ShouldContain(d => d.Reason == DecisionReason.DemandCall, "the jobs answer instead");
    }

    [Fact]
    public void A_cap_slows_jobs_down_while_the_call_lasts_and_makes_none_of_them_late()
    {
        const int stepMs = 60_000;
        var datong = ThinWorld.Hub("shanxi/datong");
        var call = new TwinEvent
        {
            Id = "call", Kind = EventKind.DemandCall, Target = ThinWorld.Hubs[datong].Path, StartMs = Start + (10 * stepMs), DurationMs = 30 * stepMs, Magnitude = 0.4,
        };
        var (capped, told) = (new List<int>(), new List<Decision>());
        var board = ThinWorld.Run(6, stepMs, events: [call], stepped: (b, _) =>
        {
            capped.Add(b.Jobs.ToArray().Count(j => j.Speed < 1));
            if (capped.Count == 15)
            {
                told.AddRange(JobBoardTests.Decisions(b).Where(d => d.Kind == DecisionKind.Capped));
            }
        });
        capped.Take(10).ShouldAllBe(n => n == 0);
        capped.Skip(10).Take(30).ShouldAllBe(n => n > 0);
        capped.Skip(40).ShouldAllBe(n => n == 0);
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(d => d.From == datong && d.To == datong && d.Reason == DecisionReason.DemandCall && d.UntilMs == call.EndMs);
        board.Ledger.Late.Sum().ShouldBeLessThanOrEqualTo(ThinWorld.Run(6, stepMs).Ledger.Late.Sum() + (board.Ledger.Completed.Sum() / 1000));
    }

    // Done and open, by origin and class, kWh.
    private static double[] Asked(JobBoard board)
    {
        var sums = board.Ledger.DoneKWh.ToArray();
        foreach (ref readonly var job in board.Jobs)
        {
            sums[(job.Origin * board.Pools.Classes) + job.Class] += job.SizeKw * (job.RunMs / HourMs);
        }

        return sums;
    }

    // What ran, less lost, less the progress of jobs done and open, by class, kWh.
    private static double[] Balance(JobBoard board, long nowMs)
    {
        var sums = new double[board.Pools.Classes];
        for (var i = 0; i < board.Ledger.RunKWh.Length; i++)
        {
            sums[i % sums.Length] += board.Ledger.RunKWh[i] - board.Ledger.LostKWh[i] - board.Ledger.DoneKWh[i];
        }

        foreach (ref readonly var job in board.Jobs)
        {
            sums[job.Class] -= job.SizeKw * ((job.RunMs - job.LeftAt(nowMs)) / HourMs);
        }

        return sums;
    }

    private static TwinEvent Drawn(Random draw, int i)
    {
        var kind = (EventKind[])[EventKind.DemandCall, EventKind.LinkCut, EventKind.SchedulerOff];
        var what = kind[i % 3];
        var startMs = Start + (draw.Next(1, 28) * 900_000L);
        return new TwinEvent
        {
            Id = $"e{i}", Kind = what, StartMs = startMs, DurationMs = draw.Next(1, 8) * 900_000L, Magnitude = what == EventKind.DemandCall ? 0.1 + draw.NextDouble() : 1,
            Target = what == EventKind.SchedulerOff ? NodePath.Root : ThinWorld.Hubs[draw.Next(ThinWorld.Hubs.Length)].Path,
        };
    }

    private sealed record Beginning(long Ms, double[] Asked, double[] Balance);
}
