using System.Globalization;
using Twin.Model;

namespace Twin.Contracts;

/// <summary>Reads how strong an event is: a number in the catalogue's unit, or a number with a unit, such as <c>8 K</c>, <c>40 MW</c>, <c>70 %</c>.</summary>
public static class Magnitudes
{
    private static readonly (string Of, string Written, double Scale)[] Units =
    [
        ("K", "K", 1), ("°C", "°C", 1), ("°C", "C", 1),
        ("µg/m³", "µg/m³", 1), ("µg/m³", "ug/m3", 1), ("µg/m³", "mg/m³", 1000), ("µg/m³", "mg/m3", 1000),
        ("share", "share", 1), ("share", "%", 0.01),
        ("MW", "MW", 1), ("MW", "kW", 0.001), ("MW", "GW", 1000),
        ("units", "units", 1), ("pumps", "pumps", 1), ("fans of 8", "fans", 1), ("modules", "modules", 1), ("sets", "sets", 1),
        ("bar", "bar", 1), ("CNY/kWh", "CNY/kWh", 1),
    ];

    /// <summary>Reads a magnitude into the catalogue's unit.</summary>
    /// <param name="text">Number and unit, with or without a space; the unit may be left out.</param>
    /// <param name="facts">The kind that it is for.</param>
    /// <param name="fault">What is wrong and how to mend it, a sentence; empty on success.</param>
    public static bool TryRead(string text, EventFacts facts, out double value, out string fault)
    {
        value = 0;
        fault = "";
        var trimmed = text.Trim();
        var cut = 0;
        while (cut < trimmed.Length && (char.IsAsciiDigit(trimmed[cut]) || trimmed[cut] is '.' or '-' or '+'))
        {
            cut++;
        }

        if (!double.TryParse(trimmed.AsSpan(0, cut), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            fault = $"'{text}' is no magnitude; write a number and a unit, such as \"{Example(facts)}\".";
            return false;
        }

        var unit = trimmed[cut..].Trim();
        if (unit.Length == 0)
        {
            value = number;
            return true;
        }

        foreach (var (of, written, scale) in Units)
        {
            if (of == facts.Unit && written == unit)
            {
                value = number * scale;
                return true;
            }
        }

        fault = facts.Unit.Length == 0
            ? $"A {EventRules.Name(facts.Kind)} is on or off and takes no unit, so '{unit}' means nothing; leave the magnitude out."
            : $"'{unit}' is no unit of a {EventRules.Name(facts.Kind)}; write it in {string.Join(" or ", UnitsOf(facts))}, such as \"{Example(facts)}\".";
        return false;
    }

    /// <summary>The units that are read for a kind.</summary>
    public static IEnumerable<string> UnitsOf(EventFacts facts) => Units.Where(u => u.Of == facts.Unit).Select(u => u.Written);

    /// <summary>The usual magnitude as a person writes it.</summary>
    public static string Example(EventFacts facts) => facts.Unit switch
    {
        "" => facts.Usual.ToString(CultureInfo.InvariantCulture),
        "fans of 8" => $"{facts.Usual} fans",
        _ => $"{facts.Usual} {facts.Unit}",
    };
}
