using Twin.Model.Jobs;

namespace Twin.Contracts;

/// <summary>Jobs and what the scheduler decided. Classes and pools stand in the world's <see cref="JobsSpec"/>.</summary>
/// <param name="SchedulerOn">False: jobs run where and when they come.</param>
/// <param name="Pools">[hub × classes + class].</param>
/// <param name="SwingKw">By hub: how far its power swings because synchronous jobs wait in step.</param>
/// <param name="MovedGb">Data that went with jobs since the start.</param>
/// <param name="Decisions">The newest, oldest first.</param>
public sealed record JobsView(bool SchedulerOn, IReadOnlyList<JobPoolView> Pools, double[] SwingKw, double MovedGb, IReadOnlyList<Decision> Decisions)
{
    public static JobsView? Of(JobBoard? board)
    {
        if (board is null)
        {
            return null;
        }

        var classes = board.Pools.Classes;
        var now = new Counts[board.Pools.Hubs * classes];
        foreach (ref readonly var job in board.Jobs)
        {
            now[(job.Hub * classes) + job.Class].Add(job);
        }

        var ledger = board.Ledger;
        return new JobsView(
            board.SchedulerOn,
            [.. now.Select((c, i) => new JobPoolView(
                board.Pools.Kw(i / classes, i % classes), c.Running, c.RunningKw, c.Waiting, c.WaitingKw, c.Moving,
                ledger.Arrived[i], ledger.Completed[i], ledger.Late[i], ledger.MovedIn[i], ledger.MovedOut[i], ledger.Stopped[i],
                ledger.RunKWh[i], ledger.LostKWh[i], ledger.DoneKWh[i], c.NextDeadlineMs))],
            [.. board.SwingKw], ledger.MovedGb,
            [.. Enumerable.Range(0, board.Decisions.Count).Select(i => board.Decisions[i])]);
    }

    private struct Counts
    {
        public int Running, Waiting, Moving;
        public double RunningKw, WaitingKw;
        public long? NextDeadlineMs;

        public void Add(in Job job)
        {
            if (job.Phase != JobPhase.Running && (NextDeadlineMs is not { } next || job.DeadlineMs < next))
            {
                NextDeadlineMs = job.DeadlineMs;
            }

            switch (job.Phase)
            {
                case JobPhase.Running:
                    Running++;
                    RunningKw += job.SizeKw;
                    break;
                case JobPhase.Moving:
                    Moving++;
                    break;
                default:
                    Waiting++;
                    WaitingKw += job.SizeKw;
                    break;
            }
        }
    }
}

/// <summary>Jobs of one class at one hub. Counts of what became of them since the start are of those that were given to it; MovedIn, Stopped and RunKWh are of those that ran there.</summary>
/// <param name="PoolKw">Design power of the racks that the class may fill.</param>
/// <param name="RunKWh">Time × design power that jobs held.</param>
/// <param name="LostKWh">Part of it that had to be done again.</param>
/// <param name="DoneKWh">What completed jobs asked for.</param>
/// <param name="NextDeadlineMs">The soonest deadline of those that do not run yet, Unix ms; null where all run.</param>
public sealed record JobPoolView(
    double PoolKw, int Running, double RunningKw, int Waiting, double WaitingKw, int Moving,
    long Arrived, long Completed, long Late, long MovedIn, long MovedOut, long Stopped, double RunKWh, double LostKWh, double DoneKWh,
    long? NextDeadlineMs);
