using System.Globalization;
using Twin.Contracts;

namespace Twin.Engine.Config;

/// <summary>What a quantity measures. Values are held in the unit that the member's comment names.</summary>
public enum Dimension
{
    /// <summary>°C</summary>
    Temperature,

    /// <summary>K</summary>
    TemperatureDifference,

    /// <summary>kW</summary>
    Power,

    /// <summary>s</summary>
    Duration,

    /// <summary>m</summary>
    Length,

    /// <summary>kg</summary>
    Mass,

    /// <summary>m³</summary>
    Volume,

    /// <summary>degrees</summary>
    Angle,

    /// <summary>CNY/kWh</summary>
    Price,

    /// <summary>kg CO₂/kWh</summary>
    Carbon,

    /// <summary>L/kWh</summary>
    FuelPerEnergy,

    /// <summary>kW/K</summary>
    HeatTransfer,

    /// <summary>1/K</summary>
    PerKelvin,

    /// <summary>µg/m³</summary>
    Dust,

    /// <summary>PFLOPS</summary>
    Compute,

    /// <summary>m/s</summary>
    Speed,

    /// <summary>hours of sunshine, h</summary>
    Sunshine,

    /// <summary>%</summary>
    Percentage,

    /// <summary>kWh/m²</summary>
    Irradiation,

    /// <summary>Hz</summary>
    Frequency,
}

/// <summary>Reads quantities with units: <c>8 K</c>, <c>40 MW</c>, <c>15m</c>, <c>PT15M</c>. A number without a unit is no quantity.</summary>
public static class Measures
{
    private static readonly (string Unit, double Scale)[][] Units = Table();

    /// <summary>The units that are read for a dimension; the first is the one it is held in.</summary>
    public static IReadOnlyList<string> UnitsOf(Dimension dimension) => Units[(int)dimension].Select(u => u.Unit).ToArray();

    /// <summary>An example, for messages and schemas.</summary>
    public static string Example(Dimension dimension) => dimension switch
    {
        Dimension.Temperature => "24 °C",
        Dimension.TemperatureDifference => "12 K",
        Dimension.Power => "2.5 kW",
        Dimension.Duration => "15m",
        Dimension.Length => "1053 m",
        Dimension.Mass => "500 kg",
        Dimension.Volume => "10 m3",
        Dimension.Angle => "40.1 deg",
        Dimension.HeatTransfer => "0.25 kW/K",
        Dimension.PerKelvin => "0.001 /K",
        Dimension.Dust => "500 ug/m3",
        _ => $"0.5 {Units[(int)dimension][0].Unit}",
    };

    /// <summary>Reads a quantity into the unit that its dimension is held in.</summary>
    /// <param name="text">Number and unit, with or without a space.</param>
    /// <param name="dimension">What it must measure.</param>
    /// <param name="value">In the unit of the dimension.</param>
    /// <param name="fault">What is wrong and how to mend it, for the end of a sentence; empty on success.</param>
    public static bool TryRead(string text, Dimension dimension, out double value, out string fault)
    {
        value = 0;
        fault = "";
        if (dimension == Dimension.Duration)
        {
            return Durations.TryRead(text, out value, out fault);
        }

        var cut = NumberLength(text);
        var unit = text[cut..].Trim();
        if (cut == 0 || !double.TryParse(text[..cut], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            fault = $"'{text}' is no quantity; write a number and a unit, such as \"{Example(dimension)}\"";
            return false;
        }

        if (unit.Length == 0)
        {
            fault = $"'{text}' has no unit; write it like \"{Example(dimension)}\"";
            return false;
        }

        if (!TryScale(unit, dimension, out var scale))
        {
            fault = $"'{unit}' is no unit of {Noun(dimension)}; use {string.Join(", ", UnitsOf(dimension))}";
            return false;
        }

        value = number * scale;
        return true;
    }

    /// <summary>What one of that unit is in the unit that the dimension is held in.</summary>
    public static bool TryScale(string unit, Dimension dimension, out double scale)
    {
        foreach (var (name, s) in Units[(int)dimension])
        {
            if (name == unit)
            {
                scale = s;
                return true;
            }
        }

        scale = 0;
        return false;
    }

    /// <summary>The dimension's name in a sentence.</summary>
    public static string Noun(Dimension dimension) => dimension switch
    {
        Dimension.TemperatureDifference => "temperature difference",
        Dimension.FuelPerEnergy => "fuel per energy",
        Dimension.HeatTransfer => "heat transfer",
        Dimension.PerKelvin => "share per kelvin",
        _ => dimension.ToString().ToLowerInvariant(),
    };

    private static int NumberLength(string text)
    {
        var i = 0;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '.' or '-' or '+' ||
            (text[i] is 'e' or 'E' && i > 0 && i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] is '-' or '+'))))
        {
            i++;
        }

        return i;
    }

    private static (string, double)[][] Table()
    {
        var table = new (string, double)[Enum.GetValues<Dimension>().Length][];
        table[(int)Dimension.Temperature] = [("°C", 1), ("C", 1)];
        table[(int)Dimension.TemperatureDifference] = [("K", 1)];
        table[(int)Dimension.Power] = [("kW", 1), ("W", 1e-3), ("MW", 1e3), ("GW", 1e6)];
        table[(int)Dimension.Duration] = [("s", 1), ("m", 60), ("min", 60), ("h", 3600), ("d", 86400)];
        table[(int)Dimension.Length] = [("m", 1), ("km", 1e3)];
        table[(int)Dimension.Mass] = [("kg", 1), ("t", 1e3)];
        table[(int)Dimension.Volume] = [("m3", 1), ("m³", 1), ("L", 1e-3)];
        table[(int)Dimension.Angle] = [("deg", 1), ("°", 1)];
        table[(int)Dimension.Price] = [("CNY/kWh", 1), ("CNY/MWh", 1e-3)];
        table[(int)Dimension.Carbon] = [("kg/kWh", 1), ("g/kWh", 1e-3), ("t/MWh", 1)];
        table[(int)Dimension.FuelPerEnergy] = [("L/kWh", 1)];
        table[(int)Dimension.HeatTransfer] = [("kW/K", 1), ("W/K", 1e-3)];
        table[(int)Dimension.PerKelvin] = [("/K", 1), ("1/K", 1), ("%/K", 0.01)];
        table[(int)Dimension.Dust] = [("ug/m3", 1), ("µg/m³", 1), ("mg/m3", 1e3)];
        table[(int)Dimension.Compute] = [("PFLOPS", 1), ("TFLOPS", 1e-3), ("EFLOPS", 1e3)];
        table[(int)Dimension.Speed] = [("m/s", 1)];
        table[(int)Dimension.Sunshine] = [("h", 1)];
        table[(int)Dimension.Percentage] = [("%", 1)];
        table[(int)Dimension.Irradiation] = [("kWh/m2", 1), ("kWh/m²", 1), ("MJ/m2", 1 / 3.6)];
        table[(int)Dimension.Frequency] = [("Hz", 1), ("mHz", 1e-3)];
        return table;
    }
}
