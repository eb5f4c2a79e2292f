using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The one live stream.</summary>
internal static class StreamResource
{
    private static readonly QueryParameter Nodes = QueryParameter.Names("nodes", "Nodes by path, with commas between; left out: the network, all regions and all hubs.");
    private static readonly QueryParameter Rate = QueryParameter.Number("rate", "Most ticks a second; a slower reader gets the newest, never a queue.", 0.1, 20, 2);

    private static readonly QueryParameter LastEventId = QueryParameter.Text("lastEventId", "As the header Last-Event-ID, for callers that cannot set it; the header goes first.");

    private const string LastEventHeader = "Last-Event-ID";

    public static void MapStream(this IEndpointRouteBuilder api) =>
        api.MapGet("/stream", Get)
            .WithName("getStream").WithTags("stream").WithSummary("Live values as server-sent events")
            .WithDescription(
                "Events: 'snapshot' comes first, and again with reason 'behind' when the reader was too slow or 'epoch' when ticks are stepped again; "
                + "then 'tick' with the same values, 'occurrence' as soon as something happens at or around the nodes, and a named 'heartbeat' every ten seconds. "
                + "An event's id is epoch-sequence-occurrence: the last frame and the last occurrence that the reader has with it. "
                + "Given back as Last-Event-ID within half a minute, the stream goes on with what was missed, ticks half a second apart; later it begins with a snapshot whose reason is 'behind'.")
            .WithMetadata(new HeaderParameter(LastEventHeader, "Id of the last event that the caller has."))
            .WithQuery(Nodes, QueryParameters.Metrics, Rate, LastEventId)
            .Produces<StreamView>(StatusCodes.Status200OK, "text/event-stream").Refuses(400, 429);

    private static IResult Get(
        HttpContext http, ITwin twin, FrameRelay relay, TwinApiOptions options, TimeProvider time, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime)
    {
        var query = new QueryReader(http);
        var nodes = query.Nodes(Nodes.Name, twin);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        var rateHz = query.Number(Rate.Name);
        var selection = StreamSelection.Of(nodes, metrics, twin.Info);
        if (selection.Values > options.MostStreamValues)
        {
            query.Fault(
                QueryParameters.Metrics.Name,
                $"{selection.Paths.Count} nodes with {metrics.Metrics.Count} metrics are {selection.Values} values a message; at most {options.MostStreamValues} are sent. Name fewer metrics or nodes.");
        }

        query.ThrowIfAny();
        var last = http.Request.Headers[LastEventHeader] is { Count: > 0 } header ? header.ToString() : query.Text(LastEventId.Name);
        StreamPlace? place = last is not null && StreamPlace.TryRead(last, out var read) ? read : null;
        if (!relay.TryEnter())
        {
            throw new TwinRefusedException(Refusal.Full, [new("", $"All {options.MostStreams} places of the stream are taken. Close one, or come back later.")]);
        }

        var reading = new StreamReading(relay, selection, rateHz, options, time, json.Value.SerializerOptions, place, unread: last is { Length: > 0 } && place is null);
        return TypedResults.ServerSentEvents(Until(lifetime.ApplicationStopping, reading, relay, http.RequestAborted));
    }

    /// <summary>Ends the stream when the host stops, so that a reader does not hold it up.</summary>
    private static async IAsyncEnumerable<SseItem<byte[]>> Until(
        CancellationToken stopping, StreamReading reading, FrameRelay relay, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        try
        {
            await foreach (var item in reading.Read(either.Token))
            {
                yield return item;
            }
        }
        finally
        {
            relay.Leave();
        }
    }
}
