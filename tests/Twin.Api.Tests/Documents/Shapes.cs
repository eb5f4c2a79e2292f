using System.Text.Json;
using System.Text.Json.Nodes;

namespace Twin.Api.Tests.Documents;

/// <summary>Whether a value is of the shape that the document promises: as much of JSON Schema as the document uses.</summary>
/// <param name="lacks">True where members may be left out, as a caller asked for some of them alone.</param>
internal sealed class Shapes(JsonNode document, bool lacks = false)
{
    /// <summary>One sentence for each place where the value is of another shape.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string at = "")
    {
        if (schema["$ref"] is { } reference)
        {
            return Faults(value, document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!, at);
        }

        if (schema["oneOf"] is JsonArray any)
        {
            return any.Any(one => !Faults(value, one!, at).Any()) ? [] : [$"{at}: {Shown(value)} is none of those that it may be"];
        }

        if (schema["enum"] is JsonArray names)
        {
            return names.Any(n => n?.ToJsonString() == value?.ToJsonString()) ? [] : [$"{at}: {Shown(value)} is none of {names.ToJsonString()}"];
        }

        string[] types = schema["type"] switch { JsonArray several => [.. several.Select(t => t!.GetValue<string>())], { } one => [one.GetValue<string>()], null => [] };
        if (types.Length > 0 && !types.Any(t => Is(value, t)))
        {
            return [$"{at}: {Shown(value)} is no {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonArray list when schema["items"] is { } items => list.SelectMany((item, i) => Faults(item, items, $"{at}/{i}")),
            JsonObject members => Members(members, schema, at),
            _ => [],
        };
    }

    private IEnumerable<string> Members(JsonObject members, JsonNode schema, string at)
    {
        foreach (var name in schema["required"]?.AsArray().Select(r => r!.GetValue<string>()) ?? [])
        {
            if (!lacks && !members.ContainsKey(name))
            {
                yield return $"{at}: '{name}' is missing";
            }
        }

        foreach (var (name, value) in members)
        {
            var shape = schema["properties"]?[name] ?? (schema["additionalProperties"] is JsonObject rest ? rest : null);
            foreach (var fault in shape is null ? [$"{at}: '{name}' is not in the document"] : Faults(value, shape, $"{at}/{name}"))
            {
                yield return fault;
            }
        }
    }

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && value.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        _ => false,
    };

    private static string Shown(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 80)] : "null";
}
