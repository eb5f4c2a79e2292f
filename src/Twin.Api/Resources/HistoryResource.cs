using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Metrics of nodes over time.</summary>
internal static class HistoryResource
{
    // Numbers in one table: 40 MB of text, which a spreadsheet still opens.
    private const long MostValues = 3_000_000;

    private static readonly QueryParameter Metric = QueryParameter.Text("metric", "Name of a metric; GET /api/v1/metrics lists them. Needed.");
    private static readonly QueryParameter NodesWanted = QueryParameter.Names("nodes", "Nodes by path, with commas between. Needed.");
    private static readonly QueryParameter MetricsWanted = QueryParameter.Names("metrics", "Metrics by name, with commas between. Needed.");
    private static readonly QueryParameter From = QueryParameter.Moment("from", "Begin, included: RFC 3339 in UTC, or relative to simulated now, such as now-6h.", "now-1h");
    private static readonly QueryParameter To = QueryParameter.Moment("to", "End, excluded; as from.", "now");
    private static readonly QueryParameter Points = QueryParameter.Whole("points", "Wanted number of points; the resolution follows.", 1, 10_000, 300);
    private static readonly QueryParameter BulkFormat = QueryParameter.Text("format", "csv, with units in its first line, or ndjson, one object a line. Left out: csv.", "csv", "ndjson");

    private static readonly QueryParameter Conditions = QueryParameter.Text(
        "condition", "true: each row also says in which condition the node was, judged by the greatest values of its interval. Left out: false.", "true", "false");

    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        api.MapGet("/nodes/{path}/history", Get)
            .WithName("getHistory").WithTags("nodes").WithSummary("A metric of a node over time, in equal intervals")
            .WithQuery(Metric, From, To, Points, TableFormat.Parameter)
            .Produces<HistoryView>().ProducesTable().Refuses(400, 404);
        api.MapGet("/history", Bulk)
            .WithName("exportHistory").WithTags("nodes").WithSummary("Several metrics of several nodes over time, as one table")
            .WithDescription("A row for each node and interval, and for each metric its least, mean and greatest value. The rows are sent as they are read.")
            .WithQuery(NodesWanted, MetricsWanted, Conditions, From, To, Points, BulkFormat)
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/x-ndjson").Refuses(400, 404);
    }

    private static async Task<object> Get([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var (from, to) = Range(query, twin);
        var points = (int)query.Whole(Points.Name);
        var format = query.Text(TableFormat.Parameter.Name);
        var metric = query.Text(Metric.Name);
        if (metric is null || Metrics.Find(metric) is null)
        {
            query.Fault(Metric.Name, metric is null
                ? "Which metric? Add metric=itKw, or another that GET /api/v1/metrics lists."
                : $"There is no metric '{QueryReader.Shown(metric)}'; {QueryReader.Near(metric, [.. Metrics.All.Select(m => m.Name)])}");
        }

        query.ThrowIfAny();
        var node = twin.Info.Nodes[NodeSegment.Find(path, twin)].Path;
        return TableFormat.Answer(format, () => HistoryTable.Of(twin, [node], [Metrics.Find(metric!)!], from, to, points, http.RequestAborted)) as object
            ?? HistoryView.Of(await twin.History(new HistoryQuery(node, metric!, from, to, points), http.RequestAborted));
    }

    private static IResult Bulk(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var (from, to) = Range(query, twin);
        var points = (int)query.Whole(Points.Name);
        var format = query.Text(BulkFormat.Name) ?? "csv";
        var nodes = query.Nodes(NodesWanted.Name, twin);
        var metrics = query.Metrics(MetricsWanted.Name).Metrics;
        if (nodes is null)
        {
            query.Fault(NodesWanted.Name, "Which nodes? Add nodes=shanxi/datong, or others that GET /api/v1/nodes lists.");
        }

        if (!query.Has(MetricsWanted.Name))
        {
            query.Fault(MetricsWanted.Name, "Which metrics? Add metrics=itKw,pue, or others that GET /api/v1/metrics lists.");
        }
        else if (nodes is not null && (long)nodes.Length * metrics.Count * points * 3 is > MostValues and var values)
        {
            query.Fault(Points.Name, $"{nodes.Length} nodes, {metrics.Count} metrics and {points} points are up to {values} values; at most {MostValues} are sent at once. Ask for fewer of them.");
        }

        var judged = query.Text(Conditions.Name) == "true";
        query.ThrowIfAny();
        return TableFormat.Answer(format, () => HistoryTable.Of(twin, [.. nodes!.Select(i => twin.Info.Nodes[i].Path)], metrics, from, to, points, http.RequestAborted, judged))!;
    }

    private static (long FromMs, long ToMs) Range(QueryReader query, ITwin twin)
    {
        var nowMs = twin.Latest.TimeMs;
        var (from, to) = (query.Moment(From.Name, nowMs), query.Moment(To.Name, nowMs));
        if (from >= to)
        {
            query.Fault(From.Name, $"The range from {Instants.Write(from)} to {Instants.Write(to)} is empty; from must lie before to.");
        }

        return (from, to);
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
