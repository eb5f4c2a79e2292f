using System.Globalization;
using System.Text.Json;
using Dapper;
using Twin.Model;

namespace Twin.Engine;

/// <summary>A command with its place in the order of all commands.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Tick">The first tick that it takes part in.</param>
/// <param name="WallMs">When it was accepted, Unix ms; for people.</param>
internal sealed record JournalEntry(long Sequence, long Tick, TwinCommand Command, long WallMs);

/// <summary>Where a twin stopped in good order.</summary>
internal readonly record struct Stop(long Tick, string Hash);

/// <summary>
/// The commands of a twin, in order, and how far its ticks may have gone. Everything is durable when a call returns.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS journal (
            sequence INTEGER PRIMARY KEY, tick INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            command TEXT NOT NULL, wallMs INTEGER NOT NULL);
        """;

    private const string Columns = "SELECT sequence, tick, id, kind, command, wallMs FROM journal";
    private readonly SqliteFile _file;

    /// <param name="path">Null: in memory.</param>
    public Journal(string? path)
    {
        _file = new SqliteFile(path, wal: true, Schema);
        Reserved = long.Parse(Fact("reserved") ?? "-1", CultureInfo.InvariantCulture);
    }

    /// <summary>Ticks up to this one may have been begun and seen: a command never gets one of them after a restart.</summary>
    public long Reserved { get; private set; }

    /// <summary>Allows ticks up to this one to begin.</summary>
    public void Reserve(long tick)
    {
        Write(("reserved", Text(tick)));
        Reserved = tick;
    }

    /// <summary>Where the twin stopped, if it stopped in good order and has not begun a tick since.</summary>
    public Stop? Stopped => Fact("stopped") is { } text && text.Split(' ') is [var tick, var hash] ? new Stop(long.Parse(tick, CultureInfo.InvariantCulture), hash) : null;

    /// <summary>Notes that no tick after this one has begun, and the state's hash at its end.</summary>
    public void Stop(long tick, string hash)
    {
        Write(("reserved", Text(tick)), ("stopped", $"{Text(tick)} {hash}"));
        Reserved = tick;
    }

    /// <summary>Counts the starts of the twin on this journal, from 1.</summary>
    public long RaiseEpoch()
    {
        var epoch = long.Parse(Fact("epoch") ?? "0", CultureInfo.InvariantCulture) + 1;
        Write(("epoch", Text(epoch)));
        return epoch;
    }

    /// <summary>Claims an empty journal for a twin, or tells what it belongs to.</summary>
    public TwinIdentity Claim(TwinIdentity asked)
    {
        if (Fact("identity") is { } json)
        {
            return JsonSerializer.Deserialize<TwinIdentity>(json, ModelJson.Options)!;
        }

        Write(("identity", JsonSerializer.Serialize(asked, ModelJson.Options)));
        return asked;
    }

    /// <summary>Adds commands in their order.</summary>
    public void Append(IReadOnlyList<JournalEntry> entries) => _file.Write((connection, transaction) =>
    {
        foreach (var entry in entries)
        {
            connection.Execute(
                "INSERT INTO journal (sequence, tick, id, kind, command, wallMs) VALUES (@Sequence, @Tick, @Id, @Kind, @Command, @WallMs)",
                JournalRow.Of(entry), transaction);
        }
    });

    /// <summary>The command of that id.</summary>
    public JournalEntry? Find(string id) =>
        _file.Read(c => c.QueryFirstOrDefault<JournalRow>($"{Columns} WHERE id = @id", new { id }))?.Entry();

    /// <summary>Commands that take effect with a tick or later, in order.</summary>
    public IReadOnlyList<JournalEntry> From(long tick) =>
        [.. _file.Read(c => c.Query<JournalRow>($"{Columns} WHERE tick >= @tick ORDER BY sequence", new { tick })).Select(r => r.Entry())];

    /// <summary>Sequence of the last command; 0 before the first.</summary>
    public long LastSequence => _file.Read(c => c.ExecuteScalar<long?>("SELECT max(sequence) FROM journal")) ?? 0;

    public void Dispose() => _file.Dispose();

    private string? Fact(string name) =>
        _file.Read(c => c.QueryFirstOrDefault<string>("SELECT value FROM facts WHERE name = @name", new { name }));

    private void Write(params (string Name, string Value)[] facts) => _file.Write((connection, transaction) =>
    {
        foreach (var (name, value) in facts)
        {
            connection.Execute("INSERT OR REPLACE INTO facts (name, value) VALUES (@name, @value)", new { name, value }, transaction);
        }
    });

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
