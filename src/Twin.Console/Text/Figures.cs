using System.Globalization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace;

/// <summary>Numbers as the live page writes them: narrow spaces between thousands, a true minus, three digits that matter.</summary>
internal static class Figures
{
    public const string None = "–";
    private const char Narrow = '\u202f';

    private static readonly NumberFormatInfo Format = new() { NumberGroupSeparator = "\u202f", NegativeSign = "\u2212", NumberDecimalSeparator = "." };

    public static string Number(double x, int decimals = 0) => double.IsFinite(x) ? x.ToString("N" + decimals, Format) : None;

    /// <summary>Three digits that matter: 3.99, 41.8, 612.</summary>
    public static string Three(double x) => Number(x, Math.Abs(x) >= 99.95 ? 0 : Math.Abs(x) >= 9.995 ? 1 : 2);

    public static string Power(double kw) => !double.IsFinite(kw) ? None
        : kw == 0 ? $"0{Narrow}kW"
        : Math.Abs(kw) >= 999_500 ? $"{Three(kw / 1e6)}{Narrow}GW"
        : Math.Abs(kw) >= 999.5 ? $"{Three(kw / 1e3)}{Narrow}MW"
        : $"{Three(kw)}{Narrow}kW";

    public static string Temperature(double c, Units units) => double.IsFinite(c) ? $"{Number(units.Temperature(c), 1)}{Narrow}{units.Degree}" : None;

    /// <summary>How far two temperatures are apart.</summary>
    public static string Difference(double k, Units units) => double.IsFinite(k) ? $"{Number(units.Difference(k), 1)}{Narrow}{units.DegreesApart}" : None;

    public static string Percent(double share, int decimals = 0) => double.IsFinite(share) ? $"{Number(share * 100, decimals)}{Narrow}%" : None;

    /// <summary>How long: 40 s, 9 min 40 s, 11.6 h, 3 d.</summary>
    public static string Duration(double s) => !double.IsFinite(s) ? "∞"
        : Math.Round(s) < 60 ? $"{Number(s)}{Narrow}s"
        : s < 600 && Math.Round(s) % 60 != 0 ? $"{(int)Math.Round(s) / 60}{Narrow}min {(int)Math.Round(s) % 60}{Narrow}s"
        : s < 5400 ? $"{Number(s / 60)}{Narrow}min"
        : s < 172_800 ? $"{Number(s / 3600, s % 3600 == 0 ? 0 : 1)}{Narrow}h"
        : $"{Number(s / 86_400, s % 86_400 == 0 ? 0 : 1)}{Narrow}d";

    /// <summary>How old: 0.2 s, 14 s, 3 min.</summary>
    public static string Age(TimeSpan age) => age.TotalSeconds < 9.95 ? $"{Number(age.TotalSeconds, 1)}{Narrow}s" : Duration(age.TotalSeconds);

    /// <summary>"+8 K"; empty for events that are on or off.</summary>
    public static string Strength(TwinEvent e, Units units)
    {
        var (magnitude, unit) = units.Strength(e.Magnitude, EventCatalogue.Of(e.Kind));
        if (unit.Length == 0)
        {
            return "";
        }

        var signed = e.Kind is EventKind.ColdWave or EventKind.JobStop ? -magnitude : magnitude;
        var plus = e.Kind is EventKind.HeatWave or EventKind.LoadSurge or EventKind.JobStart && signed > 0 ? "+" : "";
        return unit == "share" ? plus + Percent(signed) : $"{plus}{Number(signed, Math.Abs(signed - Math.Round(signed)) < 1e-9 ? 0 : 1)}{Narrow}{unit}";
    }

    public static string Name(this TwinEvent e, Units units) => $"{Words.Kind(e.Kind)} {Strength(e, units)}".TrimEnd();

    /// <summary>A node's name, a data center's with its hub's.</summary>
    public static string Place(this TwinInfo info, NodePath path)
    {
        var at = info.IndexOf(path.Kind == NodeKind.Rack ? path.Parent : path);
        if (at < 0)
        {
            return path.Value;
        }

        var node = info.Nodes[at];
        var name = node.Kind == NodeKind.DataCenter ? $"{info.Nodes[node.Parent].Name} · {node.Name}" : node.Kind == NodeKind.Network ? Words.Say("crumbs.network") : node.Name;
        return path.Kind == NodeKind.Rack ? $"{name} · {path.Name}" : name;
    }
}
