using System.Globalization;

namespace Twin.Engine.Config;

/// <summary>Durations as ISO 8601 (<c>PT15M</c>, <c>P1DT12H</c>) and as people type them (<c>15m</c>, <c>1h30m</c>, <c>90 s</c>).</summary>
internal static class Durations
{
    private const string HowTo = "write it like 15m, 90s, 2h or PT15M";

    /// <summary>Reads a duration in seconds.</summary>
    public static bool TryRead(string text, out double seconds, out string fault)
    {
        seconds = 0;
        fault = "";
        var s = text.Trim();
        if (s.Length > 0 && double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            fault = $"'{text}' has no unit; {HowTo}";
            return false;
        }

        var iso = s.StartsWith('P');
        var ok = iso ? TryIso(s, out seconds, out fault) : TryShort(s, out seconds);
        if (!ok && fault.Length == 0)
        {
            fault = $"'{text}' is no duration; {HowTo}";
        }

        return ok;
    }

    private static bool TryShort(string s, out double seconds)
    {
        seconds = 0;
        var i = 0;
        var last = double.MaxValue;
        while (i < s.Length)
        {
            if (!TryPart(s, ref i, out var number, out var unit) || !Measures.TryScale(unit, Dimension.Duration, out var scale) || scale >= last)
            {
                return false;
            }

            seconds += number * scale;
            last = scale;
        }

        return i > 0;
    }

    private static bool TryIso(string s, out double seconds, out string fault)
    {
        seconds = 0;
        fault = "";
        var i = 1;
        var time = false;
        var parts = 0;
        var last = double.MaxValue;
        while (i < s.Length)
        {
            if (s[i] == 'T' && !time)
            {
                time = true;
                i++;
                continue;
            }

            if (!TryPart(s, ref i, out var number, out var unit))
            {
                return false;
            }

            if (unit is "Y" or "M" && !time)
            {
                fault = $"'{s}' counts months or years, which have no fixed length; write days, as in P30D";
                return false;
            }

            var scale = (time, unit) switch { (false, "W") => 604800, (false, "D") => 86400, (true, "H") => 3600, (true, "M") => 60, (true, "S") => 1, _ => 0.0 };
            if (scale == 0 || scale >= last)
            {
                return false;
            }

            seconds += number * scale;
            last = scale;
            parts++;
        }

        return parts > 0 && s[^1] != 'T';
    }

    private static bool TryPart(string s, ref int i, out double number, out string unit)
    {
        var from = i;
        while (i < s.Length && (char.IsAsciiDigit(s[i]) || s[i] == '.'))
        {
            i++;
        }

        var ok = double.TryParse(s.AsSpan(from, i - from), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        while (i < s.Length && s[i] == ' ')
        {
            i++;
        }

        var unitFrom = i;
        while (i < s.Length && char.IsAsciiLetter(s[i]) && (i == unitFrom || s[unitFrom] is >= 'a' and <= 'z'))
        {
            i++;
        }

        unit = s[unitFrom..i];
        while (i < s.Length && s[i] == ' ')
        {
            i++;
        }

        return ok && unit.Length > 0;
    }
}
