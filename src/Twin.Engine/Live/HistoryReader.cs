using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>Answers questions about the past: picks the resolution that the range and the wanted points ask for.</summary>
internal sealed class HistoryReader(TwinInfo info, HistoryStore store, IReadOnlyList<HistoryKeep> keeps)
{
    private const int MostPoints = 10_000;
    private const long MostRangeMs = 366L * 24 * 3_600_000;

    /// <param name="nowMs">Simulated time, Unix ms.</param>
    /// <exception cref="TwinRefusedException">There is no such node or metric, or the range is empty or too long.</exception>
    public HistorySeries Read(HistoryQuery query, long nowMs)
    {
        var node = info.IndexOf(query.Node);
        var metric = Metrics.Find(query.Metric);
        Check(query, node, metric);
        var keep = Choose(query, nowMs);
        var (points, resolutionMs) = ((IReadOnlyList<HistoryPoint>)[], query.ToMs - query.FromMs);
        if (keep is not null)
        {
            points = store.Read(node, Index(metric!), keep.ResolutionMs, query.FromMs - Modulo(query.FromMs, keep.ResolutionMs), query.ToMs);

            // As many intervals in one as leave no more than the points that are wanted.
            var rangeMs = query.ToMs - Math.Max(query.FromMs, Math.Min(info.World.StartMs, query.ToMs - 1));
            var merged = Math.Max(1, (rangeMs + (keep.ResolutionMs * query.Points) - 1) / (keep.ResolutionMs * query.Points));
            resolutionMs = keep.ResolutionMs * merged;
            points = Merge(points, resolutionMs);
        }

        return new HistorySeries(
            query.Node, query.Metric, metric!.Unit, resolutionMs, [.. points.Select(p => p.StartMs)],
            [.. points.Select(p => (double)p.Min)], [.. points.Select(p => (double)p.Mean)], [.. points.Select(p => (double)p.Max)]);
    }

    /// <summary>The coarsest resolution that gives the wanted points and reaches back far enough; null where nothing is recorded.</summary>
    private HistoryKeep? Choose(HistoryQuery query, long nowMs)
    {
        // Before the world's beginning there is nothing to reach for; and a range that begins just before what is kept may do without its first points.
        var fromMs = Math.Max(query.FromMs, info.World.StartMs);
        var wantedMs = (query.ToMs - fromMs) / query.Points;
        var reach = keeps.Where(k => nowMs - k.KeptMs <= fromMs + ((query.ToMs - fromMs) / 10)).ToArray();
        return reach.LastOrDefault(k => k.ResolutionMs <= wantedMs) ?? reach.FirstOrDefault() ?? keeps.LastOrDefault();
    }

    private static List<HistoryPoint> Merge(IReadOnlyList<HistoryPoint> points, long resolutionMs)
    {
        var merged = new List<HistoryPoint>();
        for (var i = 0; i < points.Count;)
        {
            var start = points[i].StartMs - Modulo(points[i].StartMs, resolutionMs);
            var (min, max, sum, n) = (float.PositiveInfinity, float.NegativeInfinity, 0.0, 0);
            for (; i < points.Count && points[i].StartMs < start + resolutionMs; i++, n++)
            {
                (min, max, sum) = (Math.Min(min, points[i].Min), Math.Max(max, points[i].Max), sum + points[i].Mean);
            }

            merged.Add(new HistoryPoint(start, min, (float)(sum / n), max));
        }

        return merged;
    }

    private void Check(HistoryQuery query, int node, Metric? metric)
    {
        if (node < 0)
        {
            throw new TwinRefusedException(
                Refusal.NotFound, [new Fault("node", $"There is no node '{query.Node}' with a history in the world '{info.World.Name}'. List nodes with GET /api/v1/nodes; racks have none.")]);
        }

        var faults = new List<Fault>();
        if (metric is null)
        {
            faults.Add(new Fault("metric", $"'{query.Metric}' is no metric. The metrics are {string.Join(", ", Metrics.All.Select(m => m.Name))}."));
        }

        if (query.ToMs <= query.FromMs || query.ToMs - query.FromMs > MostRangeMs)
        {
            faults.Add(new Fault("to", "The range must end after it begins, and cover no more than 366 days."));
        }

        if (query.Points is < 1 or > MostPoints)
        {
            faults.Add(new Fault("points", $"The number of points must be 1 to {MostPoints}."));
        }

        if (faults.Count > 0)
        {
            throw new TwinRefusedException(metric is null ? Refusal.NotFound : Refusal.Invalid, faults);
        }
    }

    private static int Index(Metric metric)
    {
        for (var i = 0; i < Metrics.All.Count; i++)
        {
            if (Metrics.All[i] == metric)
            {
                return i;
            }
        }

        return -1;
    }

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}
