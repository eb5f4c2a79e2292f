using System.Data.Common;
using System.Text.Json;
using Dapper;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>All metrics of one node over one finished interval.</summary>
/// <param name="Node">Index in <see cref="TwinInfo.Nodes"/>.</param>
/// <param name="Cells">As <see cref="HistoryCells"/> writes them.</param>
internal readonly record struct HistoryRow(long ResolutionMs, int Node, long StartMs, byte[] Cells);

/// <summary>A metric of one node, interval by interval, oldest first.</summary>
internal readonly record struct HistoryPoint(long StartMs, float Min, float Mean, float Max);

/// <summary>
/// What was: readings over intervals, a row for all metrics of a node, clustered by node so that a day of one node is
/// one run of pages; and the last occurrences.
/// </summary>
internal sealed class HistoryStore : IDisposable
{
    private readonly ISqlDatabase _database;

    /// <param name="path">Null: in memory.</param>
    public HistoryStore(string? path)
        : this(new SqliteFile(path, wal: true))
    {
    }

    /// <summary>A history in tables of a database that it lets go of when it is disposed of.</summary>
    public HistoryStore(ISqlDatabase database)
    {
        _database = database;
        database.Prepare($"""
            CREATE TABLE IF NOT EXISTS history (
                resolutionMs BIGINT NOT NULL, node BIGINT NOT NULL, startMs BIGINT NOT NULL, cells {database.BytesType} NOT NULL,
                PRIMARY KEY (resolutionMs, node, startMs)) {database.AlongKey};
            CREATE TABLE IF NOT EXISTS occurrences (sequence BIGINT PRIMARY KEY, tick BIGINT NOT NULL, what TEXT NOT NULL);
            """);
    }

    /// <summary>Adds rows and occurrences; those that are there already are replaced.</summary>
    public void Write(IReadOnlyList<HistoryRow> rows, IReadOnlyList<OccurrenceView> occurrences) => _database.Write((connection, transaction) =>
    {
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """
            INSERT INTO history (resolutionMs, node, startMs, cells) VALUES (@r, @n, @s, @c)
            ON CONFLICT (resolutionMs, node, startMs) DO UPDATE SET cells = excluded.cells
            """;
        var (r, n, s, c) = (Parameter(insert, "@r"), Parameter(insert, "@n"), Parameter(insert, "@s"), Parameter(insert, "@c"));
        foreach (var row in rows)
        {
            (r.Value, n.Value, s.Value, c.Value) = (row.ResolutionMs, row.Node, row.StartMs, row.Cells);
            insert.ExecuteNonQuery();
        }

        foreach (var view in occurrences)
        {
            connection.Execute(
                "INSERT INTO occurrences (sequence, tick, what) VALUES (@Sequence, @Tick, @what) ON CONFLICT (sequence) DO UPDATE SET tick = excluded.tick, what = excluded.what",
                new { view.Sequence, view.Tick, what = JsonSerializer.Serialize(view.What, ModelJson.Options) }, transaction);
        }
    });

    /// <summary>Lets go of what is older than is kept.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="occurrencesKept">How many of the newest occurrences stay.</param>
    public void Trim(IReadOnlyList<HistoryKeep> keeps, long nowMs, int nodes, int occurrencesKept) => _database.Write((connection, transaction) =>
    {
        foreach (var keep in keeps)
        {
            var before = nowMs - keep.KeptMs;
            for (var node = 0; node < nodes; node++)
            {
                connection.Execute(
                    "DELETE FROM history WHERE resolutionMs = @ResolutionMs AND node = @node AND startMs < @before",
                    new { keep.ResolutionMs, node, before }, transaction);
            }
        }

        connection.Execute("DELETE FROM occurrences WHERE sequence <= (SELECT max(sequence) FROM occurrences) - @occurrencesKept", new { occurrencesKept }, transaction);
    });

    /// <summary>A metric of a node in a range of time, the end excluded.</summary>
    /// <param name="metric">Index in <see cref="Metrics.All"/>.</param>
    public IReadOnlyList<HistoryPoint> Read(int node, int metric, long resolutionMs, long fromMs, long toMs) => _database.Read(connection =>
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT startMs, cells FROM history WHERE resolutionMs = @r AND node = @n AND startMs >= @from AND startMs < @to ORDER BY startMs";
        Parameter(select, "@r").Value = resolutionMs;
        Parameter(select, "@n").Value = node;
        Parameter(select, "@from").Value = fromMs;
        Parameter(select, "@to").Value = toMs;
        using var reader = select.ExecuteReader();
        var points = new List<HistoryPoint>();
        while (reader.Read())
        {
            if (HistoryCells.TryRead(reader.GetFieldValue<byte[]>(1), Metrics.All.Count, metric, out var value))
            {
                points.Add(new HistoryPoint(reader.GetInt64(0), value.Min, value.Mean, value.Max));
            }
        }

        return points;
    });

    /// <summary>The last occurrences up to a tick, oldest first.</summary>
    public IReadOnlyList<OccurrenceView> Occurrences(long upToTick, int count) =>
    [
        .. _database.Read(c => c.Query<(long Sequence, long Tick, string What)>(
                "SELECT sequence, tick, what FROM occurrences WHERE tick <= @upToTick ORDER BY sequence DESC LIMIT @count", new { upToTick, count }))
            .Reverse().Select(o => new OccurrenceView(o.Sequence, o.Tick, JsonSerializer.Deserialize<Occurrence>(o.What, ModelJson.Options))),
    ];

    public void Dispose() => _database.Dispose();

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
