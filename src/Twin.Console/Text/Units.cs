using System.Globalization;
using Twin.Model;

namespace Twin.Workplace;

/// <summary>The units that a reader wants temperatures in. Everything is kept, and travels, in SI; the live page's elements follow the same word of the address.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Degree">Sign of its temperatures.</param>
/// <param name="DegreesApart">Unit of differences between them.</param>
/// <param name="PerKelvin">Degrees in a kelvin.</param>
/// <param name="AtZeroC">Degrees at 0 °C.</param>
internal sealed record Units(string Name, string Degree, string DegreesApart, double PerKelvin, double AtZeroC)
{
    /// <summary>Degrees Celsius, kelvins between them.</summary>
    public static Units Si { get; } = new("si", "°C", "K", 1, 0);

    /// <summary>US customary: degrees Fahrenheit, exact by definition.</summary>
    public static Units Us { get; } = new("us", "°F", "°F", 1.8, 32);

    /// <summary>Those of an address; SI where it names none that are known.</summary>
    public static Units Named(string? name) => name == Us.Name ? Us : Si;

    public double Temperature(double c) => (c * PerKelvin) + AtZeroC;

    public double Difference(double k) => k * PerKelvin;

    /// <summary>A strength of the catalogue and its unit, as the reader wants them.</summary>
    public (double Value, string Unit) Strength(double magnitude, EventFacts facts) =>
        facts.Unit == Si.DegreesApart ? (Difference(magnitude), DegreesApart)
        : facts.Unit == Si.Degree ? (Temperature(magnitude), Degree)
        : (magnitude, facts.Unit);

    /// <summary>A strength as it is typed, in the catalogue's unit: a bare number and one with the reader's own unit are in that.</summary>
    /// <returns>False where it is none of these.</returns>
    public bool TryRead(string text, EventFacts facts, out double magnitude)
    {
        var own = facts.Unit == Si.DegreesApart || facts.Unit == Si.Degree;
        var bare = text.Trim().Replace('\u2212', '-');
        if (own && bare.EndsWith(Degree, StringComparison.OrdinalIgnoreCase))
        {
            bare = bare[..^Degree.Length].TrimEnd();
        }

        var read = double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        magnitude = own ? (number - (facts.Unit == Si.Degree ? AtZeroC : 0)) / PerKelvin : number;
        return read;
    }
}
