using System.Text.Json;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The metrics that a caller wants, in the order wanted, with their names ready to be written.</summary>
internal sealed class MetricSelection
{
    private readonly JsonEncodedText[] _names;

    public MetricSelection(IReadOnlyList<Metric> metrics)
    {
        Metrics = metrics;
        _names = [.. metrics.Select(m => JsonEncodedText.Encode(m.Name))];
        Key = string.Join(',', metrics.Select(m => m.Name));
    }

    public static MetricSelection All { get; } = new(Contracts.Metrics.All);

    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Equal for equal selections.</summary>
    public string Key { get; }

    /// <summary>An object with a member for each metric; null where a node has no value.</summary>
    public void Write(Utf8JsonWriter json, NodeFrame node)
    {
        json.WriteStartObject();
        for (var i = 0; i < _names.Length; i++)
        {
            var value = Metrics[i].Of(node);
            if (double.IsFinite(value))
            {
                json.WriteNumber(_names[i], value);
            }
            else
            {
                json.WriteNull(_names[i]);
            }
        }

        json.WriteEndObject();
    }
}
