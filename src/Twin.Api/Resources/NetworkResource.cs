using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The network: the top of the tree and the state of the whole twin.</summary>
internal static class NetworkResource
{
    public static void MapNetwork(this IEndpointRouteBuilder api) =>
        api.MapGet("/network", Get)
            .WithName("getNetwork").WithTags("network").WithSummary("The whole network at the latest complete tick")
            .WithQuery(QueryParameters.Metrics, QueryParameters.Fields)
            .Produces<NetworkView>().Refuses(400);

    private static IResult Get(HttpContext http, ITwin twin, TimeProvider time, IOptions<JsonOptions> json)
    {
        var query = new QueryReader(http);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        var fields = query.Fields<NetworkView>(QueryParameters.Fields.Name);
        query.ThrowIfAny();
        var frame = twin.Latest;
        NetworkView Whole() => NetworkView.Of(twin.Info, frame, metrics, time.GetUtcNow());
        return fields is null ? FrameTag.Answer(http, frame, Whole) : FrameTag.Answer(http, frame, () => fields.Pick(Whole(), json.Value.SerializerOptions));
    }
}
