using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>A metric of a node over time.</summary>
internal static class HistoryResource
{
    private static readonly QueryParameter Metric = QueryParameter.Text("metric", "Name of a metric; GET /api/v1/metrics lists them. Needed.");
    private static readonly QueryParameter From = QueryParameter.Moment("from", "Begin, included: RFC 3339 in UTC, or relative to simulated now, such as now-6h.", "now-1h");
    private static readonly QueryParameter To = QueryParameter.Moment("to", "End, excluded; as from.", "now");
    private static readonly QueryParameter Points = QueryParameter.Whole("points", "Wanted number of points; the resolution follows.", 1, 10_000, 300);

    public static void MapHistory(this IEndpointRouteBuilder api) =>
        api.MapGet("/nodes/{path}/history", Get)
            .WithName("getHistory").WithTags("nodes").WithSummary("A metric of a node over time, in equal intervals")
            .WithQuery(Metric, From, To, Points)
            .Produces<HistoryView>().Refuses(400, 404);

    private static async Task<HistoryView> Get([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var nowMs = twin.Latest.TimeMs;
        var (from, to) = (query.Moment(From.Name, nowMs), query.Moment(To.Name, nowMs));
        var points = (int)query.Whole(Points.Name);
        var metric = query.Text(Metric.Name);
        if (metric is null || Metrics.Find(metric) is null)
        {
            query.Fault(Metric.Name, metric is null
                ? "Which metric? Add metric=itKw, or another that GET /api/v1/metrics lists."
                : $"There is no metric '{metric}'; {Nearest.Clause(metric, [.. Metrics.All.Select(m => m.Name)])}");
        }

        if (from >= to)
        {
            query.Fault(From.Name, $"The range from {Instants.Write(from)} to {Instants.Write(to)} is empty; from must lie before to.");
        }

        query.ThrowIfAny();
        var node = twin.Info.Nodes[NodeSegment.Find(path, twin)].Path;
        return HistoryView.Of(await twin.History(new HistoryQuery(node, metric!, from, to, points), http.RequestAborted));
    }
}

/// <summary>A metric of a node over time; intervals without a value are left out.</summary>
internal sealed record HistoryView(
    string Node, string Metric, string Unit,
    [property: Description("Length of an interval, ms.")] long ResolutionMs,
    [property: Description("Begin of each interval, simulated Unix ms.")] long[] TimeMs,
    double?[] Min, double?[] Mean, double?[] Max)
{
    public static HistoryView Of(HistorySeries s) =>
        new(s.Node.Value, s.Metric, s.Unit, s.ResolutionMs, s.TimeMs, Finite(s.Min), Finite(s.Mean), Finite(s.Max));

    private static double?[] Finite(double[] values) => Array.ConvertAll(values, Wire.Finite);
}
