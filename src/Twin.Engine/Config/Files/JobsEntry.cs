using System.Text.Json.Serialization;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine.Config;

/// <summary>A file of job classes and of what their scheduler counts.</summary>
internal sealed record JobsEntry
{
    [Items(1, JobsSpec.MostClasses)]
    public required JobClassEntry[] Classes { get; init; }

    public required SchedulerEntry Scheduler { get; init; }

    [Meaning("Recorded jobs: they take the place of those that come by chance to one hub in one class.")]
    [Items(0, 100)]
    public JobTraceEntry[] Traces { get; init; } = [];

    [Between(0, 1_000_000)]
    [Meaning("Jobs from this size on are told of one by one, kW.")]
    public double LargeKw { get; init; } = 10_000;

    [Between(1, 60)]
    [Meaning("Jobs of so many days before the start fill queues and racks.")]
    public int WarmUpDays { get; init; } = 5;
}

/// <summary>Work of one kind as jobs: they come so often that they fill what the day of their workload class fills.</summary>
internal sealed record JobClassEntry
{
    [Meaning("Name of a workload class: its jobs fill its share of halls.")]
    public required string Name { get; init; }

    [Meaning("Design power of the racks that a job holds, kW; left out, with hours, where only recorded jobs come: elsewhere the class then follows its usual day.")]
    public SpreadEntry? SizeKw { get; init; }

    [Meaning("Time that a job runs, h.")]
    public SpreadEntry? Hours { get; init; }

    [Between(0, 100)]
    [Meaning("A job is due after (1 + this) times the time that it runs, and slackHours.")]
    public required double SlackShare { get; init; }

    [Between(0, 1000)]
    public required double SlackHours { get; init; }

    [Between(0, 100_000)]
    [Meaning("Data that go with a job to another hub, GB for each kWh of its racks' design power.")]
    public double DataGbPerKWh { get; init; }

    [Between(0.1, 10_000)]
    [Meaning("Rate at which one job's data go, Gbit/s.")]
    public double TransferGbps { get; init; } = 10;

    [Meaning("True where a job may run at another hub than the one it was given to.")]
    public required bool Movable { get; init; }

    [Between(0, 10_000)]
    [Meaning("Work is saved so often, min; 0: a job that is stopped begins anew.")]
    public double CheckpointMinutes { get; init; }

    [Meaning("Left out where a job's racks do not work in step.")]
    public SwingEntry? Swing { get; init; }

    public required CapacityStatus Status { get; init; }

    [Meaning("Where the figures are from, or the reasoning of an assumption.")]
    public required string Source { get; init; }
}

/// <summary>Jobs as they were recorded: a table with a row for each, and what its columns mean.</summary>
internal sealed record JobTraceEntry
{
    public required string Name { get; init; }

    [Meaning("CSV with a header line, gzip too, relative to this file; rows in the order of arrival.")]
    public required string File { get; init; }

    [Meaning("Path of the hub that the jobs are given to.")]
    public required string Hub { get; init; }

    [Meaning("Name of a class of this file.")]
    public required string Class { get; init; }

    [Meaning("Column of the moment at which a job comes.")]
    public required string Arrival { get; init; }

    [Meaning("How columns tell moments.")]
    public TraceTime TimeIn { get; init; } = TraceTime.Instant;

    [Meaning("Simulated moment of the first row, such as 2026-07-14T00:00:00Z; left out where rows stand at their own moments.")]
    public string? Begins { get; init; }

    [Meaning("Column of the moment at which a job ended; left out where runs tells how long it runs.")]
    public string? End { get; init; }

    [JsonPropertyName("runs"), Quantity(Dimension.Duration, 0, 31_622_400)]
    [Meaning("Time that every job runs.")]
    public double? RunsS { get; init; }

    [Between(0, 1_000_000)]
    [Meaning("Columns, and the seconds that a job runs longer for each unit in them.")]
    public Dictionary<string, double>? RunsPer { get; init; }

    [Between(0, 1_000_000)]
    [Meaning("Design power of the racks that every job holds, kW.")]
    public double SizeKw { get; init; }

    [Between(0, 1_000_000)]
    [Meaning("Columns, and the kW that a job holds more for each unit in them.")]
    public Dictionary<string, double>? SizeKwPer { get; init; }

    [Meaning("Columns whose sums are kept: of the jobs that came, and of those that are done.")]
    [Items(0, 16)]
    public string[] Counts { get; init; } = [];

    public required CapacityStatus Status { get; init; }

    [Meaning("Where the record is from, and why a job takes so much power and time.")]
    public required string Source { get; init; }
}

/// <summary>A log-normal spread, cut at both ends.</summary>
internal sealed record SpreadEntry
{
    [Between(0.0001, 1_000_000)]
    public required double Median { get; init; }

    [Between(0, 3)]
    [Meaning("Standard deviation of the natural logarithm.")]
    public required double LogDeviation { get; init; }

    [Between(0.0001, 1_000_000)]
    public required double Least { get; init; }

    [Between(0.0001, 1_000_000)]
    public required double Most { get; init; }
}

/// <summary>How the power of racks that work in step swings.</summary>
internal sealed record SwingEntry
{
    [Between(0, 1)]
    [Meaning("Part of full power that waiting for each other takes away.")]
    public required double Share { get; init; }

    [JsonPropertyName("iteration"), Quantity(Dimension.Duration, 0.01, 600)]
    public required double IterationS { get; init; }

    [Between(0, 1)]
    [Meaning("Part of an iteration that is waiting.")]
    public required double WaitPart { get; init; }

    [JsonPropertyName("checkpoint"), Quantity(Dimension.Duration, 0, 3600)]
    [Meaning("Length of a checkpoint.")]
    public required double CheckpointS { get; init; }

    [Between(0, 1)]
    [Meaning("Power during a checkpoint over full power.")]
    public required double CheckpointShare { get; init; }
}

/// <summary>What the scheduler counts, and how far it goes.</summary>
internal sealed record SchedulerEntry
{
    [Meaning("False: jobs run where and when they come.")]
    public required bool On { get; init; }

    [Between(0, 10)]
    [Meaning("Weight of emissions, CNY/kg.")]
    public required double CarbonCnyPerKg { get; init; }

    [Between(0, 100)]
    [Meaning("Price of moving data, CNY/GB.")]
    public required double TransferCnyPerGb { get; init; }

    [Between(0, 1)]
    [Meaning("Energy of moving data, kWh/GB.")]
    public required double TransferKWhPerGb { get; init; }

    [Between(0, 1)]
    [Meaning("It moves or holds a job only where that saves so much of the job's cost.")]
    public required double LeastSaving { get; init; }

    [Between(0, 1)]
    [Meaning("It fills no pool beyond this part of it by moving or holding.")]
    public required double MostUse { get; init; }

    [JsonPropertyName("warmInlet"), Quantity(Dimension.Temperature, 15, 60)]
    [Meaning("A hub with a warmer inlet takes no work from others.")]
    public required double WarmInletC { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }
}
