using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>How long history is kept at one resolution.</summary>
/// <param name="ResolutionMs">Length of an interval, simulated ms; each of a list divides the next.</param>
/// <param name="KeptMs">Simulated ms.</param>
public sealed record HistoryKeep(long ResolutionMs, long KeptMs);

/// <summary>What an embedded twin is made from, and the bounds of everything in it that could grow.</summary>
public sealed record EmbeddedOptions
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    public required WorldSpec World { get; init; }

    /// <summary>Hash of everything the world was made from.</summary>
    public required string WorldDigest { get; init; }

    /// <summary>Of all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated length of a tick, ms; divides 15 min.</summary>
    public int StepMs { get; init; } = 10_000;

    /// <summary>Simulated seconds per second at the start.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>True: the clock stands still until it is told to go.</summary>
    public bool Paused { get; init; }

    /// <summary>Threads that step data centers.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Where journal, checkpoints and history are kept; null: nowhere, the twin is ephemeral.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The only source of wall time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told, a sentence at a time, what a person should know: a damaged checkpoint, a long recovery.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>Version of the program; a data folder of another version is refused.</summary>
    public string Version { get; init; } = ProgramVersion.Text;

    /// <summary>Least wall time between two published frames.</summary>
    public TimeSpan FrameEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Least wall time and least number of ticks between two checkpoints: both must have passed.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(20);

    public int CheckpointTicks { get; init; } = 120;

    /// <summary>Resolutions of history, the finest first, and how long each is kept.</summary>
    public IReadOnlyList<HistoryKeep> History { get; init; } =
        [new(MinuteMs, DayMs), new(15 * MinuteMs, 7 * DayMs), new(HourMs, 30 * DayMs)];

    /// <summary>Commands that may wait for their tick at once; a further one is refused.</summary>
    public int MostWaitingCommands { get; init; } = 256;

    /// <summary>Reads that may wait for the end of a tick at once; a further one is refused.</summary>
    public int MostWaitingReads { get; init; } = 1024;

    /// <summary>Questions over racks of many data centers that may wait at once; one is answered between two ticks, a further one is refused.</summary>
    public int MostWaitingTallies { get; init; } = 16;

    /// <summary>Subscribers at once; a further one is refused.</summary>
    public int MostWatchers { get; init; } = 4096;

    /// <summary>Racks in one page.</summary>
    public int MostRacksInPage { get; init; } = 20_000;

    /// <summary>Occurrences that are remembered.</summary>
    public int MostOccurrences { get; init; } = 10_000;

    /// <summary>Newest occurrences that a frame carries; more are read with <see cref="ITwin.Occurrences"/>.</summary>
    public int MostOccurrencesInFrame { get; init; } = 1_000;

    /// <summary>Batches of history that may wait for the disk; beyond that ticks wait.</summary>
    public int MostWaitingBatches { get; init; } = 64;

    /// <summary>Data centers in good order whose thermal outlook is worked out anew with each frame, by turns.</summary>
    public int OutlooksPerFrame { get; init; } = 8;
}
