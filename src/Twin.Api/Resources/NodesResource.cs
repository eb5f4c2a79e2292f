using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Nodes above the rack: lists of them, one, and its children.</summary>
internal static class NodesResource
{
    private const int MostNodes = 500;
    private const int UsualNodes = 100;

    private static readonly string[] Levels = ["network", "region", "hub", "dataCenter"];

    private static readonly QueryParameter Level = QueryParameter.Text("level", "Only nodes of this level.", Levels);
    private static readonly QueryParameter Under = QueryParameter.Text("under", "Only this node and those below it, by path.");
    private static readonly QueryParameter Cursor = QueryParameter.Text("cursor", "Go on after the page that ended with this value of next.");
    private static readonly QueryParameter Limit = QueryParameter.Whole("limit", "Nodes in a page.", 1, MostNodes, UsualNodes);

    public static void MapNodes(this IEndpointRouteBuilder api)
    {
        var nodes = api.MapGroup("/nodes").WithTags("nodes");
        nodes.MapGet("", List)
            .WithName("listNodes").WithSummary("Nodes above the rack, parents before children, page by page")
            .WithQuery(Level, Under, Cursor, Limit, QueryParameters.Metrics)
            .Produces<NodePageView>().Produces(StatusCodes.Status304NotModified).Refuses(400, 404);
        nodes.MapGet("/{path}", Get)
            .WithName("getNode").WithSummary("One node: its reading, closures, weather, plant and power")
            .WithQuery(QueryParameters.Metrics)
            .Produces<NodeView>().Produces(StatusCodes.Status304NotModified).Refuses(400, 404);
        nodes.MapGet("/{path}/children", Children)
            .WithName("listChildren").WithSummary("The nodes right below one, all at the same tick")
            .WithQuery(Cursor, Limit, QueryParameters.Metrics)
            .Produces<NodePageView>().Produces(StatusCodes.Status304NotModified).Refuses(400, 404);
    }

    private static IResult List(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var level = query.Text(Level.Name);
        var under = query.Text(Under.Name) is { } text ? NodeSegment.Find(text, twin) : 0;
        var root = twin.Info.Nodes[under].Path;
        return Page(http, twin, query, i =>
            root.Contains(twin.Info.Nodes[i].Path) && (level is null || Levels[(int)twin.Info.Nodes[i].Kind] == level));
    }

    private static IResult Get([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        query.ThrowIfAny();
        var index = NodeSegment.Find(path, twin);
        var frame = twin.Latest;
        return FrameTag.Answer(http, frame, () => NodeView.Of(twin.Info, frame, index, metrics));
    }

    private static IResult Children([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin)
    {
        var index = NodeSegment.Find(path, twin);
        return Page(http, twin, new QueryReader(http), i => twin.Info.Nodes[i].Parent == index);
    }

    private static IResult Page(HttpContext http, ITwin twin, QueryReader query, Predicate<int> wanted)
    {
        var limit = (int)query.Whole(Limit.Name);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        var after = -1;
        if (query.Text(Cursor.Name) is { } cursor && (!NodePath.TryParse(cursor, out var last, out _) || (after = twin.Info.IndexOf(last)) < 0))
        {
            query.Fault(Cursor.Name, $"'{cursor}' ended no page; give the value of next as it was answered.");
        }

        query.ThrowIfAny();
        var frame = twin.Latest;
        return FrameTag.Answer(http, frame, () =>
        {
            // One more than the page holds tells whether there is a next one.
            var found = Enumerable.Range(after + 1, twin.Info.Nodes.Count - after - 1).Where(i => wanted(i)).Take(limit + 1).ToArray();
            var shown = found.Take(limit).ToArray();
            return new NodePageView(
                frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), [.. shown.Select(i => NodeView.Of(twin.Info, frame, i, metrics))],
                found.Length > limit ? twin.Info.Nodes[shown[^1]].Path.Value : null);
        });
    }
}
