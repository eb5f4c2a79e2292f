using System.Text.Json;
using System.Text.Json.Serialization;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The metrics of a node by name; null where it has no value. Written straight from the frame.</summary>
[JsonConverter(typeof(ReadingConverter))]
internal sealed record ReadingView(NodeFrame Node, MetricSelection Metrics);

/// <summary>Writes a reading as an object with a member for each metric.</summary>
internal sealed class ReadingConverter : JsonConverter<ReadingView>
{
    public override ReadingView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Readings are written and never read.");

    public override void Write(Utf8JsonWriter writer, ReadingView value, JsonSerializerOptions options) => value.Metrics.Write(writer, value.Node);
}
