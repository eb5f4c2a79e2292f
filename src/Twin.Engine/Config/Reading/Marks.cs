using System.Text.Json;
using System.Text.Json.Serialization;

namespace Twin.Engine.Config;

/// <summary>
/// Marks a number as a quantity with a unit, written as text: <c>design: 2.5 kW</c>. It is held in the dimension's own
/// unit and lies between two plausible bounds in that unit.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class QuantityAttribute(Dimension dimension, double min, double max) : JsonConverterAttribute
{
    public Dimension Dimension { get; } = dimension;

    public string Range => $"{min:0.######} to {max:0.######} {Measures.UnitsOf(Dimension)[0]}";

    public override JsonConverter CreateConverter(Type typeToConvert) => new Converter(this);

    public bool TryRead(string text, out double value, out string fault)
    {
        if (!Measures.TryRead(text, Dimension, out value, out fault))
        {
            return false;
        }

        if (value < min || value > max)
        {
            fault = $"'{text}' lies outside {Range}";
            return false;
        }

        return true;
    }

    private sealed class Converter(QuantityAttribute mark) : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            mark.TryRead(reader.GetString() ?? "", out var value, out var fault) ? value : throw new JsonException(fault);

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value:R} {Measures.UnitsOf(mark.Dimension)[0]}");
    }
}

/// <summary>Bounds of a plain number, or of each number in a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BetweenAttribute(double min, double max) : Attribute
{
    public double Min { get; } = min;

    public double Max { get; } = max;
}

/// <summary>How many items a list has.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ItemsAttribute(int min, int max) : Attribute
{
    public int Min { get; } = min;

    public int Max { get; } = max;

    public string Wanted => Min == Max ? $"{Min}" : Max == int.MaxValue ? $"at least {Min}" : $"{Min} to {Max}";
}

/// <summary>What a key means, for its schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MeaningAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
