namespace Twin.Model.Jobs;

/// <summary>What is taken and what is free of each pool in a tick, and what is promised of the hours ahead.</summary>
public sealed class JobRoom(JobPools pools)
{
    /// <summary>Hours ahead that jobs may be held for.</summary>
    public const int Hours = 24;

    private const long HourMs = 3_600_000;

    private readonly double[] _usedKw = new double[pools.Hubs * pools.Classes];
    private readonly double[] _limitKw = new double[pools.Hubs * pools.Classes];
    private readonly double[] _heldKw = new double[pools.Hubs * pools.Classes * Hours];
    private readonly bool[] _kept = new bool[pools.Hubs * pools.Classes];
    private Tick _tick;
    private long _hour;

    public JobPools Pools { get; } = pools;

    /// <summary>Begins a tick with nothing taken.</summary>
    public void Begin(in Tick tick, ReadOnlySpan<HubReport> reports)
    {
        _tick = tick;
        _hour = Math.DivRem(tick.StartMs, HourMs).Quotient;
        Array.Clear(_usedKw);
        Array.Clear(_heldKw);
        Array.Clear(_kept);
        for (var hub = 0; hub < Pools.Hubs; hub++)
        {
            for (var kind = 0; kind < Pools.Classes; kind++)
            {
                _limitKw[At(hub, kind)] = Pools.Kw(hub, kind) * reports[hub].OnShare;
            }
        }
    }

    public void Take(in Job job) => _usedKw[At(job.Hub, job.Class)] += job.SizeKw * TickShare(job);

    public void Give(in Job job) => _usedKw[At(job.Hub, job.Class)] -= job.SizeKw * TickShare(job);

    /// <summary>Promises room for the hours that a job is held for and then runs.</summary>
    public void Hold(in Job job)
    {
        var first = (job.FromMs / HourMs) - _hour;
        var last = ((job.FromMs + job.LeftMs - 1) / HourMs) - _hour;
        for (var hour = Math.Max(0, first); hour <= Math.Min(Hours - 1, last); hour++)
        {
            _heldKw[(At(job.Hub, job.Class) * Hours) + hour] += job.SizeKw;
        }
    }

    /// <summary>Keeps what is free for a job that should run already: no later one may take it.</summary>
    public void Keep(in Job job) => _kept[At(job.Hub, job.Class)] = true;

    /// <summary>True where a job fits in now.</summary>
    /// <param name="share">Part of the pool that may be filled.</param>
    public bool Fits(int hub, in Job job, double share = 1)
    {
        var at = At(hub, job.Class);
        return !_kept[at] && _usedKw[at] + job.SizeKw <= _limitKw[at] * share;
    }

    /// <summary>True where a job fits in so many hours ahead, beside those that are held for then and those that come then.</summary>
    public bool FitsAhead(in Job job, int hour, double share, double usual)
    {
        var at = At(job.Hub, job.Class);
        return _heldKw[(at * Hours) + hour] + job.SizeKw <= _limitKw[at] * (share - usual);
    }

    /// <summary>kW that jobs hold of a pool.</summary>
    public double UsedKw(int hub, int kind) => _usedKw[At(hub, kind)];

    /// <summary>kW by which a pool holds more jobs than it has racks for; rounding is no excess.</summary>
    public double ExcessKw(int hub, int kind) => _usedKw[At(hub, kind)] - (_limitKw[At(hub, kind)] * (1 + 1e-9));

    // One that ends within the tick leaves its racks to the next: so requests of seconds find room in steps of minutes.
    private double TickShare(in Job job) =>
        job.Phase == JobPhase.Running && job.EndMs < _tick.EndMs ? (job.EndMs - Math.Max(_tick.StartMs, job.FromMs)) / (double)_tick.StepMs : 1;

    private int At(int hub, int kind) => (hub * Pools.Classes) + kind;
}
