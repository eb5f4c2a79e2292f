using System.Security.Cryptography;
using Dapper;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>The cluster's state in SQLite files of one folder, or in memory, for silos of one process.</summary>
internal sealed class SqliteClusterStore : IClusterStore, IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS root (
            one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, epoch INTEGER NOT NULL, savedEpoch INTEGER NOT NULL, savedTick INTEGER NOT NULL,
            savedHash TEXT NOT NULL, reserved INTEGER NOT NULL, tail INTEGER NOT NULL, paused INTEGER NOT NULL, speed REAL NOT NULL, writer TEXT NOT NULL,
            identity TEXT NOT NULL, sharedKey TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS journal (
            sequence INTEGER PRIMARY KEY, tick INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, command TEXT NOT NULL, wallMs INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS nodes (
            epoch INTEGER NOT NULL, tick INTEGER NOT NULL, node TEXT NOT NULL, hash INTEGER NOT NULL, state BLOB NOT NULL, PRIMARY KEY (epoch, tick, node)) WITHOUT ROWID;
        """;

    private const string Commands = "SELECT sequence, tick, id, kind, command, wallMs FROM journal";
    private readonly SqliteFile _file;
    private readonly FileStream? _lock;

    /// <exception cref="DataFolderException">The folder is in use, belongs to another twin, or cannot be used.</exception>
    public SqliteClusterStore(TwinClusterOptions options)
    {
        var folder = options.DataFolder;
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            _lock = TakeLock(folder);
        }

        _file = new SqliteFile(folder is null ? null : Path.Combine(folder, "cluster.db"), wal: true, Schema);
        History = new HistoryStore(folder is null ? null : Path.Combine(folder, "history.db"));
        var identity = $"world {options.World.Name} {options.WorldDigest}, seed {options.Seed}, step {options.StepMs} ms, version {options.Version}";
        _file.Write((c, t) => c.Execute(
            "INSERT OR IGNORE INTO root VALUES (1, 0, 0, 0, -1, '', -1, 0, @Paused, @Speed, '', @identity, @key)",
            new { options.Paused, options.Speed, identity, key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)) }, t));
        SharedKey = _file.Read(c => c.QuerySingle<string>("SELECT sharedKey FROM root"));
        var found = _file.Read(c => c.QuerySingle<string>("SELECT identity FROM root"));
        if (found != identity)
        {
            Dispose();
            throw new DataFolderException(
                $"The data folder '{folder}' belongs to another twin: it was made for {found}; this is {identity}. Start with the options that it was made with, or with another folder (--data DIR).");
        }
    }

    public HistoryStore History { get; }

    public string SharedKey { get; }

    public Task<RootRecord> ReadRoot() => Task.Run(() => _file.Read(c => c.QuerySingle<Row>(
        "SELECT version, epoch, savedEpoch, savedTick, savedHash, reserved, tail, paused, speed, writer FROM root").Record()));

    public Task<RootRecord?> Write(RootRecord record, JournalEntry? entry) => Task.Run(() =>
    {
        RootRecord? written = null;
        _file.Write((connection, transaction) =>
        {
            var next = record with { Version = record.Version + 1 };
            var changed = connection.Execute(
                """
                UPDATE root SET version = @Version, epoch = @Epoch, savedEpoch = @SavedEpoch, savedTick = @SavedTick, savedHash = @SavedHash,
                    reserved = @Reserved, tail = @Tail, paused = @Paused, speed = @Speed, writer = @Writer WHERE version = @Version - 1
                """,
                next, transaction);
            if (changed == 1 && entry is not null)
            {
                connection.Execute(
                    "INSERT INTO journal (sequence, tick, id, kind, command, wallMs) VALUES (@Sequence, @Tick, @Id, @Kind, @Command, @WallMs)",
                    JournalRow.Of(entry), transaction);
            }

            written = changed == 1 ? next : null;
        });
        return written;
    });

    public Task<JournalEntry?> Find(string id) => Task.Run(() =>
        _file.Read(c => c.QueryFirstOrDefault<JournalRow>($"{Commands} WHERE id = @id", new { id }))?.Entry());

    public Task<IReadOnlyList<JournalEntry>> From(long tick) => Task.Run<IReadOnlyList<JournalEntry>>(() =>
        [.. _file.Read(c => c.Query<JournalRow>($"{Commands} WHERE tick >= @tick ORDER BY sequence", new { tick })).Select(r => r.Entry())]);

    public Task SaveNode(long epoch, long tick, NodePath node, byte[] state) => Task.Run(() => _file.Write((c, t) => c.Execute(
        "INSERT OR REPLACE INTO nodes (epoch, tick, node, hash, state) VALUES (@epoch, @tick, @node, @hash, @state)",
        new { epoch, tick, node = node.Value, hash = HashOf(state), state }, t)));

    public Task<byte[]> LoadNode(long epoch, long tick, NodePath node) => Task.Run(() =>
    {
        var row = _file.Read(c => c.QueryFirstOrDefault<Saved>("SELECT hash, state FROM nodes WHERE epoch = @epoch AND tick = @tick AND node = @node", new { epoch, tick, node = node.Value }));
        return row is { } found && HashOf(found.State) == found.Hash
            ? found.State
            : throw new FormatException($"The state of '{node}' at tick {tick}, epoch {epoch}, is {(row is null ? "missing from" : "damaged in")} the store.");
    });

    public Task KeepOnly(long epoch, long tick) => Task.Run(() => _file.Write((c, t) =>
        c.Execute("DELETE FROM nodes WHERE NOT (epoch = @epoch AND tick = @tick)", new { epoch, tick }, t)));

    public void Dispose()
    {
        History?.Dispose();
        _file.Dispose();
        _lock?.Dispose();
    }

    private static long HashOf(byte[] state)
    {
        var hasher = new StateHasher();
        hasher.Bytes(state);
        return (long)hasher.Result();
    }

    private static FileStream TakeLock(string folder)
    {
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

    private sealed class Saved
    {
        public long Hash { get; init; }

        public byte[] State { get; init; } = [];
    }

    private sealed class Row
    {
        public long Version { get; init; }

        public long Epoch { get; init; }

        public long SavedEpoch { get; init; }

        public long SavedTick { get; init; }

        public string SavedHash { get; init; } = "";

        public long Reserved { get; init; }

        public long Tail { get; init; }

        public long Paused { get; init; }

        public double Speed { get; init; }

        public string Writer { get; init; } = "";

        public RootRecord Record() => new(Version, Epoch, SavedEpoch, SavedTick, SavedHash, Reserved, Tail, Paused != 0, Speed, Writer);
    }
}
