using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Nodes above the rack: lists of them, one, and its children.</summary>
internal static class NodesResource
{
    private const int MostNodes = 500;
    private const int UsualNodes = 100;

    private static readonly QueryParameter Level = QueryParameter.Text("level", "Only nodes of this level.", NodeSelection.Levels);
    private static readonly QueryParameter Cursor = QueryParameter.Text("cursor", "Go on after the page that ended with this value of next.");
    private static readonly QueryParameter Limit = QueryParameter.Whole("limit", "Nodes in a page; a table holds them all.", 1, MostNodes, UsualNodes);

    private static readonly QueryParameter Policy = QueryParameter.Text(
        "policy", "true: a table also holds what each hub is held to by policy, as JSON always does. Left out: false.", "true", "false");

    public static void MapNodes(this IEndpointRouteBuilder api)
    {
        var nodes = api.MapGroup("/nodes").WithTags("nodes");
        nodes.MapGet("", List)
            .WithName("listNodes").WithSummary("Nodes above the rack, parents before children, page by page")
            .WithQuery(Level, NodeSelection.Under, NodeSelection.Where, Cursor, Limit, QueryParameters.Metrics, QueryParameters.Fields, TableFormat.Parameter, Policy)
            .Produces<NodePageView>().ProducesTable().Refuses(400);
        nodes.MapGet("/{path}", Get)
            .WithName("getNode").WithSummary("One node: its reading, closures, weather, plant and power")
            .WithQuery(QueryParameters.Metrics, QueryParameters.Fields)
            .Produces<NodeView>().Refuses(400, 404);
        nodes.MapGet("/{path}/children", Children)
            .WithName("listChildren").WithSummary("The nodes right below one, all at the same tick")
            .WithQuery(Cursor, Limit, QueryParameters.Metrics, QueryParameters.Fields, TableFormat.Parameter, Policy)
            .Produces<NodePageView>().ProducesTable().Refuses(400, 404);
    }

    private static IResult List(HttpContext http, ITwin twin, IOptions<JsonOptions> json)
    {
        var query = new QueryReader(http);
        var selection = NodeSelection.Read(query, twin, null, NodeSelection.LevelOf(query.Text(Level.Name)));
        return Page(http, twin, json.Value, query, selection.In);
    }

    private static IResult Get([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin, IOptions<JsonOptions> json)
    {
        var query = new QueryReader(http);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        var fields = query.Fields<NodeView>(QueryParameters.Fields.Name);
        query.ThrowIfAny();
        var index = NodeSegment.Find(path, twin);
        var frame = twin.Latest;
        NodeView Whole() => NodeView.Of(twin.Info, frame, index, metrics);
        return fields is null ? FrameTag.Answer(http, frame, Whole) : FrameTag.Answer(http, frame, () => fields.Pick(Whole(), json.Value.SerializerOptions));
    }

    private static IResult Children([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin, IOptions<JsonOptions> json)
    {
        var index = NodeSegment.Find(path, twin);
        return Page(http, twin, json.Value, new QueryReader(http), _ => NodeView.ChildrenOf(twin.Info, index));
    }

    /// <param name="wanted">Indexes of the nodes that are wanted, rising.</param>
    private static IResult Page(HttpContext http, ITwin twin, JsonOptions json, QueryReader query, Func<Frame, IEnumerable<int>> wanted)
    {
        var limit = (int)query.Whole(Limit.Name);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        var fields = query.Fields<NodeView>(QueryParameters.Fields.Name);
        var format = query.Text(TableFormat.Parameter.Name);
        var policy = query.Text(Policy.Name) == "true";
        if (format is "csv" or "ndjson")
        {
            foreach (var parameter in new[] { Cursor.Name, Limit.Name, QueryParameters.Fields.Name }.Where(query.Has))
            {
                query.Fault(parameter, $"A table holds all nodes that are chosen, with the metrics that are named; leave '{parameter}' out.");
            }
        }

        var after = -1;
        if (query.Text(Cursor.Name) is { } cursor && (!NodePath.TryParse(cursor, out var last, out _) || (after = twin.Info.IndexOf(last)) < 0))
        {
            query.Fault(Cursor.Name, $"'{QueryReader.Shown(cursor)}' ended no page; give the value of next as it was answered.");
        }

        query.ThrowIfAny();
        var frame = twin.Latest;
        if (TableFormat.Answer(format, () => NodeTable.Of(twin.Info, frame, wanted(frame), metrics, policy)) is { } table)
        {
            return FrameTag.Knows(http, frame) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : table;
        }

        return FrameTag.Answer<object>(http, frame, () =>
        {
            // One more than the page holds tells whether there is a next one.
            var found = wanted(frame).Where(i => i > after).Take(limit + 1).ToArray();
            var shown = found.Take(limit).Select(i => NodeView.Of(twin.Info, frame, i, metrics));
            var next = found.Length > limit ? twin.Info.Nodes[found[limit - 1]].Path.Value : null;
            return fields is null
                ? new NodePageView(frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), [.. shown], next)
                : new PickedPage(frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), [.. shown.Select(n => fields.Pick(n, json.SerializerOptions))], next);
        });
    }

    /// <summary>As <see cref="NodePageView"/>, of nodes with the wanted members alone.</summary>
    private sealed record PickedPage(long Epoch, long Tick, DateTime Time, IReadOnlyList<JsonObject> Items, string? Next);
}
