using Twin.Engine;

namespace Twin.Grains;

/// <summary>The cluster's state in SQLite files of one folder, or in memory, for silos of one process.</summary>
internal sealed class SqliteClusterStore : SqlClusterStore
{
    private readonly FolderLock? _lock;

    /// <exception cref="DataFolderException">The folder is in use, belongs to another twin, or cannot be used.</exception>
    public SqliteClusterStore(TwinClusterOptions options)
        : this(options, options.DataFolder is { } folder ? new FolderLock(folder) : null)
    {
    }

    private SqliteClusterStore(TwinClusterOptions options, FolderLock? taken)
        : base(Open(options.DataFolder, "cluster.db"), new HistoryStore(Open(options.DataFolder, "history.db")))
    {
        _lock = taken;
        try
        {
            Claim(options, $"The data folder '{options.DataFolder}'");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _lock?.Dispose();
    }

    private static SqliteFile Open(string? folder, string name) => new(folder is null ? null : Path.Combine(folder, name), wal: true);
}
