using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>What happened: modes, supplies, limits, events, each with its cause.</summary>
internal static class OccurrencesResource
{
    private static readonly QueryParameter After = QueryParameter.Whole("after", "Only those after this sequence number.", -1, long.MaxValue / 2, -1);
    private static readonly QueryParameter Limit = QueryParameter.Whole("limit", "Occurrences wanted.", 1, 1000, 200);

    public static void MapOccurrences(this IEndpointRouteBuilder api) =>
        api.MapGet("/occurrences", List)
            .WithName("listOccurrences").WithTags("events").WithSummary("What happened, newest last")
            .WithQuery(After, Limit)
            .Produces<HappenedView[]>().Refuses(400);

    private static async Task<HappenedView[]> List(HttpContext http, ITwin twin)
    {
        var query = new QueryReader(http);
        var (after, limit) = (query.Whole(After.Name), (int)query.Whole(Limit.Name));
        query.ThrowIfAny();
        return [.. (await twin.Occurrences(after, limit, http.RequestAborted)).Select(HappenedView.Of)];
    }
}

/// <summary>One thing that happened at one moment, and why.</summary>
internal sealed record HappenedView(
    [property: Description("Its place in the order of all that happened.")] long Sequence,
    long Tick, DateTime Time, string Path, OccurrenceKind Kind,
    [property: Description("Cooling mode before, of a change of mode.")] PlantMode? From,
    [property: Description("Cooling mode after, of a change of mode.")] PlantMode? To,
    Cause Cause,
    [property: Description("The value that decided, in the cause's unit.")] double? Value,
    [property: Description("The limit it crossed.")] double? Limit,
    [property: Description("The injected event behind it.")] string? EventId,
    [property: Description("That event's kind; its target is the path, and its magnitude the value.")] EventKind? EventKind,
    [property: Description("Unit of the value where it is an event's magnitude; empty for what is on or off.")] string? Unit)
{
    public static HappenedView Of(OccurrenceView o)
    {
        var (w, changed) = (o.What, o.What.Kind is OccurrenceKind.ModeChange or OccurrenceKind.CoolingLost or OccurrenceKind.CoolingReturned);
        return new HappenedView(
            o.Sequence, o.Tick, Wire.Time(w.AtMs), w.Path.Value, w.Kind, changed ? w.From : null, changed ? w.To : null,
            w.Cause, Wire.Finite(w.Value), Wire.Finite(w.Limit), w.EventId,
            w.Event, w.Event is { } kind ? EventCatalogue.Of(kind).Unit : null);
    }
}
