using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>What a cluster is made from, the same on every silo, and the bounds of everything in it that could grow.</summary>
public sealed record TwinClusterOptions
{
    public required WorldSpec World { get; init; }

    /// <summary>Hash of everything the world was made from; silos with another refuse to step.</summary>
    public required string WorldDigest { get; init; }

    /// <summary>Of all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated length of a tick, ms; divides 15 min.</summary>
    public int StepMs { get; init; } = 10_000;

    /// <summary>Simulated seconds per second at the very start; later the record of the root says.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>True: the clock stands still at the very start.</summary>
    public bool Paused { get; init; }

    /// <summary>Where journal, checkpoints and history of the silos of one process are kept; null: in <see cref="Postgres"/>, or nowhere.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Connection to the PostgreSQL database that holds membership, reminders, journal, checkpoints and history of silos of many
    /// processes; null: <see cref="DataFolder"/> holds the latter, and the host says how silos find each other.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>True where nothing outlives the cluster.</summary>
    public bool Ephemeral => DataFolder is null && Postgres is null;

    /// <summary>The only source of wall time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string Version { get; init; } = ProgramVersion.Text;

    /// <summary>All nodes write their state every so many ticks (K); ticks run no further than twice that beyond the last named one.</summary>
    public int CheckpointTicks { get; init; } = 60;

    /// <summary>Ticks that may begin are noted durably so many at a time.</summary>
    public int ReservedTicks { get; init; } = 20;

    /// <summary>The state is hashed every so many ticks; 0: only when it is asked for.</summary>
    public int HashEvery { get; init; } = 100;

    /// <summary>Least wall time between two published frames.</summary>
    public TimeSpan FrameEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Worlds of up to so many racks lend every rack to its grain at the start.</summary>
    public int LendAllUpTo { get; init; } = 10_000;

    /// <summary>A lent rack that has not answered by then is stepped by its data center.</summary>
    public TimeSpan RackDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A lent rack that nobody has asked for so long hands its row back, unless all racks are lent.</summary>
    public TimeSpan RackIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls to racks that are under way at once, per data center.</summary>
    public int RackChunk { get; init; } = 1_000;

    /// <summary>Calls to nodes that are under way at once, per parent.</summary>
    public int NodeChunk { get; init; } = 64;

    /// <summary>How often a step is asked for again before all return to the checkpoint.</summary>
    public int StepTries { get; init; } = 2;

    /// <summary>Wait after a failed recovery.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time begins only when so many silos are up, so that each gets its share of the nodes; or after two minutes without them.</summary>
    public int BeginWithSilos { get; init; } = 1;

    /// <summary>Resolutions of history, the finest first, and how long each is kept.</summary>
    public IReadOnlyList<HistoryKeep> History { get; init; } =
        [new(60_000, 86_400_000), new(900_000, 7 * 86_400_000L), new(3_600_000, 30 * 86_400_000L)];

    /// <summary>Commands that may wait for their tick at once; a further one is refused.</summary>
    public int MostWaitingCommands { get; init; } = 256;

    /// <summary>Subscribers of one silo's twin at once; a further one is refused.</summary>
    public int MostWatchers { get; init; } = 4096;

    /// <summary>Questions over racks of many data centers that may wait at once; one is answered between two ticks, a further one is refused.</summary>
    public int MostWaitingTallies { get; init; } = 16;

    /// <summary>Racks in one page.</summary>
    public int MostRacksInPage { get; init; } = 20_000;

    /// <summary>Occurrences that are remembered.</summary>
    public int MostOccurrences { get; init; } = 10_000;

    /// <summary>Newest occurrences that a frame carries.</summary>
    public int MostOccurrencesInFrame { get; init; } = 1_000;

    /// <summary>Roles of callers from outside, by key; a caller without one is refused.</summary>
    public IReadOnlyDictionary<string, TwinRole> Keys { get; init; } = new Dictionary<string, TwinRole>();

    /// <summary>True where every rack is lent from the start.</summary>
    public bool LendsAll => World.RackCount <= LendAllUpTo;
}
