namespace Twin.Model.Jobs;

/// <summary>What became of jobs since the start, by hub and class; a job counts at the hub that it was given to, unless a name says otherwise.</summary>
public sealed class JobLedger(int hubs, int classes)
{
    private double _movedGb;

    public int Classes { get; } = classes;

    public long[] Arrived { get; } = new long[hubs * classes];

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

        foreach (var sums in (double[][])[RunKWh, LostKWh, DoneKWh])
        {
            v.Column(sums);
        }

        v.Field(ref _movedGb);
    }

    /// <summary>As at the start.</summary>
    public void Clear()
    {
        foreach (var counts in (long[][])[Arrived, Completed, Late, MovedOut, MovedIn, Stopped])
        {
            Array.Clear(counts);
        }

        foreach (var sums in (double[][])[RunKWh, LostKWh, DoneKWh])
        {
            Array.Clear(sums);
        }

        _movedGb = 0;
    }
}
