using Twin.Model.Weather;

namespace Twin.Model;

/// <summary>
/// A data center: halls of racks, a cooling plant and a power chain. <see cref="Prepare"/> cuts the tick into parts at
/// whose ends something changes (a supply, a mode, an event), the racks are stepped through them by the kernel, and
/// <see cref="Complete"/> makes the reading of what they did.
/// </summary>
public sealed partial class DataCenter
{
    private readonly HubSpec _hub;
    private readonly string[] _feedSubstations;
    private readonly int[] _feedStations;
    private readonly ulong _noiseKey;
    private readonly ulong _generatorKey;
    private readonly RackPhysics[] _physics;
    private readonly double _coolantKJPerK;
    private readonly List<Occurrence> _occurrences = [];
    private RackSums[] _sums = [];
    private RacksAtLimits[] _atLimits = [];

    // MODELS §5: water in liquid loops, 10–20 L per kW of racks.
    private const double LoopLPerKw = 15;
    private const double WaterKJPerLK = 4.186;

    // Time constant with which a running dry cooler brings its loop to temperature, s (assumption).
    private const double LoopTauS = 120;

    /// <summary>After something abrupt, parts of a second for this long, ms: thermal minutes and their end fit in it (MODELS §5).</summary>
    private const long TransientMs = 30 * 60_000;

    private const double FacilityOverIt = 1.35; // design facility power over IT power, for transformers and generators (assumption)

    private const uint GeneratorStream = 2;

    /// <summary>Halls that a data center may have.</summary>
    public const int MostHalls = 256;

    public DataCenter(DataCenterSpec spec, HubSpec hub, ulong seed)
    {
        if (spec.Halls.Length is 0 or > MostHalls)
        {
            throw new ArgumentException($"{spec.Path} has {spec.Halls.Length} halls; a data center has 1 to {MostHalls}.", nameof(spec));
        }

        Spec = spec;
        _hub = hub;
        _feedSubstations = [.. spec.Feeds.Select(f => hub.Substations[f])];
        _feedStations = [.. spec.Feeds.Select(f => hub.Network?.IndexOf(hub.Substations[f]) ?? -1)];
        _noiseKey = DataCenterLoad.NoiseKey(seed, spec.Path);
        _generatorKey = Chance.Key(seed, StableHash.Of(spec.Path.Value), GeneratorStream);
        RackSeed = (uint)Chance.Key(seed, StableHash.Of(spec.Path.Value), 3);
        _physics = [.. spec.Halls.Select(h => new RackPhysics(h.Class, hub.ElevationM))];
        Racks = new RackColumns([.. spec.Halls.Select(h => h.Racks)], RackSeed);
        Plan = new TickPlan(spec.Halls.Length);
        DesignItKw = spec.DesignItKw;
        LiquidDesignKw = spec.Halls.Sum(h => h.Racks * h.Class.DesignKw * h.Class.LiquidShare);
        _coolantKJPerK = LiquidDesignKw * LoopLPerKw * WaterKJPerLK;
        _airflow = new float[spec.Halls.Length][];
        _airflowFans = new int[spec.Halls.Length];
        _fansFrom = new float[spec.Halls.Length][];
        InstalledPflops = spec.Halls.Sum(h => h.Racks * h.Class.Pflops);
        State.Power.FuelL = FuelCapacityL;
        _shareOfHub = DesignItKw / hub.DataCenters.Sum(d => d.DesignItKw);
        _warmPlant = spec.Plant with { SupplyC = spec.Plant.SupplyC + CalledSetPointK, ReturnC = spec.Plant.ReturnC + CalledSetPointK };

        // A mode that the plant has: chilled water has no dry one, and would never find into its chain.
        State.Plant.Mode = Plant.Chain(spec.Plant.Kind)[0];
    }

    public DataCenterSpec Spec { get; }

    public DataCenterState State { get; } = new();

    public RackColumns Racks { get; private set; }

    public TickPlan Plan { get; }

    /// <summary>What happened in the last tick: to supply and plant in time order, then to racks.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>The last tick's reading.</summary>
    public Reading Reading { get; private set; } = new();

    /// <summary>IT design power, kW.</summary>
    public double DesignItKw { get; }

    /// <summary>Design heat of liquid loops, kW.</summary>
    public double LiquidDesignKw { get; }

    public double InstalledPflops { get; }

    /// <summary>The seed of this data center's racks.</summary>
    public uint RackSeed { get; }

    /// <summary>Fuel when full, L.</summary>
    public double FuelCapacityL => Spec.Power.GeneratorsNeeded == 0 ? 0 : Spec.Power.FuelHours * DesignItKw * FacilityOverIt * Spec.Power.FuelLPerKWh;

    public RackPhysics Physics(int hall) => _physics[hall];

    /// <summary>Steps the whole data center by one tick: prepare, racks, complete.</summary>
    public Reading Step(in Tick tick, in DataCenterInput input)
    {
        Prepare(tick, input);
        StepRacks();
        return Complete(tick, input, _sums);
    }

    /// <summary>Steps all racks through the plan, phase by phase; a phase's rack events are applied before it.</summary>
    /// <param name="lent">What racks that stepped themselves did; the others are stepped here. Both give the same bits.</param>
    public ReadOnlySpan<RackSums> StepRacks(LentRacks? lent = null)
    {
        var halls = Spec.Halls.Length;
        if (_sums.Length < Plan.Phases * halls)
        {
            _sums = new RackSums[Plan.Phases * halls];
        }

        if (_atLimits.Length < Plan.Segments)
        {
            _atLimits = new RacksAtLimits[Plan.Segments];
        }

        var atLimits = _atLimits.AsSpan(0, Plan.Segments);
        atLimits.Clear();

        Span<RackSegment> room = Plan.Segments <= 64 ? stackalloc RackSegment[Plan.Segments] : new RackSegment[Plan.Segments];
        for (var phase = 0; phase < Plan.Phases; phase++)
        {
            var (from, to) = Plan.Phase(phase);
            ApplyRackEvents(Plan[from].StartMs);
            var segments = room[..(to - from)];
            for (var h = 0; h < halls; h++)
            {
                RackSegments(h, from, segments);
                _sums[(phase * halls) + h] = RackKernel.Step(
                    _physics[h], Racks, h, segments, RackSeed, Airflow(h, Plan[from].StartMs), lent is null ? [] : lent.Of(phase, Racks.HallRows(h)),
                    atLimits[from..to], FansFrom(h, Plan[from].StartMs));
            }
        }

        return _sums.AsSpan(0, Plan.Phases * halls);
    }

    /// <summary>What the racks of a hall meet in the parts that start at <paramref name="from"/>.</summary>
    public void RackSegments(int hall, int from, Span<RackSegment> segments)
    {
        var liquid = _physics[hall].Liquid;
        for (var i = 0; i < segments.Length; i++)
        {
            ref var part = ref Plan[from + i];
            ref var duty = ref liquid ? ref part.Residual : ref part.Duty;
            segments[i] = new RackSegment
            {
                Seconds = (float)part.Seconds,
                Load = Plan.Loads(from + i)[hall],
                Noise = DataCenterLoad.RackNoise,
                NoiseCell = RackNoise.Cell(part.StartMs),
                SupplyC = (float)duty.SupplyC,
                CoolShare = part.Mode == PlantMode.Off ? 0 : 1,
                LackShare = (float)duty.UncooledShare,
                CoolantC = (float)part.CoolantC,
                FlowShare = (float)part.FlowShare,
                Powered = hall < part.HallsPowered,
            };
        }
    }

    /// <summary>Puts faults, caps and set loads of the events that act now into the status column, if they have changed.</summary>
    private void ApplyRackEvents(long ms)
    {
        var signature = (ulong)State.RackEvents;
        if (RackEventBits(ms, ref signature) is { } bits)
        {
            State.RackEvents = (long)signature;
            var status = Racks.Status;
            for (var i = 0; i < status.Length; i++)
            {
                status[i] = RackStatus.Under(status[i], bits[i]);
            }
        }
    }

    /// <summary>Each row's fault, cap and set load under the events that act at a moment; null where they are those of the signature.</summary>
    /// <param name="signature">Of the rack events that act; that of the moment on return.</param>
    private uint[]? RackEventBits(long ms, ref ulong signature)
    {
        ulong now = 0;
        foreach (var e in _events)
        {
            if (e.Kind is EventKind.RackFault or EventKind.RackCap or EventKind.RackLoad && e.ActsAt(ms))
            {
                now = Chance.Mix(now ^ StableHash.Of(e.Id));
            }
        }

        if (now == signature)
        {
            return null;
        }

        signature = now;
        var bits = new uint[Racks.Rows];
        Array.Fill(bits, RackStatus.NoCap | RackStatus.NoLoad);
        foreach (var e in _events)
        {
            if (e.Kind is EventKind.RackFault or EventKind.RackCap or EventKind.RackLoad && e.ActsAt(ms))
            {
                foreach (var rack in RacksHit(e))
                {
                    ref var s = ref bits[Racks.Locate(rack).Row];
                    s = e.Kind switch
                    {
                        EventKind.RackFault => s | RackStatus.Fault,
                        EventKind.RackCap => RackStatus.WithCap(s, e.Magnitude),
                        _ => RackStatus.WithLoad(s, e.Magnitude),
                    };
                }
            }
        }

        return bits;
    }

    /// <summary>Indexes of the racks that a rack event hits here.</summary>
    public IEnumerable<int> RacksHit(TwinEvent e)
    {
        if (e.Target.Kind == NodeKind.Rack)
        {
            var index = NodePath.RackIndex(e.Target.Name);
            return e.Target.Parent == Spec.Path && index >= 0 && index < Racks.Count ? [index] : [];
        }

        return RackSelection.TryParse(e.Selection, Racks.Count, out var ranges, out _)
            ? ranges.SelectMany(r => Enumerable.Range(r.From, r.To - r.From + 1)) : [];
    }

    /// <summary>Walks the whole state: this level, then its racks' columns.</summary>
    public void Visit(StateVisitor v)
    {
        State.Visit(v);
        v.Column(Racks.InletC);
        v.Column(Racks.MassC);
        v.Column(Racks.SiliconC);
        v.Column(Racks.Status);
    }

    public ulong Hash()
    {
        var hasher = new StateHasher();
        Visit(hasher);
        return hasher.Result();
    }
}
