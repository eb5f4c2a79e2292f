using System.Globalization;

namespace Twin.Engine.Config;

/// <summary>Moments as RFC 3339 in UTC: <c>2025-12-31T16:00:00Z</c>.</summary>
internal static class Instants
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"];

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
