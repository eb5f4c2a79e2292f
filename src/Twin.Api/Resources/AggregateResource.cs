using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Sums, means, bounds and quantiles over any selection of nodes, racks included, at one tick.</summary>
internal static class AggregateResource
{
    private static readonly QueryParameter Level = QueryParameter.Text(
        "level", "Over nodes of this level; rack: over all racks of the data centers there. Left out: dataCenter.", [.. NodeSelection.Levels, "rack"]);

    private static readonly QueryParameter Nodes = QueryParameter.Names("nodes", "Over exactly these nodes, by path, in place of level and under.");

    private static readonly QueryParameter MetricsWanted = QueryParameter.Names(
        "metrics", "Metrics by name, with commas between; of racks for level=rack: inletC, powerKw, load, siliconC. Needed.");

    private static readonly QueryParameter Stats = QueryParameter.Names(
        "stats", "sum, mean, min, max, and quantiles such as p50 or p99.9: the value that this percentage of the nodes does not exceed. Left out: mean, min, max, and sum where a sum has a meaning.");

    private static readonly QueryParameter By = QueryParameter.Text("by", "A row for each node of this level that has a node of the selection at or below it; left out: one row for all.", NodeSelection.Levels);

    public static void MapAggregate(this IEndpointRouteBuilder api) =>
        api.MapGet("/aggregate", Get)
            .WithName("getAggregate").WithTags("nodes").WithSummary("Sum, mean, least, greatest and quantiles over any selection of nodes or racks")
            .WithDescription(
                "Each node counts once, whatever its size. 'count' says how many of the chosen nodes have a value; a statistic without any value is null. "
                + "Quantiles of nodes are values that were there; those of racks are within 1/4096 of one that was.")
            .WithQuery(Level, NodeSelection.Under, Nodes, NodeSelection.Where, MetricsWanted, Stats, By, TableFormat.Parameter)
            .Produces<AggregateView>().ProducesTable().Refuses(400, 429);

    private static async Task<object> Get(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var racks = query.Text(Level.Name) == "rack";
        var stats = Statistic.ReadAll(query, Stats.Name);
        var by = NodeSelection.LevelOf(query.Text(By.Name));
        var format = query.Text(TableFormat.Parameter.Name);
        if (!query.Has(MetricsWanted.Name))
        {
            query.Fault(MetricsWanted.Name, $"Which metrics? Add metrics={(racks ? "inletC" : "itKw")}, or others that GET /api/v1/metrics{(racks ? "?of=rack" : "")} lists.");
        }

        var (columns, view) = racks ? await OverRacks(query, twin, stats, by, http.RequestAborted) : OverNodes(query, twin, stats, by);
        return TableFormat.Answer(format, () => AggregateTable.Of(view, columns)) ?? view as object;
    }

    private static (IReadOnlyList<AggregateColumn>, AggregateView) OverNodes(QueryReader query, ITwin twin, Statistic[]? stats, NodeKind? by)
    {
        var named = query.Nodes(Nodes.Name, twin);
        foreach (var parameter in new[] { Level.Name, NodeSelection.Under.Name }.Where(p => named is not null && query.Has(p)))
        {
            query.Fault(parameter, $"'nodes' names the nodes one by one; leave '{parameter}' out.");
        }

        var level = query.Text(Level.Name) is { } text ? NodeSelection.LevelOf(text) : NodeKind.DataCenter;
        var selection = NodeSelection.Read(query, twin, named, level);
        var metrics = query.Metrics(MetricsWanted.Name).Metrics;
        AggregateColumn[] columns = [.. metrics.Select(m => AggregateColumn.Of(m.Name, m.Unit, m.Sums, stats, query, Stats.Name))];
        if (by is { } group && selection.Candidates.Any(i => twin.Info.Nodes[i].Kind < group))
        {
            query.Fault(By.Name, $"Some of the nodes lie above the level {query.Text(By.Name)}; group by their own level or one above it.");
        }

        if (named is not null && columns.Any(c => c.Stats.Contains(Statistic.Sum)) && Nested(twin.Info, named) is var (above, below))
        {
            query.Fault(Nodes.Name, $"'{below}' is a part of '{above}', and a sum would count it twice; leave one of them out, or leave sum out of stats.");
        }

        query.ThrowIfAny();
        var frame = twin.Latest;
        int[] chosen = [.. selection.In(frame)];
        var candidates = Groups.Count(selection.Candidates, i => Groups.Of(twin.Info, i, by));
        var rows = chosen.GroupBy(i => Groups.Of(twin.Info, i, by)).ToDictionary(g => g.Key, g => g.ToArray());
        return (columns, new AggregateView(
            frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), Wire.Quality,
            [
                .. candidates.OrderBy(g => g.Key).Select(g =>
                {
                    var nodes = rows.GetValueOrDefault(g.Key, []);
                    return new AggregateRow(
                        Groups.Name(twin.Info, g.Key, by), g.Value, nodes.Length,
                        columns.Select((c, m) => (c, Values: ValueSet.Of(nodes.Select(i => metrics[m].Of(frame.Nodes[i]))))).ToDictionary(x => x.c.Name, x => x.c.Fill(x.Values)));
                }),
            ]));
    }

    private static async Task<(IReadOnlyList<AggregateColumn>, AggregateView)> OverRacks(QueryReader query, ITwin twin, Statistic[]? stats, NodeKind? by, CancellationToken cancel)
    {
        if (query.Has(Nodes.Name))
        {
            query.Fault(Nodes.Name, "'nodes' names nodes above the rack; to sum over racks, say where with under.");
        }

        string[] known = [.. RackMetric.All.Select(m => m.Name)];
        var under = query.Nodes(NodeSelection.Under.Name, twin) ?? [0];
        var limits = query.Limits(NodeSelection.Where.Name, known);
        var names = query.Names(MetricsWanted.Name) ?? [];
        foreach (var unknown in names.Where(n => RackMetric.Find(n) is null).Take(10))
        {
            query.Fault(MetricsWanted.Name, $"A rack has no metric '{QueryReader.Shown(unknown)}'; {QueryReader.Near(unknown, known)}");
        }

        AggregateColumn[] columns = [.. names.Select(RackMetric.Find).OfType<RackMetric>().Select(m => AggregateColumn.Of(m.Name, m.Unit, m.Sums, stats, query, Stats.Name))];
        query.ThrowIfAny();
        var nodes = twin.Info.Nodes;
        int[] centers = [.. Enumerable.Range(0, nodes.Count).Where(i => nodes[i].Kind == NodeKind.DataCenter && Array.Exists(under, u => nodes[u].Path.Contains(nodes[i].Path)))];
        var tallies = await twin.Tally(new RackQuery([.. centers.Select(i => nodes[i].Path)], names, limits), cancel);
        var rows = centers.Zip(tallies.DataCenters).GroupBy(x => Groups.Of(twin.Info, x.First, by)).OrderBy(g => g.Key).Select(g => new AggregateRow(
            Groups.Name(twin.Info, g.Key, by), g.Sum(x => x.Second.Racks), g.Sum(x => x.Second.Chosen),
            columns.Select((c, m) => (c, Values: ValueSet.Of(Tally.Of(g.Select(x => x.Second.Metrics[m]))))).ToDictionary(x => x.c.Name, x => x.c.Fill(x.Values))));
        return (columns, new AggregateView(twin.Latest.Epoch, tallies.Tick, Wire.Time(tallies.TimeMs), Wire.Quality, [.. rows]));
    }

    private static (NodePath Above, NodePath Below)? Nested(TwinInfo info, int[] nodes)
    {
        foreach (var below in nodes)
        {
            for (var above = info.Nodes[below].Parent; above >= 0; above = info.Nodes[above].Parent)
            {
                if (nodes.Contains(above))
                {
                    return (info.Nodes[above].Path, info.Nodes[below].Path);
                }
            }
        }

        return null;
    }
}
