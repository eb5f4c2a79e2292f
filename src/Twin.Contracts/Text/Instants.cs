using System.Globalization;

namespace Twin.Contracts;

/// <summary>Moments as RFC 3339 in UTC: <c>2025-12-31T16:00:00Z</c>.</summary>
public static class Instants
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"];

    /// <summary>A moment as RFC 3339 in UTC.</summary>
    public static string Write(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(unixMs % 1000 == 0 ? Forms[0] : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a moment that may be relative to another: <c>now</c>, <c>now-6h</c>, <c>now+PT15M</c>.</summary>
    public static bool TryRead(string text, long nowMs, out long unixMs, out string fault)
    {
        unixMs = nowMs;
        fault = "";
        if (text == "now")
        {
            return true;
        }

        // A plus sign in a query arrives as a space.
        if (text.Length > 4 && text.StartsWith("now", StringComparison.Ordinal) && text[3] is '-' or '+' or ' ')
        {
            if (!Durations.TryRead(text[4..], out var seconds, out fault))
            {
                return false;
            }

            unixMs = nowMs + ((text[3] == '-' ? -1 : 1) * (long)Math.Round(Math.Min(seconds, MostSeconds) * 1000));
            return true;
        }

        if (TryRead(text, out unixMs, out fault))
        {
            return true;
        }

        fault += ", or relative to the present like now-6h";
        return false;
    }

    // A century: no twin's clock is further away, and sums of it stay far from overflow.
    private const double MostSeconds = 100 * 366.0 * 86400;

    /// <summary>Reads a moment as Unix time in ms.</summary>
    public static bool TryRead(string text, out long unixMs, out string fault)
    {
        var ok = DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment);
        unixMs = ok ? moment.ToUnixTimeMilliseconds() : 0;
        fault = ok ? "" : $"'{text}' is no moment in UTC; write it like 2025-12-31T16:00:00Z";
        return ok;
    }
}
