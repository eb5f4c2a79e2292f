using Twin.Model.Physics;

namespace Twin.Model.Jobs;

/// <summary>
/// The jobs that come, by chance alone: so many in a quarter of an hour at a hub that they fill on average what the usual
/// day of their class fills. Where jobs were recorded, these come and no others. The same jobs at every step length and on
/// every machine.
/// </summary>
public sealed class JobArrivals
{
    /// <summary>Chance is drawn for so long at once, ms.</summary>
    public const long CellMs = 900_000;

    // Beyond it a normal distribution takes the place of the Poisson's, whose tail it then meets to a tenth of a percent.
    private const double MostExact = 400;

    // No job holds more of a pool, so that a small hub is not one job's.
    private const double MostOfPool = 0.5;

    private const uint CountStream = 21;
    private const uint JobStream = 22;
    private const int DrawsPerJob = 4;

    private readonly JobsSpec _spec;
    private readonly JobPools _pools;
    private readonly WorkloadClass[] _work;
    private readonly double[] _utcOffsetH;
    private readonly ulong[] _counts;
    private readonly ulong[] _jobs;
    private readonly double[] _kWhPerJob;
    private readonly long _endMs;
    private readonly List<Job> _cell = [];
    private long _cellIndex = long.MinValue;

    public JobArrivals(WorldSpec world, JobsSpec spec, JobPools pools, ulong seed)
    {
        (_spec, _pools) = (spec, pools);
        HubSpec[] hubs = [.. world.Hubs];
        _utcOffsetH = [.. hubs.Select(h => h.UtcOffsetH)];
        _work = [.. spec.Classes.Select((_, i) => world.DataCenters.SelectMany(d => d.Halls).SelectMany(h => h.Work).FirstOrDefault(w => w.Class.Job == i).Class)];
        _counts = new ulong[pools.Hubs * pools.Classes];
        _jobs = new ulong[_counts.Length];
        _kWhPerJob = new double[_counts.Length];
        _endMs = spec.ArrivalsEndHours is { } h ? world.StartMs + (long)(h * 3_600_000) : long.MaxValue;
        for (var hub = 0; hub < pools.Hubs; hub++)
        {
            for (var kind = 0; kind < pools.Classes; kind++)
            {
                if (!ByChance(hub, kind))
                {
                    continue;
                }

                var (at, node) = ((hub * pools.Classes) + kind, StableHash.Of($"{hubs[hub].Path}#{spec.Classes[kind].Name}"));
                _counts[at] = Chance.Key(seed, node, CountStream);
                _jobs[at] = Chance.Key(seed, node, JobStream);
                _kWhPerJob[at] = spec.Classes[kind].SizeKw!.Mean(MostOfPool * pools.Kw(hub, kind)) * spec.Classes[kind].Hours!.Mean();
            }
        }
    }

    /// <summary>Adds those that arrive from one moment to before another, in the order of arrival.</summary>
    public void Between(long fromMs, long toMs, List<Job> into)
    {
        for (var cell = Math.DivRem(fromMs, CellMs).Quotient; cell * CellMs < toMs; cell++)
        {
            foreach (ref readonly var job in Cell(cell))
            {
                if (job.ArrivalMs >= fromMs && job.ArrivalMs < toMs && job.ArrivalMs < _endMs)
                {
                    into.Add(job);
                }
            }
        }
    }

    /// <summary>Jobs a day on average, of those that come by chance.</summary>
    public double PerDay()
    {
        double jobs = 0;
        for (var hub = 0; hub < _pools.Hubs; hub++)
        {
            for (var kind = 0; kind < _pools.Classes; kind++)
            {
                for (var hour = 0; hour < 24 && ByChance(hub, kind); hour++)
                {
                    jobs += _pools.Kw(hub, kind) * _work[kind].HourlyLoad[hour] / _kWhPerJob[(hub * _pools.Classes) + kind];
                }
            }
        }

        return jobs;
    }

    // The cell that was asked for last is kept: short steps ask for it again and again.
    private ReadOnlySpan<Job> Cell(long cell)
    {
        if (cell != _cellIndex)
        {
            _cell.Clear();
            for (var hub = 0; hub < _pools.Hubs; hub++)
            {
                for (var kind = 0; kind < _pools.Classes; kind++)
                {
                    Draw(cell, hub, kind);
                }
            }

            Recorded(cell);

            // Hub and class settle what arrives in the same millisecond; two of one hub and class in it keep their order by size.
            _cell.Sort(static (a, b) =>
            {
                var order = a.ArrivalMs.CompareTo(b.ArrivalMs);
                order = order != 0 ? order : a.Origin.CompareTo(b.Origin);
                order = order != 0 ? order : a.Class.CompareTo(b.Class);
                order = order != 0 ? order : a.SizeKw.CompareTo(b.SizeKw);
                order = order != 0 ? order : a.LeftMs.CompareTo(b.LeftMs);
                return order != 0 ? order : a.Record.CompareTo(b.Record);
            });
            _cellIndex = cell;
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_cell);
    }

    private void Draw(long cell, int hub, int kind)
    {
        if (!ByChance(hub, kind))
        {
            return;
        }

        var poolKw = _pools.Kw(hub, kind);
        var at = (hub * _pools.Classes) + kind;
        var load = _work[kind].LoadAt((cell * CellMs) + (CellMs / 2), _utcOffsetH[hub]);
        var count = Count(poolKw * load * (CellMs / 3_600_000.0) / _kWhPerJob[at], Chance.Uniform(_counts[at], cell));
        var key = Chance.Mix(_jobs[at] ^ Chance.Mix((ulong)cell));
        var spec = _spec.Classes[kind];
        for (var i = 0; i < count; i++)
        {
            var draw = (long)i * DrawsPerJob;
            var arrival = (cell * CellMs) + (long)(Chance.Uniform(key, draw) * CellMs);
            var sizeKw = spec.SizeKw!.At(Open(key, draw + 1), MostOfPool * poolKw);
            var runMs = (long)(spec.Hours!.At(Open(key, draw + 2)) * 3_600_000);
            Add(new RecordedJob(arrival, runMs, sizeKw), hub, kind, 0);
        }
    }

    /// <summary>Adds the rows of records that fall into a cell.</summary>
    private void Recorded(long cell)
    {
        var before = 1;
        foreach (var trace in _spec.Traces)
        {
            for (var row = FirstRow(trace.Jobs, cell * CellMs); row < trace.Jobs.Length && trace.Jobs[row].ArrivalMs < (cell + 1) * CellMs; row++)
            {
                Add(trace.Jobs[row], trace.Hub, trace.Class, before + row);
            }

            before += trace.Jobs.Length;
        }
    }

    private static int FirstRow(RecordedJob[] jobs, long fromMs)
    {
        var (low, high) = (0, jobs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = jobs[middle].ArrivalMs < fromMs ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Add(in RecordedJob job, int hub, int kind, int record)
    {
        var spec = _spec.Classes[kind];
        _cell.Add(new Job
        {
            ArrivalMs = job.ArrivalMs,
            DeadlineMs = spec.Deadline(job.ArrivalMs, job.RunMs),
            FromMs = job.ArrivalMs,
            LeftMs = job.RunMs,
            RunMs = job.RunMs,
            SizeKw = job.SizeKw,
            DataGb = (float)(job.SizeKw * (job.RunMs / 3_600_000.0) * spec.DataGbPerKWh),
            Speed = 1,
            Class = (byte)kind,
            Origin = (byte)hub,
            Hub = (byte)hub,
            Record = record,
        });
    }

    /// <summary>True where jobs of a class come to a hub by chance: there is room for them, and none were recorded.</summary>
    private bool ByChance(int hub, int kind) =>
        _pools.Kw(hub, kind) > 0 && _spec.Classes[kind].SizeKw is not null && !Array.Exists(_spec.Traces, t => t.Hub == hub && t.Class == kind);

    // A quantile wants neither 0 nor 1.
    private static double Open(ulong key, long draw) => Math.Max(Chance.Uniform(key, draw), 1e-12);

    /// <summary>How many come where so many do on average: the Poisson distribution's quantile.</summary>
    private static int Count(double mean, double uniform)
    {
        if (mean > MostExact)
        {
            return (int)Math.Max(0, Math.Floor(mean + (Math.Sqrt(mean) * DMath.NormalQuantile(Math.Max(uniform, 1e-12))) + 0.5));
        }

        var p = DMath.Exp(-mean);
        var sum = p;
        var k = 0;
        while (uniform > sum && k < 10 * MostExact)
        {
            k++;
            p *= mean / k;
            sum += p;
        }

        return k;
    }
}
