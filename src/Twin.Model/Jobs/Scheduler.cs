using Twin.Model.Links;

namespace Twin.Model.Jobs;

/// <summary>What to do with a job that waits.</summary>
/// <param name="Start">True: it starts, or moves, now; false: it waits, not before <see cref="FromMs"/>.</param>
/// <param name="Hub">Where.</param>
/// <param name="FromMs">Now, or when its data are there, or the hour that it is held for, Unix ms.</param>
/// <param name="Reason">Null where nothing was decided: it starts where it was given to, or waits for room.</param>
/// <param name="CostCny">This way.</param>
/// <param name="AgainstCny">At once where it was given to.</param>
public readonly record struct Choice(bool Start, int Hub, long FromMs, DecisionReason? Reason, double CostCny, double AgainstCny);

/// <summary>
/// One greedy scheduler: each job by itself, in the order of arrival, goes where and when it costs least under its deadline,
/// the room and heat of hubs, what their grids serve, and what links carry. It knows what came up with the tick before.
/// </summary>
public sealed class Scheduler
{
    private const long HourMs = 3_600_000;

    // A job is not held to the last moment: what it waits for may be full.
    private const long MarginMs = 15 * 60_000;

    // More slow racks than this, and a hub has no cooling to spare.
    private const double MostThrottled = 0.001;

    // A grid that leaves less than this unserved is not short.
    private const double LeastShortKw = 1;

    private readonly SchedulerSpec _spec;
    private readonly JobClass[] _classes;
    private readonly WorkloadClass[] _work;
    private readonly HubSpec[] _hubs;
    private readonly EnergyCosts _costs;
    private readonly DecisionReason?[] _closed;
    private readonly double[] _priceCnyPerKWh;
    private long _nowMs;

    public Scheduler(WorldSpec world, JobsSpec spec)
    {
        (_spec, _classes, _hubs) = (spec.Scheduler, spec.Classes, [.. world.Hubs]);
        _work = [.. spec.Classes.Select((_, i) => world.DataCenters.SelectMany(d => d.Halls).SelectMany(h => h.Work).FirstOrDefault(w => w.Class.Job == i).Class)];
        _costs = new EnergyCosts(world, spec);
        _closed = new DecisionReason?[_hubs.Length];
        _priceCnyPerKWh = new double[_hubs.Length];
    }

    /// <summary>Begins a tick: what things cost, and which hubs take no work that can wait.</summary>
    public void Begin(long nowMs, ReadOnlySpan<HubReport> reports, ReadOnlySpan<TwinEvent> events)
    {
        _nowMs = nowMs;
        _costs.Begin(nowMs, reports);
        for (var hub = 0; hub < _hubs.Length; hub++)
        {
            ref readonly var report = ref reports[hub];
            _priceCnyPerKWh[hub] = report.PriceCnyPerKWh;
            _closed[hub] = report.RegionUnservedKw > LeastShortKw ? DecisionReason.GridShort
                : report.ThrottledShare > MostThrottled || report.MaxInletC > _spec.WarmInletC ? DecisionReason.TooWarm
                : null;
            foreach (var e in events)
            {
                _closed[hub] = Called(e, _hubs[hub], nowMs) ? DecisionReason.DemandCall : _closed[hub];
            }
        }
    }

    /// <summary>True where an event calls a hub to draw less at a moment.</summary>
    public static bool Called(TwinEvent e, HubSpec hub, long ms) => e.Kind == EventKind.DemandCall && e.Target.Contains(hub.Path) && e.ActsAt(ms);

    /// <summary>Power that a class's work adds to its racks at a hub now, over their design power.</summary>
    public double AddedShare(int hub, int kind) => _costs.AddedShare(hub, kind);

    /// <summary>Chooses for a job that may start now.</summary>
    public Choice Choose(in Job job, JobRoom room, LinkNetwork? links)
    {
        var now = Math.Max(_nowMs, job.FromMs);
        var latest = job.DeadlineMs - job.LeftMs;
        var against = _costs.Cny(job.Hub, job, now);
        var closed = latest > now ? _closed[job.Hub] : null;
        var here = closed is null && room.Fits(job.Hub, job);
        var best = here ? new Choice(true, job.Hub, now, null, against, against) : new Choice(false, job.Hub, job.FromMs, null, double.PositiveInfinity, against);
        var saving = against * (1 - _spec.LeastSaving);
        Elsewhere(
            job, now, latest, against, closed ?? (here ? DecisionReason.CheaperHub : DecisionReason.NoRoom), here ? saving : double.PositiveInfinity, room, links, ref best);
        Later(job, now, latest, against, closed ?? DecisionReason.CheaperHour, closed is null ? saving : double.PositiveInfinity, room, ref best);
        return best;
    }

    /// <summary>Other hubs, for a job that was not moved before.</summary>
    private void Elsewhere(
        in Job job, long now, long latest, double against, DecisionReason reason, double most, JobRoom room, LinkNetwork? links, ref Choice best)
    {
        var kind = _classes[job.Class];
        if (!kind.Movable || links is null || job.Hub != job.Origin)
        {
            return;
        }

        for (var hub = 0; hub < _hubs.Length; hub++)
        {
            if (hub == job.Hub || _closed[hub] is not null || !room.Fits(hub, job, _spec.MostUse) || links.Routes.Latency(job.Hub, hub) is not { } way)
            {
                continue;
            }

            var there = now + TransferMs(job, kind, way);
            var cost = _costs.Cny(hub, job, there) + (job.DataGb * (_spec.TransferCnyPerGb + (_spec.TransferKWhPerGb * _priceCnyPerKWh[job.Hub])));
            if (there <= latest && cost <= most && cost < best.CostCny && links.FreeGbps(job.Hub, hub) >= kind.TransferGbps)
            {
                best = new Choice(true, hub, there, reason, cost, against);
            }
        }
    }

    /// <summary>Later hours at the same hub.</summary>
    private void Later(in Job job, long now, long latest, double against, DecisionReason reason, double most, JobRoom room, ref Choice best)
    {
        var hour = Math.DivRem(now, HourMs).Quotient;
        var work = _work[job.Class];
        for (var k = 1; k < JobRoom.Hours && ((hour + k) * HourMs) + MarginMs <= latest; k++)
        {
            var from = (hour + k) * HourMs;
            var cost = _costs.Cny(job.Hub, job, from);
            if (cost <= most && cost < best.CostCny && room.FitsAhead(job, k, _spec.MostUse, work.LoadAt(from, _hubs[job.Hub].UtcOffsetH)))
            {
                best = new Choice(false, job.Hub, from, reason, cost, against);
            }
        }
    }

    /// <summary>Time that a job's data take, by their size and the way's round trip (MODELS §9).</summary>
    private static long TransferMs(in Job job, JobClass kind, OneWay way) => (long)((job.DataGb * 8 / kind.TransferGbps * 1000) + way.ThereAndBack.Ms);
}
