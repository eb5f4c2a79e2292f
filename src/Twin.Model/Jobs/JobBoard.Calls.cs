namespace Twin.Model.Jobs;

public sealed partial class JobBoard
{
    // A job that loses no more work than this is stopped; others run slower instead (MODELS §9: a pause costs 5–15 min of work).
    private const long MostLostMs = 5 * 60_000;

    // Accelerators and processors hold a cap of half their power; below it they lose more speed than power (assumption).
    private const double LeastSpeed = 0.5;

    // A capped job is done so long before its deadline.
    private const long CapMarginMs = 60_000;

    private void NoteCalls(long nowMs, ReadOnlySpan<TwinEvent> events)
    {
        Array.Clear(_called);
        foreach (var e in events)
        {
            for (var hub = 0; hub < _hubs.Length && SchedulerOn; hub++)
            {
                _called[hub] |= Scheduler.Called(e, _hubs[hub], nowMs);
            }
        }
    }

    /// <summary>
    /// Where a call to draw less begins, makes up the call with jobs that still have time, the newest first: those that lose
    /// little stop, and move or wait; the others run slower while the call lasts. Where that is not enough, more of them stop.
    /// What is then still missing, the hub's data centers give: batteries, warmer air, work that does not come as jobs.
    /// </summary>
    private void AnswerCalls(Span<Job> jobs, in Tick tick, ReadOnlySpan<TwinEvent> events)
    {
        for (var hub = 0; hub < _hubs.Length; hub++)
        {
            double leftKw = 0;
            long untilMs = 0;
            foreach (var e in events)
            {
                if (Scheduler.Called(e, _hubs[hub], tick.StartMs))
                {
                    untilMs = Math.Max(untilMs, e.EndMs);
                    leftKw += e.ActsAt(tick.StartMs - tick.StepMs) ? 0 : e.Magnitude * 1000;
                }
            }

            if (leftKw > 0)
            {
                Answer(jobs, hub, tick.StartMs, untilMs, leftKw);
            }
        }
    }

    private void Answer(Span<Job> jobs, int hub, long nowMs, long untilMs, double leftKw)
    {
        foreach (var mostLostMs in (ReadOnlySpan<long>)[MostLostMs, long.MaxValue])
        {
            for (var i = jobs.Length - 1; i >= 0 && leftKw > 0; i--)
            {
                ref var job = ref jobs[i];
                if (job.Hub != hub || job.Phase != JobPhase.Running || job.EndMs >= job.DeadlineMs)
                {
                    continue;
                }

                var (ranMs, keptMs) = Ran(job, nowMs);
                var before = job.Speed;
                var gaveKw = job.SizeKw * _scheduler.AddedShare(hub, job.Class) * _reports[hub].Pue;
                if (ranMs - keptMs <= mostLostMs)
                {
                    _room.Give(job);
                    Stop(ref job, nowMs, DecisionReason.DemandCall);
                    leftKw -= gaveKw * before;
                }
                else if (before == 1)
                {
                    _room.Give(job);
                    Cap(ref job, nowMs, untilMs);
                    _room.Take(job);
                    leftKw -= gaveKw * (before - job.Speed);
                }
            }
        }
    }

    /// <summary>Slows a job down as far as its deadline allows.</summary>
    private void Cap(ref Job job, long nowMs, long untilMs)
    {
        var leftMs = job.LeftAt(nowMs);
        var speed = Math.Max(LeastSpeed, leftMs / Math.Max(1.0, job.DeadlineMs - CapMarginMs - nowMs));
        if (speed < 1)
        {
            SetSpeed(ref job, nowMs, (float)speed);
            Decide(job, nowMs, DecisionKind.Capped, new Choice(true, job.Hub, untilMs, DecisionReason.DemandCall, 0, 0));
        }
    }

    // What it has done until now counts as done: a cap costs no work.
    private static void SetSpeed(ref Job job, long nowMs, float speed) =>
        (job.LeftMs, job.FromMs, job.Speed) = (job.LeftAt(nowMs), Math.Max(job.FromMs, nowMs), speed);
}
