using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Metrics of nodes over time: a row for each node and interval, three columns for each metric.</summary>
internal static class HistoryTable
{
    private const string MaxInlet = "maxInletC";

    private static readonly Column[] Judgement = 
    [
        new("conditionLevel"), new("conditionFact"), new("conditionValue"), new("conditionLimit"), new("conditionEventId"), new("conditionEvents"),
    ];

    /// <param name="judged">True where each row says in which condition the node was, as the model judges the interval.</param>
    public static Table Of(
        ITwin twin, IReadOnlyList<NodePath> nodes, IReadOnlyList<Metric> metrics, long fromMs, long toMs, int points, CancellationToken cancel, bool judged = false) => new(
        nodes.Count == 1 ? $"{nodes[0].Name}-history" : "history",
        [
            new("time", "UTC"), new("node"),
            .. metrics.SelectMany(m => (Column[])[new($"{m.Name}Min", $"{m.Name} min", m.Unit), new($"{m.Name}Mean", $"{m.Name} mean", m.Unit), new($"{m.Name}Max", $"{m.Name} max", m.Unit)]),
            .. judged ? Judgement : [],
            new("quality"),
        ],
        Rows(twin, nodes, metrics, fromMs, toMs, points, judged, cancel));

    // One node after the other: no more than one node's series are held at once.
    private static async IAsyncEnumerable<object?[]> Rows(
        ITwin twin, IReadOnlyList<NodePath> nodes, IReadOnlyList<Metric> metrics, long fromMs, long toMs, int points, bool judged, [EnumeratorCancellation] CancellationToken cancel)
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
                        rows[series.TimeMs[i]] = row = new object?[3 + (3 * metrics.Count) + (judged ? Judgement.Length : 0)];
                        (row[0], row[1], row[^1]) = (Wire.Time(series.TimeMs[i]), node.Value, Wire.Quality);
                    }

                    (row[2 + (3 * m)], row[3 + (3 * m)], row[4 + (3 * m)]) = (series.Min[i], series.Mean[i], series.Max[i]);
                }
            }

            if (judged)
            {
                await Judge(twin, node, rows, fromMs, toMs, points, 2 + (3 * metrics.Count), cancel);
            }

            foreach (var row in rows.Values)
            {
                yield return row;
            }
        }
    }

    private static async Task Judge(
        ITwin twin, NodePath node, SortedDictionary<long, object?[]> rows, long fromMs, long toMs, int points, int column, CancellationToken cancel)
    {
        async Task<HistorySeries> Series(string metric) => await twin.History(new HistoryQuery(node, metric, fromMs, toMs, points), cancel);
        var inlets = await Series(MaxInlet);
        var greatest = inlets.TimeMs.Zip(inlets.Max).ToDictionary(p => p.First, p => new Reading { MaxInletC = p.Second });
        foreach (var quantity in Condition.Judged)
        {
            var series = await Series(Quantities.Name(quantity));
            foreach (var (timeMs, most) in series.TimeMs.Zip(series.Max))
            {
                ref var reading = ref CollectionsMarshal.GetValueRefOrAddDefault(greatest, timeMs, out var known);
                reading = known ? reading : new Reading();
                reading[quantity] = most;
            }
        }

        var events = twin.Latest.Events;
        foreach (var (timeMs, row) in rows)
        {
            if (greatest.TryGetValue(timeMs, out var reading))
            {
                var judged = ConditionView.Of(Condition.OfPast(node, reading, twin.Info.World.Inlet, events, timeMs + inlets.ResolutionMs));
                object?[] cells = [Wire.Word(judged.Level), Wire.Word(judged.Fact), judged.Value, judged.Limit, judged.EventId, judged.Events];
                cells.CopyTo(row, column);
            }
        }
    }
}
