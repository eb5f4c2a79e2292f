using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>How long history is kept at one resolution.</summary>
/// <param name="ResolutionMs">Length of an interval, simulated ms; each of a list divides the next.</param>
/// <param name="KeptMs">Simulated ms.</param>
public sealed record HistoryKeep(long ResolutionMs, long KeptMs);

/// <summary>What every live twin is made from, wherever it runs, and the bounds of what could grow in it.</summary>
public abstract record TwinOptions
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    public required WorldSpec World { get; init; }

    /// <summary>Hash of everything the world was made from; data of another world are refused.</summary>
    public required string WorldDigest { get; init; }

    /// <summary>Of all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated length of a tick, ms; divides 15 min.</summary>
    public int StepMs { get; init; } = 10_000;

    /// <summary>Simulated seconds per second at the very start; later what was set last.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>True: the clock stands still at the very start, until it is told to go.</summary>
    public bool Paused { get; init; }

    /// <summary>Where journal, checkpoints and history are kept; null: not in a folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The only source of wall time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Version of the program; data of another version are refused.</summary>
    public string Version { get; init; } = ProgramVersion.Text;

    /// <summary>Least wall time between two published frames.</summary>
    public TimeSpan FrameEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Resolutions of history, the finest first, and how long each is kept.</summary>
    public IReadOnlyList<HistoryKeep> History { get; init; } =
        [new(MinuteMs, DayMs), new(15 * MinuteMs, 7 * DayMs), new(HourMs, 30 * DayMs)];

    /// <summary>Commands that may wait for their tick at once; a further one is refused.</summary>
    public int MostWaitingCommands { get; init; } = 256;

    /// <summary>Questions over racks of many data centers that may wait at once; one is answered between two ticks, a further one is refused.</summary>
    public int MostWaitingTallies { get; init; } = 16;

    /// <summary>Subscribers of one <see cref="ITwin"/> at once; a further one is refused.</summary>
    public int MostWatchers { get; init; } = 4096;

    /// <summary>Racks in one page.</summary>
    public int MostRacksInPage { get; init; } = 20_000;

    /// <summary>Occurrences that are remembered.</summary>
    public int MostOccurrences { get; init; } = 10_000;

    /// <summary>Newest occurrences that a frame carries; more are read with <see cref="ITwin.Occurrences"/>.</summary>
    public int MostOccurrencesInFrame { get; init; } = 1_000;
}
