using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Twin.Engine.Config;

/// <summary>The JSON Schema of every kind of file, made from the records that read them.</summary>
public static class ConfigSchemas
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>File names and contents, such as <c>world.schema.json</c>.</summary>
    public static IReadOnlyList<(string Name, string Text)> All() =>
        [.. ConfigKinds.All.Select(k => ($"{Kebab(k.Kind)}.schema.json", Schema(k.Kind, k.File).ToJsonString(Indented) + "\n"))];

    private static JsonNode Schema(string kind, Type file)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        var body = ConfigContract.Options.GetJsonSchemaAsNode(file, options).AsObject();
        body["properties"]!["apiVersion"] = new JsonObject { ["const"] = ConfigReader.ApiVersion };
        body["properties"]!["kind"] = new JsonObject { ["const"] = kind };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"{kind} ({ConfigReader.ApiVersion})",
        };
        foreach (var (key, value) in body.ToArray())
        {
            body.Remove(key);
            schema[key] = value;
        }

        return schema;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.PropertyInfo is not { } property || node is not JsonObject schema)
        {
            // A schema of true, for a value with a converter of its own.
            return context.PropertyInfo is { } own && Mark<QuantityAttribute>(own) is { } mark ? Quantity(own, mark) : node;
        }

        if (Mark<QuantityAttribute>(property) is { } quantity)
        {
            return Quantity(property, quantity);
        }

        // A key that may be left out is left out, not set to null.
        if (schema["type"] is JsonArray types && types.Any(t => t?.GetValue<string>() == "null"))
        {
            var left = types.Select(t => t!.GetValue<string>()).Where(t => t != "null").ToArray();
            schema["type"] = left.Length == 1 ? left[0] : new JsonArray([.. left.Select(t => (JsonNode)t)]);
        }

        if (schema["enum"] is JsonArray values && values.Any(v => v is null))
        {
            schema["enum"] = new JsonArray([.. values.Where(v => v is not null).Select(v => v!.DeepClone())]);
        }

        schema.Remove("default");
        if (Mark<ItemsAttribute>(property) is { } items)
        {
            schema["minItems"] = items.Min;
            schema["maxItems"] = items.Max;
        }

        if (Mark<BetweenAttribute>(property) is { } range)
        {
            var target = (schema["items"] ?? schema["additionalProperties"]) as JsonObject ?? schema;
            target["minimum"] = range.Min;
            target["maximum"] = range.Max;
        }

        Describe(property, schema, "");
        return schema;
    }

    private static JsonObject Quantity(System.Text.Json.Serialization.Metadata.JsonPropertyInfo property, QuantityAttribute quantity)
    {
        var schema = new JsonObject
        {
            ["type"] = "string",
            ["examples"] = new JsonArray(Measures.Example(quantity.Dimension)),
        };
        Describe(property, schema, $"A quantity from {quantity.Range}; units: {string.Join(", ", Measures.UnitsOf(quantity.Dimension))}.");
        return schema;
    }

    private static void Describe(System.Text.Json.Serialization.Metadata.JsonPropertyInfo property, JsonObject schema, string more)
    {
        var text = $"{Mark<MeaningAttribute>(property)?.Text} {more}".Trim();
        if (text.Length > 0)
        {
            schema["description"] = text;
        }
    }

    private static T? Mark<T>(System.Text.Json.Serialization.Metadata.JsonPropertyInfo property) where T : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false) is [T mark, ..] ? mark : null;

    private static string Kebab(string kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind);
}
