using System.Globalization;

namespace Twin.Page.Tests;

/// <summary>A number as the page shows it: its value in base units (kW, °C, µg/m³), and half of its last digit.</summary>
internal sealed record Figure(double Value, double Half)
{
    /// <summary>The number that an element comes to show.</summary>
    public static async Task<Figure> Shown(Visit visit, string selector, string unit = "")
    {
        var text = "";
        await visit.Until($"'{selector}' shows a number", async () =>
        {
            text = (await visit.Page.Locator(selector).First.InnerTextAsync()).Replace("\u202f", "", StringComparison.Ordinal).Replace('\u2212', '-');
            return text.Any(char.IsAsciiDigit);
        });
        return Parse(text, unit);
    }

    /// <summary>A whole number as the page writes it.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <param name="unit">Where the number stands alone.</param>
    public static Figure Parse(string text, string unit)
    {
        var match = System.Text.RegularExpressions.Regex.Match(text, @"(-?\d+)(?:\.(\d+))?\s*(GW|MW|kW)?");
        var scale = (match.Groups[3].Success ? match.Groups[3].Value : unit) switch { "GW" => 1e6, "MW" => 1e3, _ => 1 };
        var decimals = match.Groups[2].Value;
        var value = double.Parse(decimals == "" ? match.Groups[1].Value : $"{match.Groups[1].Value}.{decimals}", CultureInfo.InvariantCulture);
        return new Figure(value * scale, 0.5 * scale * Math.Pow(10, -decimals.Length));
    }

    public void Holds(double predicted, string what) => Value.ShouldBe(predicted, (Half * 1.001) + 1e-6, $"{what}: shown against predicted");
}
