using System.Runtime.InteropServices;
using Twin.Model.Links;

namespace Twin.Model.Jobs;

/// <summary>
/// All jobs of the network: they arrive, wait, move, run and end, and their racks' load goes down to hubs. Without the
/// scheduler a job runs where it was given to, as soon as there is room.
/// </summary>
public sealed partial class JobBoard
{
    private const long WarmUpStepMs = 900_000;

    // What full work adds to a rack at rest, over its design power (MODELS §3.1: racks at rest draw 0.2 to 0.5).
    private const double DynamicShare = 0.7;

    private readonly JobArrivals _arrivals;
    private readonly Scheduler _scheduler;
    private readonly JobRoom _room;
    private readonly List<Job> _jobs = [];
    private readonly List<Occurrence> _occurrences = [];
    private readonly HubReport[] _reports;
    private readonly double[] _sums;
    private readonly HubSpec[] _hubs;
    private readonly bool[] _called;
    private bool _begun;

    public JobBoard(WorldSpec world, JobsSpec spec, ulong seed)
    {
        (Spec, _hubs) = (spec, [.. world.Hubs]);
        Pools = new JobPools(world, spec);
        _arrivals = new JobArrivals(world, spec, Pools, seed);
        _scheduler = new Scheduler(world, spec);
        _room = new JobRoom(Pools);
        Ledger = new JobLedger(Pools.Hubs, Pools.Classes, spec.Traces);
        _reports = [.. world.Regions.SelectMany(r => r.Hubs.Select(_ => HubReport.Beginning(r)))];
        _sums = new double[Pools.Hubs * Pools.Classes];
        Loads = new double[_sums.Length];
        SwingKw = new double[Pools.Hubs];
        _called = new bool[Pools.Hubs];
    }

    public JobsSpec Spec { get; }

    public JobPools Pools { get; }

    public JobLedger Ledger { get; }

    public DecisionLog Decisions { get; } = new();

    /// <summary>Jobs that wait, move or run, in the order of arrival.</summary>
    public ReadOnlySpan<Job> Jobs => CollectionsMarshal.AsSpan(_jobs);

    /// <summary>[hub × classes + class]: mean utilisation of the racks of a pool in the tick, 0–1; negative where its work follows its usual day.</summary>
    public double[] Loads { get; }

    /// <summary>By hub: how far its power swings peak to peak because synchronous jobs wait in step; of several jobs, the root of the sum of squares, kW.</summary>
    public double[] SwingKw { get; }

    /// <summary>True while the scheduler decides.</summary>
    public bool SchedulerOn { get; private set; }

    /// <summary>Large jobs that began or ended in the last tick.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>Jobs a day on average.</summary>
    public double ArrivalsPerDay => _arrivals.PerDay();

    /// <summary>Takes what came up with the last tick.</summary>
    /// <param name="hubs">By hub.</param>
    public void Take(ReadOnlySpan<HubReport> hubs) => hubs.CopyTo(_reports);

    /// <summary>Carries all jobs through a tick.</summary>
    public void Step(in Tick tick, ReadOnlySpan<TwinEvent> events, LinkNetwork? links)
    {
        if (!_begun)
        {
            WarmUp(tick.StartMs);
        }

        SchedulerOn = Spec.Scheduler.On;
        foreach (var e in events)
        {
            SchedulerOn &= !(e.Kind == EventKind.SchedulerOff && e.ActsAt(tick.StartMs));
        }

        Advance(tick, events, links);
    }

    /// <summary>Walks the whole state.</summary>
    public void Visit(StateVisitor v)
    {
        var count = _jobs.Count;
        v.Field(ref _begun);
        v.Field(ref count);
        if (count != _jobs.Count)
        {
            CollectionsMarshal.SetCount(_jobs, count);
        }

        v.Bytes(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_jobs)));
        v.Column(_reports);
        Ledger.Visit(v);
        Decisions.Visit(v);
    }

    /// <summary>Lets jobs of some days before come and go without a scheduler, so that the first tick finds racks and queues as they usually are.</summary>
    private void WarmUp(long startMs)
    {
        _begun = true;
        for (var at = startMs - (Spec.WarmUpDays * 86_400_000L); at < startMs; at += WarmUpStepMs)
        {
            Advance(new Tick(0, at, (int)WarmUpStepMs), [], null);
        }

        Ledger.Clear();
        Decisions.Clear();
    }
}
