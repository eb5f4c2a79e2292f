using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Client;

/// <summary>Reads the stream, and opens it again where it broke.</summary>
internal sealed class LiveStream(HttpClient http, TimeProvider time)
{
    // Heartbeats come every ten seconds: two that stay away are a dead connection.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(2);

    private string? _lastId;
    private TimeSpan _pause = UsualPause;

    public async IAsyncEnumerable<LiveItem> Read(string query, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            using var silence = new CancellationTokenSource(Silence, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
            await using var items = Open(query, either.Token).GetAsyncEnumerator(either.Token);
            while (await Moves(items, cancel))
            {
                silence.CancelAfter(Silence);
                yield return items.Current;
            }

            await Task.Delay(_pause, time, cancel);
        }
    }

    /// <summary>False where the stream has ended or broken; what the twin refuses, and the caller's own end, come out.</summary>
    private static async Task<bool> Moves(IAsyncEnumerator<LiveItem> items, CancellationToken cancel)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private async IAsyncEnumerable<LiveItem> Open(string query, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Wire.Api + "stream" + query);
        if (_lastId is { } last)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            _pause = response.Headers.RetryAfter?.Delta ?? UsualPause;
            yield break;
        }

        await Refusals.ThrowIfAny(response, cancel);
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancel))
        {
            _lastId = item.EventId ?? _lastId;
            _pause = item.ReconnectionInterval ?? _pause;
            if (Item(item.EventType, item.Data) is { } said)
            {
                yield return said;
            }
        }
    }

    /// <summary>Null for an event of a kind that this client does not know.</summary>
    private static LiveItem? Item(string type, string data)
    {
        var json = JsonDocument.Parse(data).RootElement;
        return type switch
        {
            "snapshot" => Frame(json, json.GetProperty("reason").GetString()),
            "tick" => Frame(json, null),
            "occurrence" => new LiveOccurrence(Occurrence(json)),
            "heartbeat" => new LiveHeartbeat(json.GetProperty("tick").GetInt64(), TimeSpan.FromMilliseconds(json.GetProperty("ageMs").GetDouble())),
            _ => null,
        };
    }

    private static LiveFrame Frame(JsonElement json, string? reason) => new(
        reason, json.GetProperty("epoch").GetInt64(), json.GetProperty("sequence").GetInt64(), json.GetProperty("tick").GetInt64(), json.GetProperty("time").GetDateTimeOffset(),
        json.GetProperty("nodes").EnumerateArray().ToDictionary(n => NodePath.Parse(n.GetProperty("path").GetString()!), n => Wire.Values(n.GetProperty("reading"))));

    private static OccurrenceView Occurrence(JsonElement json) => new(
        json.GetProperty("sequence").GetInt64(), json.GetProperty("tick").GetInt64(),
        new Occurrence(
            json.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds(), NodePath.Parse(json.GetProperty("path").GetString()!),
            Wire.Read<OccurrenceKind>(json.GetProperty("kind")), ModeOf(json.GetProperty("from")), ModeOf(json.GetProperty("to")), Wire.Read<Cause>(json.GetProperty("cause")),
            Wire.Number(json.GetProperty("value")) ?? double.NaN, Wire.Number(json.GetProperty("limit")) ?? double.NaN, json.GetProperty("eventId").GetString(),
            json.GetProperty("eventKind") is { ValueKind: JsonValueKind.String } kind ? Wire.Read<EventKind>(kind) : null));

    private static PlantMode ModeOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? Wire.Read<PlantMode>(json) : default;
}
