namespace Twin.Engine;

/// <summary>What an embedded twin is made from, and the bounds of everything in it that could grow. Without a data folder it is ephemeral.</summary>
public sealed record EmbeddedOptions : TwinOptions
{
    /// <summary>Threads that step data centers.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Told, a sentence at a time, what a person should know: a damaged checkpoint, a long recovery.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>Least wall time and least number of ticks between two checkpoints: both must have passed.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(20);

    public int CheckpointTicks { get; init; } = 120;

    /// <summary>Reads that may wait for the end of a tick at once; a further one is refused.</summary>
    public int MostWaitingReads { get; init; } = 1024;

    /// <summary>Batches of history that may wait for the disk; beyond that ticks wait.</summary>
    public int MostWaitingBatches { get; init; } = 64;

    /// <summary>Data centers in good order whose thermal outlook is worked out anew with each frame, by turns.</summary>
    public int OutlooksPerFrame { get; init; } = 8;
}
