using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.Model;

namespace Twin.Engine;

/// <summary>The model's records as JSON, as journal and saved states hold them.</summary>
internal static class ModelJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            IgnoreReadOnlyProperties = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.Converters.Add(new NodePathJson());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class NodePathJson : JsonConverter<NodePath>
    {
        public override NodePath Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            NodePath.TryParse(reader.GetString(), out var path, out var fault) ? path : throw new JsonException(fault);

        public override void Write(Utf8JsonWriter writer, NodePath path, JsonSerializerOptions options) => writer.WriteStringValue(path.Value);
    }
}
