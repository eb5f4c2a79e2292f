using System.Runtime.InteropServices;
using Twin.Model.Links;

namespace Twin.Model.Jobs;

public sealed partial class JobBoard
{
    private const double HourMs = 3_600_000;

    private void Advance(in Tick tick, ReadOnlySpan<TwinEvent> events, LinkNetwork? links)
    {
        _occurrences.Clear();
        _room.Begin(tick, _reports);
        var before = _jobs.Count;
        _arrivals.Between(tick.StartMs, tick.EndMs, _jobs);
        var jobs = CollectionsMarshal.AsSpan(_jobs);
        foreach (ref readonly var job in jobs[before..])
        {
            Ledger.Arrive(job);
        }

        NoteCalls(tick.StartMs, events);
        TakeRoom(jobs, tick);
        StopExcess(jobs, tick.StartMs);

        // What is on its way has its part of the links before anything else is given one.
        foreach (ref readonly var job in jobs)
        {
            if (job.Phase == JobPhase.Moving)
            {
                links?.Transfer(job.Origin, job.Hub, Spec.Classes[job.Class].TransferGbps);
            }
        }

        if (SchedulerOn)
        {
            _scheduler.Begin(tick.StartMs, _reports, events);
            AnswerCalls(jobs, tick, events);
        }

        foreach (ref var job in jobs)
        {
            if (job.Phase == JobPhase.Waiting && job.FromMs < tick.EndMs)
            {
                Place(ref job, tick.StartMs, links);
            }
        }

        Run(jobs, tick);
    }

    /// <summary>
    /// Lets what runs and what is on its way keep its place, and what is held its promise; data that have come let a job
    /// start, and the end of a call lets it run at full speed again.
    /// </summary>
    private void TakeRoom(Span<Job> jobs, in Tick tick)
    {
        foreach (ref var job in jobs)
        {
            if (job.Phase == JobPhase.Moving && job.FromMs <= tick.StartMs)
            {
                (job.Phase, job.FromMs) = (JobPhase.Running, tick.StartMs);
                Began(job);
            }

            if (job.Speed < 1 && !_called[job.Hub])
            {
                SetSpeed(ref job, tick.StartMs, 1);
            }

            if (job.Phase != JobPhase.Waiting)
            {
                _room.Take(job);
            }
            else if (job.FromMs >= tick.EndMs)
            {
                _room.Hold(job);
            }
        }
    }

    /// <summary>Stops the newest jobs of a pool that has lost racks; they go on from their last checkpoint.</summary>
    private void StopExcess(Span<Job> jobs, long nowMs)
    {
        for (var i = jobs.Length - 1; i >= 0; i--)
        {
            ref var job = ref jobs[i];
            if (job.Phase == JobPhase.Running && _room.ExcessKw(job.Hub, job.Class) > 0)
            {
                _room.Give(job);
                Stop(ref job, nowMs, DecisionReason.RacksLost);
            }
        }
    }

    private void Stop(ref Job job, long nowMs, DecisionReason reason)
    {
        var (ranMs, keptMs) = Ran(job, nowMs);
        Ledger.Stopped[At(job.Hub, job)]++;
        Ledger.LostKWh[At(job.Hub, job)] += job.SizeKw * ((ranMs - keptMs) / HourMs);
        Told(job, nowMs, OccurrenceKind.LargeJobEnded);
        (job.Phase, job.FromMs, job.LeftMs, job.Speed) = (JobPhase.Waiting, nowMs, job.LeftMs - keptMs, 1);
        Decide(job, nowMs, DecisionKind.Stopped, new Choice(false, job.Hub, 0, reason, 0, 0));
    }

    /// <summary>Work since it began, in time at full speed, and that part of it which is saved, ms.</summary>
    private (long RanMs, long KeptMs) Ran(in Job job, long nowMs)
    {
        var ranMs = job.LeftMs - job.LeftAt(nowMs);
        var kind = Spec.Classes[job.Class];
        var lead = job.CheckpointLeadMs(kind);
        return (ranMs, kind.CheckpointMs > 0 ? Math.Max(0, ((ranMs + lead) / kind.CheckpointMs * kind.CheckpointMs) - lead) : 0);
    }

    private void Place(ref Job job, long startMs, LinkNetwork? links)
    {
        var nowMs = Math.Max(startMs, job.FromMs);
        var choice = SchedulerOn
            ? _scheduler.Choose(job, _room, links)
            : new Choice(_room.Fits(job.Hub, job), job.Hub, nowMs, null, 0, 0);
        if (!choice.Start)
        {
            if (choice.Reason is not null)
            {
                Decide(job, nowMs, DecisionKind.Held, choice);
                job.FromMs = choice.FromMs;
                _room.Hold(job);
            }
            else if (job.DeadlineMs - job.LeftMs < nowMs)
            {
                _room.Keep(job);
            }

            return;
        }

        if (choice.Hub == job.Hub)
        {
            (job.Phase, job.FromMs) = (JobPhase.Running, nowMs);
            Began(job);
        }
        else
        {
            Decide(job, nowMs, DecisionKind.Moved, choice);
            Ledger.MovedOut[At(job.Origin, job)]++;
            Ledger.MovedIn[At(choice.Hub, job)]++;
            Ledger.MovedGb += job.DataGb;
            (job.Phase, job.Hub, job.FromMs) = (JobPhase.Moving, (byte)choice.Hub, choice.FromMs);
            links!.Transfer(job.Origin, job.Hub, Spec.Classes[job.Class].TransferGbps);
        }

        _room.Take(job);
    }

    /// <summary>Sums what jobs draw in the tick, and lets those go that are done.</summary>
    private void Run(Span<Job> jobs, in Tick tick)
    {
        Array.Clear(_sums);
        Array.Clear(SwingKw);
        var kept = 0;
        for (var i = 0; i < jobs.Length; i++)
        {
            ref var job = ref jobs[i];
            var done = false;
            if (job.Phase == JobPhase.Running)
            {
                var kind = Spec.Classes[job.Class];
                var (from, to) = (Math.Max(tick.StartMs, job.FromMs), Math.Min(tick.EndMs, job.EndMs));
                if (to > from)
                {
                    var kw = job.SizeKw * job.Speed;
                    var since = job.FromMs - job.CheckpointLeadMs(kind);
                    var share = JobPower.MeanShare(kind, from - since, to - since);
                    _sums[At(job.Hub, job)] += kw * share * ((to - from) / (double)tick.StepMs);
                    Ledger.RunKWh[At(job.Hub, job)] += kw * ((to - from) / HourMs);
                    var swingKw = kw * DynamicShare * JobPower.SwingShare(kind);
                    SwingKw[job.Hub] += swingKw * swingKw;
                }

                done = job.EndMs <= tick.EndMs;
                if (done)
                {
                    Completed(job);
                }
            }

            if (!done)
            {
                jobs[kept++] = job;
            }
        }

        CollectionsMarshal.SetCount(_jobs, kept);
        for (var hub = 0; hub < Pools.Hubs; hub++)
        {
            SwingKw[hub] = Math.Sqrt(SwingKw[hub]);
            for (var kind = 0; kind < Pools.Classes; kind++)
            {
                var at = (hub * Pools.Classes) + kind;
                Loads[at] = Pools.FollowsUsualDay(hub, kind) ? -1 : Pools.Kw(hub, kind) > 0 ? _sums[at] / Pools.Kw(hub, kind) : 0;
            }
        }
    }

    private void Completed(in Job job)
    {
        Ledger.Complete(job);
        Told(job, job.EndMs, OccurrenceKind.LargeJobEnded);
    }

    private void Began(in Job job) => Told(job, job.FromMs, OccurrenceKind.LargeJobBegan);

    private void Told(in Job job, long atMs, OccurrenceKind kind)
    {
        if (job.SizeKw >= Spec.LargeKw)
        {
            _occurrences.Add(new Occurrence(atMs, _hubs[job.Hub].Path, kind, default, default, Cause.Work, job.SizeKw, Spec.LargeKw, null));
        }
    }

    private void Decide(in Job job, long nowMs, DecisionKind kind, in Choice choice) => Decisions.Add(new Decision
    {
        FirstMs = nowMs,
        LastMs = nowMs,
        UntilMs = kind is DecisionKind.Held or DecisionKind.Capped ? choice.FromMs : 0,
        Kw = job.SizeKw,
        KWh = job.SizeKw * (job.LeftMs / HourMs),
        CostCny = choice.CostCny,
        AgainstCny = choice.AgainstCny,
        Kind = kind,
        Reason = choice.Reason!.Value,
        Jobs = 1,
        Class = job.Class,
        From = job.Hub,
        To = (byte)choice.Hub,
    });

    private int At(int hub, in Job job) => (hub * Pools.Classes) + job.Class;
}
