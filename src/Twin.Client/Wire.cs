using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Client;

/// <summary>Addresses, names and values as they go over the wire.</summary>
internal static class Wire
{
    public const string Api = "/api/v1/";

    private static readonly JsonSerializerOptions Names = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    /// <summary>A node's path as one segment of an address.</summary>
    public static string Segment(NodePath path) => Uri.EscapeDataString(path.Value);

    /// <summary>A query of those parameters that have a value.</summary>
    public static string Query(params IReadOnlyList<(string Name, string? Value)> parameters)
    {
        var given = parameters.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given);
    }

    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T Read<T>(JsonElement name)
        where T : struct, Enum => name.Deserialize<T>(Names);

    public static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public static IReadOnlyDictionary<string, double?> Values(JsonElement members) => members.EnumerateObject().ToDictionary(m => m.Name, m => Number(m.Value));

    public static JsonObject Body(InjectRequest request)
    {
        var body = new JsonObject { ["kind"] = EventRules.Name(request.Kind), ["target"] = request.Target.Value };
        Put(body, "id", request.Id);
        Put(body, "selection", request.Selection is { Length: > 0 } selection ? selection : null);
        Put(body, "start", request.StartMs is { } start ? Instants.Write(start) : null);
        Put(body, "magnitude", request.Magnitude);
        Put(body, "ramp", request.RampMs is { } ramp ? Durations.Write(ramp) : null);
        Put(body, "reason", request.Reason is { Length: > 0 } reason ? reason : null);
        Put(body, "by", request.By is { Length: > 0 } by ? by : null);
        if (request.UntilEnded)
        {
            // Null says that it has no end of its own; left out, it is the usual one.
            body["duration"] = null;
        }
        else
        {
            Put(body, "duration", request.DurationMs is { } duration ? Durations.Write(duration) : null);
        }

        return body;
    }

    public static JsonObject Body(ClockRequest request)
    {
        var body = new JsonObject();
        Put(body, "paused", request.Paused);
        Put(body, "speed", request.Speed);
        return body;
    }

    private static void Put(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
