namespace Twin.Model;

/// <summary>One rack's row: its whole live state.</summary>
/// <param name="InletC">Air at its inlet, °C.</param>
/// <param name="MassC">Metal and building mass around it, °C.</param>
/// <param name="SiliconC">Silicon, °C.</param>
/// <param name="Status">Flags, timer, cap and set load: see <see cref="RackStatus"/>.</param>
/// <param name="Traits">What never changes: see <see cref="RackTraits"/>.</param>
public readonly record struct RackRow(float InletC, float MassC, float SiliconC, uint Status, ushort Traits);

/// <summary>
/// All racks of one data center, a column per field. Halls follow each other; each is padded with absent racks to a
/// multiple of eight, so that a hall's rack i always stands in lane i mod 8.
/// </summary>
public sealed class RackColumns
{
    public const int Lanes = 8;

    private const float StartC = 24; // MODELS §5: the state that incident timelines start from

    private readonly int[] _hallStart;
    private readonly int[] _hallRacks;

    public RackColumns(IReadOnlyList<int> racksPerHall, uint seed)
    {
        _hallRacks = [.. racksPerHall];
        _hallStart = new int[_hallRacks.Length + 1];
        for (var h = 0; h < _hallRacks.Length; h++)
        {
            _hallStart[h + 1] = _hallStart[h] + ((_hallRacks[h] + Lanes - 1) / Lanes * Lanes);
            Count += _hallRacks[h];
        }

        var n = _hallStart[^1];
        (InletC, MassC, SiliconC, Status, Traits) = (new float[n], new float[n], new float[n], new uint[n], new ushort[n]);
        Array.Fill(InletC, StartC);
        Array.Fill(MassC, StartC);
        Array.Fill(SiliconC, StartC);
        Array.Fill(Status, RackStatus.Absent | RackStatus.NoCap | RackStatus.NoLoad);
        for (var h = 0; h < _hallRacks.Length; h++)
        {
            for (var i = _hallStart[h]; i < _hallStart[h] + _hallRacks[h]; i++)
            {
                Status[i] = RackStatus.NoCap | RackStatus.NoLoad;
                Traits[i] = RackTraits.Draw(seed, (uint)i);
            }
        }
    }

    private RackColumns(RackColumns other)
    {
        (_hallStart, _hallRacks, Count) = (other._hallStart, other._hallRacks, other.Count);
        InletC = [.. other.InletC];
        MassC = [.. other.MassC];
        SiliconC = [.. other.SiliconC];
        Status = [.. other.Status];
        Traits = other.Traits; // never written after construction
    }

    /// <summary>Racks, without padding.</summary>
    public int Count { get; }

    /// <summary>Rows, with padding.</summary>
    public int Rows => _hallStart[^1];

    public int Halls => _hallRacks.Length;

    public float[] InletC { get; }

    public float[] MassC { get; }

    public float[] SiliconC { get; }

    public uint[] Status { get; }

    public ushort[] Traits { get; }

    /// <summary>A copy that lives on by itself.</summary>
    public RackColumns Fork() => new(this);

    /// <summary>First row and number of rows of a hall, padding included.</summary>
    public (int Start, int Rows) HallRows(int hall) => (_hallStart[hall], _hallStart[hall + 1] - _hallStart[hall]);

    public int HallRacks(int hall) => _hallRacks[hall];

    /// <summary>The row of a rack, by its index among the data center's racks (halls in order).</summary>
    public (int Hall, int Row) Locate(int rack)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rack);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rack, Count);
        var hall = 0;
        while (rack >= _hallRacks[hall])
        {
            rack -= _hallRacks[hall++];
        }

        return (hall, _hallStart[hall] + rack);
    }

    public RackRow this[int row]
    {
        get => new(InletC[row], MassC[row], SiliconC[row], Status[row], Traits[row]);
        set => (InletC[row], MassC[row], SiliconC[row], Status[row]) = (value.InletC, value.MassC, value.SiliconC, value.Status);
    }
}

/// <summary>The status word of a rack: flags (bits 0–3), a timer in 10 ms (4–15), its power cap (16–23) and set load (24–31).</summary>
public static class RackStatus
{
    /// <summary>Padding, not a rack.</summary>
    public const uint Absent = 1;

    /// <summary>Out of order by an event.</summary>
    public const uint Fault = 2;

    /// <summary>Off to protect itself; starts again by itself when it is cool enough.</summary>
    public const uint ShutDown = 4;

    /// <summary>Slowed down to protect itself.</summary>
    public const uint Throttled = 8;

    public const uint TimerMask = 0x0000_FFF0;
    public const int TimerShift = 4;

    /// <summary>The timer's largest value, 10 ms each.</summary>
    public const uint TimerMost = 0xFFF;

    public const uint NoCap = 0x00FF_0000;
    public const uint NoLoad = 0xFF00_0000;

    /// <summary>Caps and loads are held in 254ths.</summary>
    public const double Scale = 254;

    public static uint WithCap(uint status, double? share) =>
        (status & ~NoCap) | (share is { } s ? (uint)Math.Round(Math.Clamp(s, 0, 1) * Scale) << 16 : NoCap);

    public static uint WithLoad(uint status, double? share) =>
        (status & ~NoLoad) | (share is { } s ? (uint)Math.Round(Math.Clamp(s, 0, 1) * Scale) << 24 : NoLoad);

    /// <summary>Cap over design power, or null.</summary>
    public static double? Cap(uint status) => (status & NoCap) == NoCap ? null : ((status & NoCap) >> 16) / Scale;

    /// <summary>Load set by hand, or null.</summary>
    public static double? Load(uint status) => (status & NoLoad) == NoLoad ? null : (status >> 24) / Scale;

    /// <summary>The status with the fault, cap and set load that events give, in place of what they gave before.</summary>
    public static uint Under(uint status, uint eventBits) => (status & ~(NoCap | NoLoad | Fault)) | eventBits;

    public static bool Runs(uint status) => (status & (Absent | Fault | ShutDown)) == 0;
}

/// <summary>What distinguishes a rack from its neighbours for good: bits 0–7 its share of the work, 8–15 its recirculation.</summary>
public static class RackTraits
{
    /// <summary>A rack's work differs from its hall's by up to this, relative (assumption).</summary>
    public const float WorkSpread = 0.20f;

    /// <summary>A rack draws up to this share of its own exhaust (assumption; containment leaks 0–8 %).</summary>
    public const float MostRecirculation = 0.08f;

    public static ushort Draw(uint seed, uint row) => (ushort)RackNoise.Hash(seed, row, 0xFFFF_FFFF);

    /// <summary>The rack's work relative to its hall's, −0.2…0.2.</summary>
    public static float Work(ushort traits) => (((traits & 0xFF) * (2f / 255f)) - 1f) * WorkSpread;

    /// <summary>The share of its own exhaust it draws, 0–0.08.</summary>
    public static float Recirculation(ushort traits) => (traits >> 8) * (MostRecirculation / 255f);
}
