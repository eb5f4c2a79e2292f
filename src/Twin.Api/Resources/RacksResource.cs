using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>A data center's racks, a column per field.</summary>
internal static class RacksResource
{
    private const int MostRacks = 20_000;
    private const int UsualRacks = 1000;

    private static readonly QueryParameter From = QueryParameter.Whole("from", "Index of the first rack.", 0, int.MaxValue, 0);
    private static readonly QueryParameter Count = QueryParameter.Whole("count", "Racks wanted; fewer come at the end.", 1, MostRacks, UsualRacks);

    public static void MapRacks(this IEndpointRouteBuilder api) =>
        api.MapGet("/nodes/{path}/racks", Get)
            .WithName("listRacks").WithTags("nodes").WithSummary("Racks of a data center by column, all at the same tick")
            .WithQuery(From, Count, QueryParameters.Fields, TableFormat.Parameter)
            .Produces<RacksView>().ProducesTable().Refuses(400, 404, 429);

    private static async Task<object> Get([Description(NodeSegment.Description)] string path, HttpContext http, ITwin twin, IOptions<JsonOptions> json)
    {
        var query = new QueryReader(http);
        var (from, count) = ((int)query.Whole(From.Name), (int)query.Whole(Count.Name));
        var fields = query.Fields<RacksView>(QueryParameters.Fields.Name);
        var format = query.Text(TableFormat.Parameter.Name);
        var node = twin.Info.Nodes[NodeSegment.Find(path, twin)];
        if (node.Kind != NodeKind.DataCenter)
        {
            throw new RequestRefusedException(
                StatusCodes.Status404NotFound,
                $"'{node.Path}' is a {NodeSelection.Levels[(int)node.Kind]}; only a data center has racks. List those below it with GET /api/v1/nodes?level=dataCenter&under={node.Path}, or sum over their racks with GET /api/v1/aggregate?level=rack&under={node.Path}.");
        }

        if (from >= node.Racks)
        {
            query.Fault(From.Name, $"'{node.Path}' has {node.Racks} racks; the last is at {node.Racks - 1}.");
        }

        query.ThrowIfAny();
        var page = await twin.Racks(node.Path, from, count, http.RequestAborted);
        return TableFormat.Answer(format, () => RackTable.Of(page))
            ?? (fields is null ? RacksView.Of(page) : fields.Pick(RacksView.Of(page), json.Value.SerializerOptions) as object);
    }
}
