using Twin.Model.Grid;
using Twin.Model.Jobs;
using Twin.Model.Links;

namespace Twin.Model;

/// <summary>A change that was asked for, as it is journaled: everything in it is resolved, nothing depends on when it is read.</summary>
public abstract record TwinCommand
{
    /// <summary>Unique; a repeated id is no new command.</summary>
    public required string Id { get; init; }

    /// <summary>Who asked for it.</summary>
    public string By { get; init; } = "";
}

/// <summary>Lets an event happen.</summary>
public sealed record InjectCommand : TwinCommand
{
    public required TwinEvent Event { get; init; }
}

/// <summary>Lets an event end at the begin of the command's tick; its ramp follows.</summary>
public sealed record EndCommand : TwinCommand
{
    public required string EventId { get; init; }
}

/// <summary>All regions: holds the events that are accepted, sends them down, and adds up what regions read.</summary>
public sealed class Network(WorldSpec spec, ulong seed)
{
    /// <summary>Events that may be open at once; a further one is refused at the edge.</summary>
    public const int MostEvents = 1000;

    private readonly int _racks = spec.RackCount;
    private readonly List<Occurrence> _occurrences = [];
    private TwinEvent[] _events = [];

    /// <summary>Synchronous areas that regions stand in: each has one frequency.</summary>
    public IReadOnlyList<SynchronousArea> Areas { get; } = SynchronousArea.Of(spec.Regions);

    public WorldSpec Spec { get; } = spec;

    /// <summary>Accepted events that are not yet over, in the order of acceptance.</summary>
    public IReadOnlyList<TwinEvent> Events => _events;

    /// <summary>Begins and ends of events in the last tick, ways between hubs and demand centers that changed, and large jobs.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>Links between hubs and demand centers; null where the world tells nothing of them.</summary>
    public LinkNetwork? Links { get; } = spec.Links is null ? null : new LinkNetwork(spec, spec.Links);

    /// <summary>All jobs; null where all work follows its usual day.</summary>
    public JobBoard? Jobs { get; } = spec.Jobs is null ? null : new JobBoard(spec, spec.Jobs, seed);

    public Reading Reading { get; private set; } = new();

    public Closure Closure { get; private set; }

    /// <summary>Applies the tick's commands and gives one input per region, in child order.</summary>
    public void Prepare(in Tick tick, ReadOnlySpan<TwinCommand> commands, Span<RegionInput> children)
    {
        _occurrences.Clear();
        foreach (var command in commands)
        {
            Apply(command, tick.StartMs);
        }

        if (_events.Length > 0)
        {
            var start = tick.StartMs;

            // One that is gone exactly now goes down once more: its end is a moment of this tick.
            _events = Array.FindAll(_events, e => e.GoneMs >= start);
            foreach (var e in _events)
            {
                if (e.EndMs > e.StartMs)
                {
                    Note(e, e.StartMs, OccurrenceKind.EventBegan, tick);
                }

                Note(e, e.EndMs, OccurrenceKind.EventEnded, tick);
            }
        }

        if (Links is not null)
        {
            Links.Step(tick, _events);
            _occurrences.AddRange(Links.Occurrences);
        }

        if (Jobs is not null)
        {
            Jobs.Step(tick, _events, Links);
            _occurrences.AddRange(Jobs.Occurrences);
        }

        var hub = 0;
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new RegionInput(EventRules.For(_events, Spec.Regions[i].Path), JobLoads: LoadsOf(hub, Spec.Regions[i].Hubs.Length));
            hub += Spec.Regions[i].Hubs.Length;
        }

        foreach (var area in Areas)
        {
            var frequency = area.Step(tick, _events);
            foreach (var region in area.Regions)
            {
                children[region] = children[region] with { Frequency = frequency };
            }
        }
    }

    /// <summary>The sum of the children's readings of that tick.</summary>
    /// <param name="hubs">What came up from each hub, region by region: the scheduler knows it from the next tick on.</param>
    public Reading Complete(ReadOnlySpan<Reading> children, ReadOnlySpan<HubReport> hubs)
    {
        (Reading, Closure) = Rollup.Of(children, _racks);
        foreach (var area in Areas)
        {
            area.Note(children);
        }

        Jobs?.Take(hubs);
        return Reading;
    }

    /// <summary>Walks this level's own state beside its events.</summary>
    public void Visit(StateVisitor v)
    {
        foreach (var area in Areas)
        {
            area.Visit(v);
        }

        Jobs?.Visit(v);
    }

    /// <summary>Puts saved events in place of the present ones.</summary>
    public void Restore(IEnumerable<TwinEvent> events) => _events = [.. events];

    /// <summary>Adds this level's own state to a hash.</summary>
    public void AddTo(StateHasher hasher)
    {
        Visit(hasher);
        foreach (var e in _events)
        {
            hasher.Add(StableHash.Of(e.Id));
            hasher.Add((ulong)e.Kind);
            hasher.Add(StableHash.Of(e.Target.Value));
            hasher.Add(StableHash.Of(e.Selection));
            hasher.Add((ulong)e.StartMs);
            hasher.Add((ulong)e.EndMs);
            hasher.Add((ulong)e.RampMs);
            hasher.Add(BitConverter.DoubleToUInt64Bits(e.Magnitude));
        }
    }

    /// <summary>The hash over the whole state at the end of a tick.</summary>
    /// <param name="regions">Of each region, in child order: <see cref="Rollup.Hash"/> of its hubs', those of their data centers'.</param>
    public ulong Hash(long tick, ReadOnlySpan<ulong> regions)
    {
        var all = new StateHasher();
        all.Add((ulong)tick);
        AddTo(all);
        foreach (var region in regions)
        {
            all.Add(region);
        }

        return all.Result();
    }

    private double[]? LoadsOf(int hub, int hubs) => Jobs?.Loads.AsSpan(hub * Jobs.Pools.Classes, hubs * Jobs.Pools.Classes).ToArray();

    private void Apply(TwinCommand command, long startMs)
    {
        if (command is InjectCommand { Event: var e } && !Array.Exists(_events, x => x.Id == e.Id))
        {
            _events = [.. _events, e];
        }
        else if (command is EndCommand end)
        {
            _events = Array.ConvertAll(_events, x => x.Id == end.EventId ? x.EndedAt(startMs) : x);
        }
    }

    private void Note(TwinEvent e, long atMs, OccurrenceKind kind, in Tick tick)
    {
        if (atMs >= tick.StartMs && atMs < tick.EndMs)
        {
            _occurrences.Add(new Occurrence(atMs, e.Target, kind, default, default, Cause.Command, e.Magnitude, 0, e.Id, e.Kind));
        }
    }
}
