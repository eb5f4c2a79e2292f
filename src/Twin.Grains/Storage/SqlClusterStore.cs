using System.Security.Cryptography;
using Dapper;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>The cluster's state in tables of a database, the same in SQLite and in PostgreSQL.</summary>
internal abstract class SqlClusterStore : IClusterStore, IDisposable
{
    private const string Commands = "SELECT sequence, tick, id, kind, command, wallMs FROM journal";
    private readonly ISqlDatabase _database;

    /// <param name="history">Over the same database, or one of its own.</param>
    protected SqlClusterStore(ISqlDatabase database, HistoryStore history) => (_database, History) = (database, history);

    public HistoryStore History { get; }

    public string SharedKey { get; private set; } = "";

    /// <summary>Makes the tables and the twin's identity where they are missing, and refuses those of another twin.</summary>
    /// <param name="where">The database, as a person knows it.</param>
    /// <exception cref="DataFolderException">The data belong to another twin, or cannot be used.</exception>
    protected void Claim(TwinClusterOptions options, string where)
    {
        _database.Prepare($"""
            CREATE TABLE IF NOT EXISTS root (
                one BIGINT PRIMARY KEY CHECK (one = 1), version BIGINT NOT NULL, epoch BIGINT NOT NULL, savedEpoch BIGINT NOT NULL, savedTick BIGINT NOT NULL,
                savedHash TEXT NOT NULL, reserved BIGINT NOT NULL, tail BIGINT NOT NULL, paused BIGINT NOT NULL, speed DOUBLE PRECISION NOT NULL, writer TEXT NOT NULL,
                identity TEXT NOT NULL, sharedKey TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS journal (
                sequence BIGINT PRIMARY KEY, tick BIGINT NOT NULL, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, command TEXT NOT NULL, wallMs BIGINT NOT NULL);
            CREATE TABLE IF NOT EXISTS nodes (
                epoch BIGINT NOT NULL, tick BIGINT NOT NULL, node TEXT NOT NULL, hash BIGINT NOT NULL, state {_database.BytesType} NOT NULL,
                PRIMARY KEY (epoch, tick, node)) {_database.AlongKey};
            """);
        var identity = $"world {options.World.Name} {options.WorldDigest}, seed {options.Seed}, step {options.StepMs} ms, version {options.Version}";
        _database.Write((c, t) => c.Execute(
            "INSERT INTO root VALUES (1, 0, 0, 0, -1, '', -1, 0, @paused, @Speed, '', @identity, @key) ON CONFLICT (one) DO NOTHING",
            new { paused = options.Paused ? 1 : 0, options.Speed, identity, key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)) }, t));
        SharedKey = _database.Read(c => c.QuerySingle<string>("SELECT sharedKey FROM root"));
        var found = _database.Read(c => c.QuerySingle<string>("SELECT identity FROM root"));
        if (found != identity)
        {
            throw new DataFolderException(
                $"{where} belongs to another twin: it was made for {found}; this is {identity}. Start with the options that it was made with, or with another place for the data.");
        }
    }

    public Task<RootRecord> ReadRoot() => Task.Run(() => _database.Read(c => c.QuerySingle<Row>(
        "SELECT version, epoch, savedEpoch, savedTick, savedHash, reserved, tail, paused, speed, writer FROM root").Record()));

    public Task<RootRecord?> Write(RootRecord record, JournalEntry? entry) => Task.Run(() =>
    {
        RootRecord? written = null;
        _database.Write((connection, transaction) =>
        {
            var next = record with { Version = record.Version + 1 };
            var changed = connection.Execute(
                """
                UPDATE root SET version = @Version, epoch = @Epoch, savedEpoch = @SavedEpoch, savedTick = @SavedTick, savedHash = @SavedHash,
                    reserved = @Reserved, tail = @Tail, paused = @paused, speed = @Speed, writer = @Writer WHERE version = @Version - 1
                """,
                new { next.Version, next.Epoch, next.SavedEpoch, next.SavedTick, next.SavedHash, next.Reserved, next.Tail, paused = next.Paused ? 1 : 0, next.Speed, next.Writer },
                transaction);
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
        _database.Read(c => c.QueryFirstOrDefault<JournalRow>($"{Commands} WHERE id = @id", new { id }))?.Entry());

    public Task<IReadOnlyList<JournalEntry>> From(long tick) => Task.Run<IReadOnlyList<JournalEntry>>(() =>
        [.. _database.Read(c => c.Query<JournalRow>($"{Commands} WHERE tick >= @tick ORDER BY sequence", new { tick })).Select(r => r.Entry())]);

    public Task SaveNode(long epoch, long tick, NodePath node, byte[] state) => Task.Run(() => _database.Write((c, t) => c.Execute(
        """
        INSERT INTO nodes (epoch, tick, node, hash, state) VALUES (@epoch, @tick, @node, @hash, @state)
        ON CONFLICT (epoch, tick, node) DO UPDATE SET hash = excluded.hash, state = excluded.state
        """,
        new { epoch, tick, node = node.Value, hash = HashOf(state), state }, t)));

    public Task<byte[]> LoadNode(long epoch, long tick, NodePath node) => Task.Run(() =>
    {
        var row = _database.Read(c => c.QueryFirstOrDefault<Saved>("SELECT hash, state FROM nodes WHERE epoch = @epoch AND tick = @tick AND node = @node", new { epoch, tick, node = node.Value }));
        return row is { } found && HashOf(found.State) == found.Hash
            ? found.State
            : throw new FormatException($"The state of '{node}' at tick {tick}, epoch {epoch}, is {(row is null ? "missing from" : "damaged in")} the store.");
    });

    public Task KeepOnly(long epoch, long tick) => Task.Run(() => _database.Write((c, t) =>
        c.Execute("DELETE FROM nodes WHERE NOT (epoch = @epoch AND tick = @tick)", new { epoch, tick }, t)));

    public virtual void Dispose()
    {
        History.Dispose();
        _database.Dispose();
    }

    private static long HashOf(byte[] state)
    {
        var hasher = new StateHasher();
        hasher.Bytes(state);
        return (long)hasher.Result();
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
