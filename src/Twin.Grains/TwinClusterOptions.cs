using Twin.Engine;

namespace Twin.Grains;

/// <summary>
/// What a cluster is made from, the same on every silo, and the bounds of everything in it that could grow. Its data folder
/// serves the silos of one process.
/// </summary>
public sealed record TwinClusterOptions : TwinOptions
{
    /// <summary>
    /// Connection to the PostgreSQL database that holds membership, reminders, journal, checkpoints and history of silos of many
    /// processes; null: the data folder holds the latter, or nothing does, and the host says how silos find each other.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>True where nothing outlives the cluster.</summary>
    public bool Ephemeral => DataFolder is null && Postgres is null;

    /// <summary>All nodes write their state every so many ticks (K); ticks run no further than twice that beyond the last named one.</summary>
    public int CheckpointTicks { get; init; } = 60;

    /// <summary>Ticks that may begin are noted durably so many at a time.</summary>
    public int ReservedTicks { get; init; } = 20;

    /// <summary>The state is hashed every so many ticks; 0: only when it is asked for.</summary>
    public int HashEvery { get; init; } = 100;

    /// <summary>Worlds of up to so many racks lend every rack to its grain at the start.</summary>
    public int LendAllUpTo { get; init; } = 10_000;

    /// <summary>A lent rack that has not answered by then is stepped by its data center.</summary>
    public TimeSpan RackDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A lent rack that nobody has asked for so long hands its row back, unless all racks are lent.</summary>
    public TimeSpan RackIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls to racks that are under way at once, per data center; may be changed while time runs.</summary>
    public int RackChunk { get; set; } = 1_000;

    /// <summary>Calls to nodes that are under way at once, per parent.</summary>
    public int NodeChunk { get; init; } = 64;

    /// <summary>How often a step is asked for again before all return to the checkpoint.</summary>
    public int StepTries { get; init; } = 2;

    /// <summary>Wait after a failed recovery.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A reminder asks so often whether the root runs: the backstop where no silo's service does.</summary>
    public TimeSpan RemindEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time begins only when so many silos are up, so that each gets its share of the nodes; or after two minutes without them.</summary>
    public int BeginWithSilos { get; init; } = 1;

    /// <summary>Roles of callers from outside, by key; a caller without one is refused.</summary>
    public IReadOnlyDictionary<string, TwinRole> Keys { get; init; } = new Dictionary<string, TwinRole>();

    /// <summary>What an Orleans client asks for by itself, whoever it is: who carries which grains, and that a call that it gave up is given up.</summary>
    internal IReadOnlyList<string> OpenToClients { get; init; } = ["Orleans.Runtime.IClusterManifestSystemTarget", "Orleans.Runtime.ICancellationSourcesExtension"];

    /// <summary>True where every rack is lent from the start.</summary>
    public bool LendsAll => World.RackCount <= LendAllUpTo;
}
