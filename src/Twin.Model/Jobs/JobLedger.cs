namespace Twin.Model.Jobs;

/// <summary>What became of jobs since the start, by hub and class; a job counts at the hub that it was given to, unless a name says otherwise.</summary>
public sealed class JobLedger(int hubs, int classes, JobTrace[] traces)
{
    private double _movedGb;

    public int Classes { get; } = classes;

    public long[] Arrived { get; } = new long[hubs * classes];

    /// <summary>Time × design power that jobs asked for when they came, kWh.</summary>
    public double[] ArrivedKWh { get; } = new double[hubs * classes];

    /// <summary>Done, in time or late.</summary>
    public long[] Completed { get; } = new long[hubs * classes];

    /// <summary>Done after their deadline.</summary>
    public long[] Late { get; } = new long[hubs * classes];

    /// <summary>Went to another hub.</summary>
    public long[] MovedOut { get; } = new long[hubs * classes];

    /// <summary>Came from another hub, counted here.</summary>
    public long[] MovedIn { get; } = new long[hubs * classes];

    /// <summary>Stopped before they were done, counted where they ran.</summary>
    public long[] Stopped { get; } = new long[hubs * classes];

    /// <summary>Time × design power of racks that jobs held here, kWh.</summary>
    public double[] RunKWh { get; } = new double[hubs * classes];

    /// <summary>Part of it that was done again because a job was stopped, kWh.</summary>
    public double[] LostKWh { get; } = new double[hubs * classes];

    /// <summary>Time × design power that completed jobs asked for, kWh: the work done.</summary>
    public double[] DoneKWh { get; } = new double[hubs * classes];

    /// <summary>Of each record.</summary>
    public TraceTally[] Traces { get; } = [.. traces.Select(t => new TraceTally(t))];

    /// <summary>Data that went with jobs, GB.</summary>
    public double MovedGb
    {
        get => _movedGb;
        set => _movedGb = value;
    }

    public void Visit(StateVisitor v)
    {
        foreach (var counts in (long[][])[Arrived, Completed, Late, MovedOut, MovedIn, Stopped])
        {
            v.Column(counts);
        }

        foreach (var sums in (double[][])[ArrivedKWh, RunKWh, LostKWh, DoneKWh])
        {
            v.Column(sums);
        }

        foreach (var tally in Traces)
        {
            tally.Visit(v);
        }

        v.Field(ref _movedGb);
    }

    /// <summary>Counts a job that came; one of a record there too.</summary>
    public void Arrive(in Job job)
    {
        var at = (job.Origin * Classes) + job.Class;
        Arrived[at]++;
        ArrivedKWh[at] += WorkKWh(job);
        if (job.Record > 0)
        {
            var (tally, row) = Recorded(job.Record);
            tally.Arrive(row);
        }
    }

    /// <summary>Counts a job that is done; one of a record there too.</summary>
    public void Complete(in Job job)
    {
        var at = (job.Origin * Classes) + job.Class;
        Completed[at]++;
        Late[at] += job.EndMs > job.DeadlineMs ? 1 : 0;
        DoneKWh[at] += WorkKWh(job);
        if (job.Record > 0)
        {
            var (tally, row) = Recorded(job.Record);
            tally.Complete(row);
        }
    }

    /// <summary>As at the start.</summary>
    public void Clear()
    {
        foreach (var counts in (long[][])[Arrived, Completed, Late, MovedOut, MovedIn, Stopped])
        {
            Array.Clear(counts);
        }

        foreach (var sums in (double[][])[ArrivedKWh, RunKWh, LostKWh, DoneKWh])
        {
            Array.Clear(sums);
        }

        foreach (var tally in Traces)
        {
            tally.Clear();
        }

        _movedGb = 0;
    }

    private static double WorkKWh(in Job job) => job.SizeKw * (job.RunMs / 3_600_000.0);

    private (TraceTally Tally, int Row) Recorded(int record)
    {
        var row = record - 1;
        var t = 0;
        while (row >= Traces[t].Trace.Jobs.Length)
        {
            row -= Traces[t++].Trace.Jobs.Length;
        }

        return (Traces[t], row);
    }
}
