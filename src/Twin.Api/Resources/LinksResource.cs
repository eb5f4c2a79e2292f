using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Links between hubs and the people they work for.</summary>
internal static class LinksResource
{
    public static void MapLinks(this IEndpointRouteBuilder api) =>
        api.MapGet("/links", Get)
            .WithName("getLinks").WithTags("compute").WithSummary("Links and ways between hubs and demand centers, with what goes over them")
            .WithDescription("Latencies carry their kind: one way or round trip. A world without links has none of any.")
            .WithQuery(TableFormat.Parameter)
            .Produces<LinkMapView>().ProducesTable().Refuses(400);

    private static IResult Get(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var format = query.Text(TableFormat.Parameter.Name);
        query.ThrowIfAny();
        var frame = twin.Latest;
        return TableFormat.Answer(format, () => LinkTable.Of(LinkMapView.Of(twin.Info.World, frame)))
            ?? FrameTag.Answer(http, frame, () => LinkMapView.Of(twin.Info.World, frame));
    }
}
