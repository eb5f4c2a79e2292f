using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Pause and speed of simulated time.</summary>
internal static class ClockResource
{
    public static void MapClock(this IEndpointRouteBuilder api)
    {
        api.MapGet("/clock", (ITwin twin) => ClockState.Of(twin.Latest.Clock))
            .WithName("getClock").WithTags("clock").WithSummary("How simulated time runs")
            .Produces<ClockState>();
        api.MapPost("/clock", Set)
            .WithName("setClock").WithTags("clock").WithSummary("Pause, go on, or change the speed; what is left out stays")
            .Accepts<ClockChange>("application/json").Produces<ClockState>().Refuses(400, 403, 413, 415, 422);
    }

    private static async Task<ClockState> Set(HttpContext http, ITwin twin)
    {
        var body = await BodyReader.Read(http);
        var (paused, speed) = (body.Flag("paused"), body.Number("speed"));
        if (speed is { } s && !(s >= ClockView.LeastSpeed && s <= ClockView.MostSpeed))
        {
            body.Fault("speed", $"The speed is {s}; it must be {ClockView.LeastSpeed} to {ClockView.MostSpeed} simulated seconds per second. To stop, set paused.");
        }

        body.Finish();
        return ClockState.Of(await twin.SetClock(new ClockRequest(paused, speed), http.RequestAborted));
    }
}

/// <summary>A change of the clock.</summary>
internal sealed record ClockChange(bool? Paused = null, double? Speed = null);
