namespace Twin.Model;

/// <summary>What work the halls of a data center have at a moment.</summary>
internal static class DataCenterLoad
{
    private const uint LoadStream = 1;

    /// <summary>A rack's own noise around its hall's load, half-width, absolute (assumption).</summary>
    public const float RackNoise = 0.08f;

    /// <summary>Fills the utilisation of each hall at a moment, 0–1, and the part of it that the data center itself can let wait.</summary>
    /// <param name="jobLoads">Of each job class's share of racks, by its number; negative, or empty for all, where work follows its usual day.</param>
    public static void At(
        DataCenterSpec spec, double utcOffsetH, ulong noiseKey, TwinEvent[] events, double[] jobLoads, PowerState power, long ms,
        Span<float> loads, Span<float> canWait)
    {
        var restart = Math.Clamp((ms - power.PoweredSinceMs) / (spec.Power.RestartS * 1000), 0, 1);
        for (var h = 0; h < loads.Length; h++)
        {
            var hall = spec.Halls[h];
            double waits = 0;
            var load = spec.Trace is { } trace ? OfTrace(trace, ms) : OfWork(hall.Work, utcOffsetH, noiseKey, h, jobLoads, ms, out waits);
            load = Math.Clamp(load + OfEvents(spec, hall, events, load, ms), 0, 1);
            loads[h] = (float)(load * restart);
            canWait[h] = (float)(Math.Min(waits, load) * restart);
        }
    }

    private static double OfWork(WorkloadShare[] work, double utcOffsetH, ulong noiseKey, int hall, double[] jobLoads, long ms, out double waits)
    {
        // Chance holds for a quarter of an hour and is the same for every step length.
        var chance = (2 * Chance.Uniform(noiseKey + (ulong)hall, ms / Twin.Model.RackNoise.CellMs)) - 1;
        double load = 0;
        waits = 0;
        foreach (var (kind, share) in work)
        {
            // What comes as jobs waits as jobs, and is counted there.
            var isJobs = kind.Job >= 0 && kind.Job < jobLoads.Length && jobLoads[kind.Job] >= 0;
            var ofClass = share * (isJobs ? jobLoads[kind.Job] : kind.LoadAt(ms, utcOffsetH) * (1 + (kind.NoiseShare * chance)));
            load += ofClass;
            waits += kind.Deferrable && !isJobs ? ofClass : 0;
        }

        return load;
    }

    private static double OfTrace(LoadTrace trace, long ms)
    {
        var span = trace.IntervalMs * trace.Loads.Length;
        var at = (ms - trace.StartMs) % span;
        return trace.Loads[(at < 0 ? at + span : at) / trace.IntervalMs];
    }

    /// <summary>What surges and jobs add to a hall's utilisation.</summary>
    private static double OfEvents(DataCenterSpec spec, HallSpec hall, TwinEvent[] events, double load, long ms)
    {
        double extra = 0;
        foreach (var e in events)
        {
            if (e.Kind == EventKind.LoadSurge && (e.Selection.Length == 0 || e.Selection == hall.Name))
            {
                extra += load * e.StrengthAt(ms);
            }
            else if (e.Kind is EventKind.JobStart or EventKind.JobStop && TakesJob(spec, hall, e.Selection, out var hallsKw))
            {
                var share = e.StrengthAt(ms) * 1000 / (hallsKw * (1 - hall.Class.IdleShare));
                extra += e.Kind == EventKind.JobStart ? share : -share;
            }
        }

        return extra;
    }

    /// <summary>A job runs in the hall it names, else in the halls with the densest racks.</summary>
    private static bool TakesJob(DataCenterSpec spec, HallSpec hall, string selection, out double hallsKw)
    {
        double densest = 0;
        foreach (var h in spec.Halls)
        {
            densest = Math.Max(densest, h.Class.DesignKw);
        }

        hallsKw = 0;
        foreach (var h in spec.Halls)
        {
            if (selection.Length == 0 ? h.Class.DesignKw == densest : h.Name == selection)
            {
                hallsKw += h.Racks * h.Class.DesignKw;
            }
        }

        return selection.Length == 0 ? hall.Class.DesignKw == densest : hall.Name == selection;
    }

    public static ulong NoiseKey(ulong seed, NodePath path) => Chance.Key(seed, StableHash.Of(path.Value), LoadStream);
}
