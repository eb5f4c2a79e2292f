using System.Text.Json;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>The nodes and metrics that a reader of the stream wants. Readers with equal selections share what is written for them.</summary>
internal sealed class StreamSelection
{
    private readonly int[] _nodes;
    private readonly JsonEncodedText[] _paths;
    private readonly MetricSelection _metrics;
    private readonly TwinInfo _info;

    private StreamSelection(int[] nodes, MetricSelection metrics, TwinInfo info)
    {
        (_nodes, _metrics, _info) = (nodes, metrics, info);
        _paths = [.. nodes.Select(i => JsonEncodedText.Encode(info.Nodes[i].Path.Value))];
        Paths = [.. nodes.Select(i => info.Nodes[i].Path)];
        Key = $"{string.Join(',', nodes)};{metrics.Key}";
    }

    /// <summary>Equal for equal selections.</summary>
    public string Key { get; }

    public IReadOnlyList<NodePath> Paths { get; }

    /// <summary>Values in one message.</summary>
    public int Values => _nodes.Length * _metrics.Metrics.Count;

    /// <param name="nodes">Indexes in the twin's order; null: the network, all regions and all hubs.</param>
    public static StreamSelection Of(int[]? nodes, MetricSelection metrics, TwinInfo info) =>
        new(nodes ?? [.. Enumerable.Range(0, info.Nodes.Count).Where(i => info.Nodes[i].Kind <= NodeKind.Hub)], metrics, info);

    /// <summary>An array with an object for each node: path, condition, reading, whether its closures hold, and a data center's mode and supply.</summary>
    public void Write(Utf8JsonWriter json, Frame frame, JsonSerializerOptions options)
    {
        json.WriteStartArray("nodes");
        for (var i = 0; i < _nodes.Length; i++)
        {
            var node = frame.Nodes[_nodes[i]];
            json.WriteStartObject();
            json.WriteString("path", _paths[i]);
            json.WritePropertyName("condition");
            JsonSerializer.Serialize(json, ConditionView.Of(frame.ConditionOf(_info, _nodes[i])), options);
            json.WritePropertyName("reading");
            _metrics.Write(json, node);
            json.WriteBoolean("holds", node.Closure.Holds);
            WriteError(json, node.Closure.Max);
            if (node.Plant is { } plant)
            {
                json.WriteString("mode", Wire.Word(plant.Mode));
            }

            if (node.Power is { } power)
            {
                json.WriteString("supply", Wire.Word(power.Supply));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, double error)
    {
        if (double.IsFinite(error))
        {
            json.WriteNumber("closureError", error);
        }
        else
        {
            json.WriteNull("closureError");
        }
    }
}
