namespace Twin.Model.Jobs;

/// <summary>Jobs as they were recorded: they take the place of those that come by chance to one hub in one class.</summary>
public sealed record JobTrace
{
    public required string Name { get; init; }

    /// <summary>Number of the hub that they are given to.</summary>
    public required int Hub { get; init; }

    /// <summary>Number of their class.</summary>
    public required int Class { get; init; }

    /// <summary>In the order of arrival.</summary>
    public required RecordedJob[] Jobs { get; init; }

    /// <summary>Names of what is counted of each job, such as the tokens of a request.</summary>
    public string[] Counted { get; init; } = [];

    /// <summary>[job × counted + i]: how many of it a job has.</summary>
    public long[] Counts { get; init; } = [];
}

/// <summary>One row of a record.</summary>
/// <param name="ArrivalMs">Simulated moment, Unix ms.</param>
/// <param name="RunMs">Time that it runs if nothing stops it, ms; 1 or more.</param>
/// <param name="SizeKw">Design power of the racks that it holds, kW.</param>
public readonly record struct RecordedJob(long ArrivalMs, long RunMs, double SizeKw);

/// <summary>What became of the jobs of a record since the start: its totals, to be held against the file's.</summary>
public sealed class TraceTally(JobTrace trace)
{
    private long _arrived;
    private long _completed;

    public JobTrace Trace => trace;

    public long Arrived => _arrived;

    public long Completed => _completed;

    /// <summary>By what is counted: of the jobs that arrived.</summary>
    public long[] CountsArrived { get; } = new long[trace.Counted.Length];

    /// <summary>By what is counted: of the jobs that are done.</summary>
    public long[] CountsDone { get; } = new long[trace.Counted.Length];

    /// <param name="row">Of the record, from 0.</param>
    public void Arrive(int row)
    {
        _arrived++;
        Count(row, CountsArrived);
    }

    /// <param name="row">Of the record, from 0.</param>
    public void Complete(int row)
    {
        _completed++;
        Count(row, CountsDone);
    }

    public void Visit(StateVisitor v)
    {
        v.Field(ref _arrived);
        v.Field(ref _completed);
        v.Column(CountsArrived);
        v.Column(CountsDone);
    }

    /// <summary>As at the start.</summary>
    public void Clear()
    {
        (_arrived, _completed) = (0, 0);
        Array.Clear(CountsArrived);
        Array.Clear(CountsDone);
    }

    private void Count(int row, long[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += trace.Counts[(row * sums.Length) + i];
        }
    }
}
