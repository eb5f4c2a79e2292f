using Twin.Model.Physics;

namespace Twin.Model.Jobs;

/// <summary>How a size or a length is spread among jobs: log-normal, cut at both ends.</summary>
/// <param name="Median">In the unit of what is spread.</param>
/// <param name="LogDeviation">Standard deviation of the natural logarithm.</param>
public sealed record Spread(double Median, double LogDeviation, double Least, double Most)
{
    // Points of the distribution that the mean is taken over: to a thousandth for deviations up to 1.5.
    private const int Points = 1024;

    /// <summary>The value of a job, from a uniform draw in (0, 1).</summary>
    /// <param name="limit">No value lies above it.</param>
    public double At(double uniform, double limit = double.PositiveInfinity) =>
        Math.Min(limit, Math.Clamp(Median * DMath.Exp(LogDeviation * DMath.NormalQuantile(uniform)), Least, Most));

    /// <summary>Mean over all jobs.</summary>
    public double Mean(double limit = double.PositiveInfinity)
    {
        double sum = 0;
        for (var i = 0; i < Points; i++)
        {
            sum += At((i + 0.5) / Points, limit);
        }

        return sum / Points;
    }
}

/// <summary>How the power of a synchronous job swings: all its accelerators compute, and then wait for each other (MODELS §10).</summary>
/// <param name="Share">Part of full power that an iteration's wait takes away, 0–1.</param>
/// <param name="IterationMs">Length of an iteration.</param>
/// <param name="WaitPart">Part of an iteration that is waiting, 0–1.</param>
/// <param name="CheckpointS">Length of a checkpoint, s.</param>
/// <param name="CheckpointShare">Power during a checkpoint over full power.</param>
public sealed record Swing(double Share, double IterationMs, double WaitPart, double CheckpointS, double CheckpointShare);

/// <summary>Work of one kind as jobs.</summary>
public sealed record JobClass
{
    /// <summary>Name of the workload class whose share of halls the jobs fill.</summary>
    public required string Name { get; init; }

    /// <summary>Design power of the racks that a job holds, kW; null where only recorded jobs come.</summary>
    public Spread? SizeKw { get; init; }

    /// <summary>Time that a job runs, h; null where only recorded jobs come.</summary>
    public Spread? Hours { get; init; }

    /// <summary>Deadline = arrival + (1 + this) × time that it runs + <see cref="SlackHours"/>.</summary>
    public double SlackShare { get; init; } = 0.5;

    /// <summary>Time that every job may wait beside that, h.</summary>
    public double SlackHours { get; init; }

    /// <summary>Data that go with a job to another hub, GB for each kWh of its racks' design power.</summary>
    public double DataGbPerKWh { get; init; }

    /// <summary>Rate at which one job's data go, Gbit/s.</summary>
    public double TransferGbps { get; init; } = 10;

    /// <summary>True where a job may run at another hub than the one it was given to.</summary>
    public bool Movable { get; init; }

    /// <summary>Work is saved so often, min; 0: a job that is stopped begins anew.</summary>
    public double CheckpointMinutes { get; init; }

    /// <summary>As <see cref="CheckpointMinutes"/>, ms.</summary>
    public long CheckpointMs => (long)(CheckpointMinutes * 60_000);

    /// <summary>Null where a job's racks do not work in step.</summary>
    public Swing? Swing { get; init; }

    /// <summary>The latest moment at which a job is done in time, Unix ms.</summary>
    public long Deadline(long arrivalMs, long runMs) => arrivalMs + (long)(runMs * (1 + SlackShare)) + (long)(SlackHours * 3_600_000);
}

/// <summary>What the scheduler counts, and how far it goes.</summary>
public sealed record SchedulerSpec
{
    /// <summary>False: jobs run where and when they come.</summary>
    public bool On { get; init; } = true;

    /// <summary>Weight of emissions, CNY/kg.</summary>
    public double CarbonCnyPerKg { get; init; }

    /// <summary>Price of moving data, CNY/GB.</summary>
    public double TransferCnyPerGb { get; init; }

    /// <summary>Energy of moving data, kWh/GB (MODELS §9).</summary>
    public double TransferKWhPerGb { get; init; }

    /// <summary>It moves or holds a job only where that saves so much of the job's cost.</summary>
    public double LeastSaving { get; init; } = 0.05;

    /// <summary>It fills no pool beyond this part of it by moving or holding.</summary>
    public double MostUse { get; init; } = 0.95;

    /// <summary>A hub with a warmer inlet takes no work from others, °C.</summary>
    public double WarmInletC { get; init; } = 32;
}

/// <summary>Jobs and their scheduler.</summary>
public sealed record JobsSpec
{
    /// <summary>Classes that a world may have.</summary>
    public const int MostClasses = 16;

    public required JobClass[] Classes { get; init; }

    /// <summary>Recorded jobs; at most one record for a hub and class.</summary>
    public JobTrace[] Traces { get; init; } = [];

    public SchedulerSpec Scheduler { get; init; } = new();

    /// <summary>Jobs from this size on are told of one by one, kW: steps of tens of MW are felt on the grid (MODELS §10).</summary>
    public double LargeKw { get; init; } = 10_000;

    /// <summary>Jobs of so many days before the start fill queues and racks, so that the first tick is an ordinary one.</summary>
    public int WarmUpDays { get; init; } = 5;

    /// <summary>From then on no job arrives, h after the start; null: they always do. For runs that must end with all work done.</summary>
    public double? ArrivalsEndHours { get; init; }
}
