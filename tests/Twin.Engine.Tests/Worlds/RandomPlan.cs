using Twin.Model;

namespace Twin.Engine.Tests.Worlds;

/// <summary>
/// What happens in one run of the determinism test: a start in the year, a step, and commands by tick, all drawn from a
/// seed. Beside single events there are scenes, events that meet as they do when things go badly: an outage with
/// generators out of order, heat that comes twice while there is no water.
/// </summary>
internal sealed class RandomPlan
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    // Midnight of 1 January 2026 in China, Unix ms.
    private const long NewYearMs = 1_767_196_800_000;

    // A rack is a rack: small halls meet the same as large ones, sooner.
    private const int MostRacksOfHall = 24;

    private readonly ulong _key;
    private readonly bool _dusty;
    private long _drawn;

    public RandomPlan(ulong seed)
    {
        (Seed, _key) = (seed, Chance.Key(seed, 0xD1CE, 1));

        // Most runs are short and fine; some are long and coarse, for what takes weeks, such as filters.
        (StepMs, Ticks) = Below(8) switch
        {
            0 => (1_000, 1_500),
            1 => (900_000, 70 * 96),
            2 or 3 => (10_000, 1_800),
            _ => (60_000, 1_000),
        };
        _dusty = StepMs == 900_000 && Below(2) == 0;
        var day = _dusty ? 270 + Below(40) : Below(2) == 0 ? Below(365) : 170 + Below(60);
        Spec = Small(SmallWorld.Spec with { StartMs = NewYearMs + (day * DayMs) });
        Draw();
    }

    public ulong Seed { get; }

    public int StepMs { get; }

    public int Ticks { get; }

    public WorldSpec Spec { get; }

    /// <summary>Commands with the tick they take effect with, in order.</summary>
    public List<(int Tick, TwinCommand Command)> Commands { get; } = [];

    private long HorizonMs => (long)Ticks * StepMs;

    public TwinCommand[] At(int tick) => [.. Commands.Where(c => c.Tick == tick).Select(c => c.Command)];

    private static WorldSpec Small(WorldSpec world) => world with
    {
        Jobs = world.Jobs! with { LargeKw = 1 },
        Regions = [.. world.Regions.Select(r => r with
        {
            Hubs = [.. r.Hubs.Select(h => h with
            {
                DataCenters = [.. h.DataCenters.Select(d => d with { Halls = [.. d.Halls.Select(x => x with { Racks = Math.Min(x.Racks, MostRacksOfHall) })] })],
            })],
        })],
    };

    private void Draw()
    {
        if (_dusty)
        {
            // A dry and dusty season, below what shuts dampers: filters fill.
            Add(0, Event("season", EventKind.DustStorm, NodePath.Root, 0, 310) with { DurationMs = HorizonMs, RampMs = DayMs });
        }

        var scenes = 4 + Below(5);
        for (var i = 0; i < scenes; i++)
        {
            var tick = Below(Ticks * 3 / 4);
            switch (Below(5))
            {
                case 0:
                    Outage($"outage-{i}", tick);
                    break;
                case 1 or 2:
                    Heat($"heat-{i}", tick);
                    break;
                case 3 when Below(3) == 0:
                    Grid($"grid-{i}", tick);
                    break;
                case 4 when Below(4) == 0:
                    Sags($"sags-{i}", tick);
                    break;
                default:
                    Single($"single-{i}", tick);
                    break;
            }
        }
    }

    /// <summary>Ties out, so that sun and wind are too much by day; now and then no fleet either, so that demand is cut.</summary>
    private void Grid(string id, int tick)
    {
        var region = Spec.Regions.First(r => r.Grid is not null);
        var lasts = Math.Max(2 * StepMs, HorizonMs / 8);
        Add(tick, Event(id, EventKind.TieLoss, region.Path, tick, 1) with { DurationMs = lasts, RampMs = 0 });
        if (Below(2) == 0)
        {
            foreach (var fleet in region.Grid!.Generators)
            {
                Add(tick, Event($"{id}-{fleet.Name}", EventKind.CapacityLoss, region.Path, tick, 50_000) with { Selection = fleet.Name, DurationMs = lasts, RampMs = 0 });
            }
        }
    }

    /// <summary>Four sags of a line that is closed again and again.</summary>
    private void Sags(string id, int tick)
    {
        var hub = Target(NodeKind.Hub);
        for (var i = 0; i < 4; i++)
        {
            var sag = Event($"{id}-{i}", EventKind.VoltageSag, hub, tick, 0.7);
            Add(tick, sag with { StartMs = Spec.StartMs + ((long)tick * StepMs) + (i * 9_000), DurationMs = 100, RampMs = 0 });
        }
    }

    private void Single(string id, int tick)
    {
        var kind = (EventKind)Below(Enum.GetValues<EventKind>().Length);
        var target = Target(EventCatalogue.Of(kind).Level);

        // A line of ultra-high voltage is lost where there is one.
        var e = Event(id, kind, kind == EventKind.UhvLoss ? Spec.Regions.First(r => r.Grid?.Tie.Uhv.Length > 0).Path : target, tick);
        Add(tick, e);
        if (Below(4) == 0)
        {
            Commands.Add((Math.Min(Ticks - 1, tick + 1 + Below(Ticks / 4)), new EndCommand { Id = $"end-{id}", EventId = e.Id }));
        }
    }

    private void Outage(string id, int tick)
    {
        var kind = Below(2) == 0 ? EventKind.FeedLoss : EventKind.SubstationTrip;
        var target = Target(EventCatalogue.Of(kind).Level);
        Add(tick, Event(id, kind, target, tick) with { DurationMs = 1 + (long)(HorizonMs * Uniform() * 0.6) });
        if (Below(3) > 0)
        {
            var failure = Below(3) == 0 ? EventKind.UpsFailure : EventKind.GeneratorFailure;
            Add(tick, Event($"{id}-worse", failure, target.Kind > NodeKind.DataCenter ? target.Parent : target, tick, 1 + Below(9)));
        }
    }

    /// <summary>Heat within minutes, gone and back before compressors may start again; often without water, at times with dust or an outage.</summary>
    private void Heat(string id, int tick)
    {
        var hub = Target(NodeKind.Hub);
        var beginMs = Spec.StartMs + ((long)tick * StepMs);
        var startMs = beginMs + Below((int)HourMs);
        var lastsMs = (32 * MinuteMs) + Below((int)(2 * HourMs));
        var heat = Event($"{id}-1", EventKind.HeatWave, hub, tick, 14 + (11 * Uniform())) with { StartMs = startMs, DurationMs = lastsMs, RampMs = MinuteMs };
        Add(tick, heat);
        Add(tick, heat with { Id = $"{id}-2", StartMs = heat.GoneMs + Below((int)(2 * MinuteMs)), DurationMs = lastsMs });
        if (Below(2) == 0)
        {
            Add(tick, Event($"{id}-dry", EventKind.WaterLoss, hub, tick) with { StartMs = beginMs + Below((int)(2 * HourMs)), DurationMs = lastsMs * 2 });
        }

        if (Below(3) == 0)
        {
            Add(tick, Event($"{id}-dust", EventKind.DustStorm, hub, tick, 1_000) with { StartMs = startMs + Below((int)lastsMs), RampMs = MinuteMs });
        }

        if (Below(2) == 0)
        {
            Add(tick, Event($"{id}-out", EventKind.FeedLoss, hub, tick) with { Selection = "", StartMs = startMs + Below((int)lastsMs), DurationMs = 4 * MinuteMs });
        }
    }

    private void Add(int tick, TwinEvent e)
    {
        EventRules.Check(Spec, e).ShouldBeEmpty();
        Commands.Add((tick, new InjectCommand { Id = e.Id, Event = e }));
    }

    private TwinEvent Event(string id, EventKind kind, NodePath target, int tick, double? strength = null)
    {
        var facts = EventCatalogue.Of(kind);
        var drawn = facts.Least + ((facts.Most - facts.Least) * Uniform());
        if (facts.Unit is "units" or "pumps" or "modules" or "sets" or "fans of 8")
        {
            drawn = Math.Floor(Math.Min(drawn, 1 + Below(9)));
        }

        return new TwinEvent
        {
            Id = id, Kind = kind, Target = target, Selection = Selection(kind, target), Magnitude = strength ?? drawn,
            StartMs = Spec.StartMs + ((long)tick * StepMs) + (Below(3) == 0 ? Below(StepMs * 20) : 0),
            DurationMs = Below(6) == 0 ? null : Math.Max(1, (long)(HorizonMs * Uniform() * (Below(2) == 0 ? 0.05 : 0.6))),
            RampMs = (facts.Level == NodeKind.Hub && kind != EventKind.SubstationTrip ? MinuteMs : 0)
                + (Below(2) == 0 ? 0 : Below(3) == 0 ? Below((int)MinuteMs) : (long)(Uniform() * 3 * HourMs)),
        };
    }

    /// <summary>A node of the kind's level, or now and then one above.</summary>
    private NodePath Target(NodeKind level)
    {
        var center = Spec.DataCenters.ElementAt(Below(Spec.DataCenters.Count()));
        var path = level == NodeKind.Rack && Below(2) == 0 ? center.Path.Child(NodePath.RackName(Below(center.RackCount))) : center.Path;
        while (path.Kind > level || (path.Kind > NodeKind.Network && Below(4) == 0))
        {
            path = path.Parent;
        }

        return path;
    }

    private string Selection(EventKind kind, NodePath target)
    {
        if (Below(3) > 0 || target.Kind != NodeKind.DataCenter)
        {
            return "";
        }

        var center = Spec.DataCenters.Single(d => d.Path == target);
        return kind switch
        {
            EventKind.FeedLoss => Below(2) == 0 ? "1" : "2",
            EventKind.FanWallFailure or EventKind.LoadSurge or EventKind.JobStart or EventKind.JobStop => center.Halls[Below(center.Halls.Length)].Name,
            _ when EventCatalogue.Of(kind).Level == NodeKind.Rack => $"0-{Below(center.RackCount)}",
            _ => "",
        };
    }

    private double Uniform() => Chance.Uniform(_key, _drawn++);

    private int Below(int n) => (int)(Uniform() * n);
}
