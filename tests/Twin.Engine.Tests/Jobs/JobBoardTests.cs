using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine.Tests.Jobs;

/// <summary>Jobs arrive, wait, run, are stopped and end; none is lost and none is done twice.</summary>
public sealed class JobBoardTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_job_that_came_is_done_or_still_there_and_no_pool_is_overfull(bool scheduler)
    {
        var beginning = 0;
        var board = ThinWorld.Run(24, scheduler: scheduler, stepped: (b, _) =>
        {
            for (var hub = 0; hub < b.Pools.Hubs; hub++)
            {
                for (var kind = 0; kind < b.Pools.Classes; kind++)
                {
                    b.Loads[(hub * b.Pools.Classes) + kind].ShouldBeInRange(0, 1 + 1e-9);
                }
            }

            // Those of the days before were there already.
            beginning = beginning == 0 ? (int)(b.Jobs.Length + b.Ledger.Completed.Sum() - b.Ledger.Arrived.Sum()) : beginning;
        });
        (beginning + board.Ledger.Arrived.Sum()).ShouldBe(board.Jobs.Length + board.Ledger.Completed.Sum());
        board.Ledger.Arrived.Sum().ShouldBeGreaterThan(50_000);
        board.Ledger.Completed.Sum().ShouldBeGreaterThan(board.Ledger.Arrived.Sum() / 2);
        board.Ledger.MovedOut.Sum().ShouldBe(board.Ledger.MovedIn.Sum());
        (board.Ledger.MovedOut.Sum() > 0).ShouldBe(scheduler);
        (board.Decisions.Count > 0).ShouldBe(scheduler);
    }

    [Fact]
    public void Work_is_the_same_at_every_step_but_for_what_waits_for_the_next_tick()
    {
        var quarter = ThinWorld.Run(12, 900_000, scheduler: false).Ledger;
        var minute = ThinWorld.Run(12, 60_000, scheduler: false).Ledger;
        quarter.Arrived.ShouldBe(minute.Arrived);
        quarter.RunKWh.Sum().ShouldBe(minute.RunKWh.Sum(), 0.005 * minute.RunKWh.Sum());
        ((double)quarter.Completed.Sum()).ShouldBe(minute.Completed.Sum(), 0.005 * minute.Completed.Sum());
    }

    [Fact]
    public void A_hub_that_loses_racks_stops_jobs_which_go_on_from_their_checkpoints()
    {
        var (datong, start) = (ThinWorld.Hub("shanxi/datong"), ThinWorld.Spec.StartMs);
        var told = false;
        var board = ThinWorld.Run(
            6, 60_000, report: (ms, reports) => reports[datong].OnShare = ms >= start + 3_600_000 && ms < start + 7_200_000 ? 0.05 : 1,
            stepped: (b, _) => told |= Decisions(b).Any(d => d.Kind == DecisionKind.Stopped && d.Reason == DecisionReason.RacksLost && d.From == datong));
        var classes = board.Pools.Classes;
        var storage = ThinWorld.Class("cold-storage");
        board.Ledger.Stopped.Where((n, i) => i / classes != datong && n > 0).ShouldBeEmpty("no other hub lost racks");
        board.Ledger.Stopped[(datong * classes) + storage].ShouldBeGreaterThan(0);
        var (lost, ran) = (board.Ledger.LostKWh[(datong * classes) + storage], board.Ledger.RunKWh[(datong * classes) + storage]);
        lost.ShouldBeInRange(1e-9, 0.1 * ran, "checkpoints of fifteen minutes keep nearly all");
        told.ShouldBeTrue("it says which jobs it stopped");
    }

    [Fact]
    public void A_board_goes_on_from_saved_bytes_as_if_nothing_had_been()
    {
        var one = ThinWorld.Run(6);
        var state = new StateWriter();
        one.Visit(state);
        var other = new JobBoard(ThinWorld.Spec, one.Spec, 1);
        var reader = new StateReader(state.ToArray());
        other.Visit(reader);
        reader.AtEnd.ShouldBeTrue();
        var tick = new Tick(24, ThinWorld.Spec.StartMs + (24 * 900_000), 900_000);
        foreach (var board in (JobBoard[])[one, other])
        {
            var links = new Model.Links.LinkNetwork(ThinWorld.Spec, ThinWorld.Spec.Links!);
            links.Step(tick, []);
            board.Step(tick, [], links);
        }

        Hash(one).ShouldBe(Hash(other));

        static ulong Hash(JobBoard board)
        {
            var hasher = new StateHasher();
            board.Visit(hasher);
            return hasher.Result();
        }
    }

    internal static IEnumerable<Decision> Decisions(JobBoard board) => Enumerable.Range(0, board.Decisions.Count).Select(i => board.Decisions[i]);
}
