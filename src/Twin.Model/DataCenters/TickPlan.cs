namespace Twin.Model;

/// <summary>One part of a tick at a data center, within which nothing changes abruptly.</summary>
public struct PlanSegment
{
    public long StartMs, EndMs;
    public Supply Supply;
    public PlantMode Mode;
    public PlantDuty Duty;

    /// <summary>The auxiliary air plant, where racks are liquid-cooled.</summary>
    public PlantDuty Residual;

    public double CoolantC, FlowShare;

    /// <summary>Halls with supply: the first ones.</summary>
    public int HallsPowered;

    /// <summary>IT power that the loads let expect if all halls had supply, kW.</summary>
    public double ExpectedItKw;

    /// <summary>The same for the halls that have supply, kW.</summary>
    public double PoweredItKw;

    /// <summary>Most that may be drawn at the meter, kW; +∞: nothing is asked.</summary>
    public double TargetKw;

    /// <summary>The battery may hold the target.</summary>
    public bool OnBattery;

    /// <summary>Compressors get warmer air, to draw less.</summary>
    public bool WarmAir;

    public readonly double Seconds => (EndMs - StartMs) / 1000.0;
}

/// <summary>How a tick goes at a data center: its parts, and the phases of parts that share a supply.</summary>
public sealed class TickPlan
{
    private readonly int _halls;
    private PlanSegment[] _segments = new PlanSegment[4];
    private float[] _loads;
    private int[] _phaseEnds = new int[4];

    public TickPlan(int halls)
    {
        _halls = halls;
        _loads = new float[4 * halls];
    }

    public int Segments { get; private set; }

    /// <summary>Phases: neighbouring parts with one supply and one set of rack events.</summary>
    public int Phases { get; private set; }

    public ref PlanSegment this[int segment] => ref _segments[segment];

    public Span<float> Loads(int segment) => _loads.AsSpan(segment * _halls, _halls);

    /// <summary>The parts of a phase, as a range of indexes.</summary>
    public (int From, int To) Phase(int phase) => (phase == 0 ? 0 : _phaseEnds[phase - 1], _phaseEnds[phase]);

    internal void Clear() => (Segments, Phases) = (0, 0);

    internal ref PlanSegment Add(bool newPhase)
    {
        if (Segments == _segments.Length)
        {
            Array.Resize(ref _segments, Segments * 2);
            Array.Resize(ref _loads, Segments * 2 * _halls);
        }

        if (newPhase || Phases == 0)
        {
            if (Phases == _phaseEnds.Length)
            {
                Array.Resize(ref _phaseEnds, Phases * 2);
            }

            Phases++;
        }

        _phaseEnds[Phases - 1] = ++Segments;
        ref var segment = ref _segments[Segments - 1];
        segment = default;
        return ref segment;
    }
}
