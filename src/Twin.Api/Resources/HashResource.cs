using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The hash over every field of state: equal worlds, seeds and commands give equal hashes at every tick.</summary>
internal static class HashResource
{
    public static void MapHash(this IEndpointRouteBuilder api) =>
        api.MapGet("/hash", async (ITwin twin, CancellationToken cancel) => await twin.Hash(cancel))
            .WithName("getHash").WithTags("network").WithSummary("The hash over every field of state, and its tick")
            .Produces<StateHash>();
}
