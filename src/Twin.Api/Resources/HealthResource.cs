using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Whether the process lives, and whether the twin has its first frame. Alive asks nothing of the twin.</summary>
internal static class HealthResource
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("health");
        health.MapGet("/live", () => new HealthView("live", null, null))
            .WithName("getLive").WithSummary("Whether the process answers")
            .Produces<HealthView>();
        health.MapGet("/ready", Ready)
            .WithName("getReady").WithSummary("Whether there is a frame to show")
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Ready(ITwin twin, TimeProvider time)
    {
        var frame = twin.Latest;
        // A twin that is paused before its first tick has its frame: the state at the start.
        var ready = frame.Tick >= 0 || frame.Clock.Paused;
        return TypedResults.Json(
            new HealthView(ready ? "ready" : "starting", frame.Tick, NetworkView.AgeOf(frame, time.GetUtcNow())),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <param name="Status">live, ready or starting.</param>
/// <param name="AgeMs">Age of the latest frame, ms.</param>
internal sealed record HealthView(string Status, long? Tick, double? AgeMs);
