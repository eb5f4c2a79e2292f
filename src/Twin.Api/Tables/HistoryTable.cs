using System.Runtime.CompilerServices;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Metrics of nodes over time: a row for each node and interval, three columns for each metric.</summary>
internal static class HistoryTable
{
    public static Table Of(ITwin twin, IReadOnlyList<NodePath> nodes, IReadOnlyList<Metric> metrics, long fromMs, long toMs, int points, CancellationToken cancel) => new(
        nodes.Count == 1 ? $"{nodes[0].Name}-history" : "history",
        [
            new("time", "UTC"), new("node"),
            .. metrics.SelectMany(m => (Column[])[new($"{m.Name}Min", $"{m.Name} min", m.Unit), new($"{m.Name}Mean", $"{m.Name} mean", m.Unit), new($"{m.Name}Max", $"{m.Name} max", m.Unit)]),
            new("quality"),
        ],
        Rows(twin, nodes, metrics, fromMs, toMs, points, cancel));

    // One node after the other: no more than one node's series are held at once.
    private static async IAsyncEnumerable<object?[]> Rows(
        ITwin twin, IReadOnlyList<NodePath> nodes, IReadOnlyList<Metric> metrics, long fromMs, long toMs, int points, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var node in nodes)
        {
            var rows = new SortedDictionary<long, object?[]>();
            for (var m = 0; m < metrics.Count; m++)
            {
                var series = await twin.History(new HistoryQuery(node, metrics[m].Name, fromMs, toMs, points), cancel);
                for (var i = 0; i < series.TimeMs.Length; i++)
                {
                    if (!rows.TryGetValue(series.TimeMs[i], out var row))
                    {
                        rows[series.TimeMs[i]] = row = new object?[3 + (3 * metrics.Count)];
                        (row[0], row[1], row[^1]) = (Wire.Time(series.TimeMs[i]), node.Value, Wire.Quality);
                    }

                    (row[2 + (3 * m)], row[3 + (3 * m)], row[4 + (3 * m)]) = (series.Min[i], series.Mean[i], series.Max[i]);
                }
            }

            foreach (var row in rows.Values)
            {
                yield return row;
            }
        }
    }
}
