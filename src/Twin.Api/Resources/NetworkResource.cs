using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The network: the top of the tree and the state of the whole twin.</summary>
internal static class NetworkResource
{
    public static void MapNetwork(this IEndpointRouteBuilder api) =>
        api.MapGet("/network", Get)
            .WithName("getNetwork").WithTags("network").WithSummary("The whole network at the latest complete tick")
            .WithQuery(QueryParameters.Metrics)
            .Produces<NetworkView>().Produces(StatusCodes.Status304NotModified).Refuses(400);

    private static IResult Get(HttpContext http, ITwin twin, TimeProvider time)
    {
        var query = new QueryReader(http);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        query.ThrowIfAny();
        var frame = twin.Latest;
        return FrameTag.Answer(http, frame, () => NetworkView.Of(twin.Info, frame, metrics, time.GetUtcNow()));
    }
}
