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

    public static void MapStream(this IEndpointRouteBuilder api) =>
        api.MapGet("/stream", Get)
            .WithName("getStream").WithTags("stream").WithSummary("Live values as server-sent events")
            .WithDescription(
                "Events: 'snapshot' comes first, and again with reason 'behind' when the reader was too slow or 'epoch' when ticks are stepped again; "
                + "then 'tick' with the same values, 'occurrence' for what happened at or around the nodes, and a named 'heartbeat' every ten seconds. "
                + "An event's id is epoch-sequence.")
            .WithQuery(Nodes, QueryParameters.Metrics, Rate)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses(400, 429);

    private static IResult Get(
        HttpContext http, ITwin twin, FrameRelay relay, TwinApiOptions options, TimeProvider time, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime)
    {
        var query = new QueryReader(http);
        var nodes = query.Nodes(Nodes.Name, twin);
        var metrics = query.Metrics(QueryParameters.Metrics.Name);
        var rateHz = query.Number(Rate.Name);
        query.ThrowIfAny();
        if (!relay.TryEnter())
        {
            throw new TwinRefusedException(Refusal.Full, [new("", $"All {options.MostStreams} places of the stream are taken. Close one, or come back later.")]);
        }

        var selection = StreamSelection.Of(nodes, metrics, twin.Info);
        var reading = new StreamReading(relay, selection, rateHz, options, time, json.Value.SerializerOptions);
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
