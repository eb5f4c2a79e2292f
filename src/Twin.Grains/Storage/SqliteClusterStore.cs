using Twin.Engine;

namespace Twin.Grains;

/// <summary>The cluster's state in SQLite files of one folder, or in memory, for silos of one process.</summary>
internal sealed class SqliteClusterStore : SqlClusterStore
{
    private readonly FileStream? _lock;

    /// <exception cref="DataFolderException">The folder is in use, belongs to another twin, or cannot be used.</exception>
    public SqliteClusterStore(TwinClusterOptions options)
        : this(options, options.DataFolder is { } folder ? TakeLock(folder) : null)
    {
    }

    private SqliteClusterStore(TwinClusterOptions options, FileStream? taken)
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

    private static FileStream TakeLock(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DataFolderException(
                $"The data folder '{folder}' is in use by another twin on this machine. Stop that one first, or give this one a folder of its own (--data DIR).", e);
        }
    }
}
