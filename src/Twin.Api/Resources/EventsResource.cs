using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Events: what can be done to the world, what it would hit, doing it, and ending it early.</summary>
internal static class EventsResource
{
    private const string KeyHeader = "Idempotency-Key";

    private static readonly QueryParameter By = QueryParameter.Text("by", "Who asks for it.");

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("events");
        events.MapGet("", (ITwin twin) => twin.Latest is var f ? f.Events.Select(e => EventView.Of(e, f.TimeMs)).ToArray() : [])
            .WithName("listEvents").WithSummary("Accepted events that are not yet over, in the order of acceptance")
            .Produces<EventView[]>();
        events.MapGet("/catalogue", () => EventCatalogue.All.Select(EventFactsView.Of).ToArray())
            .WithName("listEventKinds").WithSummary("Every kind of event with its level, unit, limits and usual values")
            .Produces<EventFactsView[]>();
        events.MapPost("/preview", Preview)
            .WithName("previewEvent").WithSummary("What an event would hit; changes nothing")
            .Accepts<EventRequest>("application/json").Produces<EventPreview>().Refuses(400, 403, 413, 415, 422);
        events.MapPost("", Inject)
            .WithName("injectEvent").WithSummary("Let an event happen; answers when it is durable")
            .WithDescription($"A repeated id, or {KeyHeader}, returns the first answer again and changes nothing.")
            .WithMetadata(new HeaderParameter(KeyHeader, "The event's id; the same as the body's id."))
            .Accepts<EventRequest>("application/json").Produces<AcceptedView>(StatusCodes.Status202Accepted).Refuses(400, 403, 404, 409, 413, 415, 422, 429);
        events.MapDelete("/{eventId}", End)
            .WithName("endEvent").WithSummary("Let an event end now; its ramp follows")
            .WithMetadata(new HeaderParameter(KeyHeader, "Id of this command, for a repeated call."))
            .WithQuery(By)
            .Produces<AcceptedView>(StatusCodes.Status202Accepted).Refuses(400, 403, 404, 409, 429);
    }

    private static async Task<EventPreview> Preview(HttpContext http, ITwin twin)
    {
        var nextMs = NextMs(twin);
        var request = EventRequests.Read(await BodyReader.Read(http), KeyOf(http), nextMs);
        var e = request.Resolve(request.Id ?? "preview", nextMs);
        var faults = EventRules.Check(twin.Info.World, e);
        return faults.Count == 0
            ? EventPreview.Of(e, EventReach.Of(twin.Info.World, e), twin.Info, twin.Latest)
            : throw new TwinRefusedException(Refusal.Invalid, faults);
    }

    private static async Task<IResult> Inject(HttpContext http, ITwin twin)
    {
        var request = EventRequests.Read(await BodyReader.Read(http), KeyOf(http), NextMs(twin));
        var accepted = await twin.Submit(request, http.RequestAborted);
        return TypedResults.Accepted("/api/v1/events", AcceptedView.Of(accepted));
    }

    private static async Task<IResult> End([Description("The event's id.")] string eventId, HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var by = query.Text(By.Name) ?? "";
        query.ThrowIfAny();
        return TypedResults.Accepted("/api/v1/events", AcceptedView.Of(await twin.Submit(new EndRequest(KeyOf(http), by, eventId), http.RequestAborted)));
    }

    /// <summary>Simulated begin of the first tick that has surely not begun when this is read.</summary>
    private static long NextMs(ITwin twin) => twin.Latest.TimeMs;

    private static string? KeyOf(HttpContext http)
    {
        var key = http.Request.Headers[KeyHeader];
        return key.Count == 0 ? null : EventRequests.IsId(key.ToString())
            ? key.ToString()
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, $"The {KeyHeader} '{key.ToString()[..Math.Min(60, key.ToString().Length)]}' is no id; {EventRequests.IdRule}.");
    }
}
