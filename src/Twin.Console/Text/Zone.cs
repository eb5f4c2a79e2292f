using System.Globalization;

namespace Twin.Workplace;

/// <summary>The time zone that a reader wants moments in. They travel in UTC; the live page's elements follow the same word of the address.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Rules">How its clocks are set.</param>
internal sealed record Zone(string Name, TimeZoneInfo Rules)
{
    /// <summary>All hubs keep China's one civil time.</summary>
    public static Zone Site { get; } = new("site", TimeZoneInfo.CreateCustomTimeZone("site", TimeSpan.FromHours(8), displayName: null, standardDisplayName: null));

    public static Zone Utc { get; } = new("utc", TimeZoneInfo.Utc);

    /// <summary>A browser's own, by its name in the tz database; UTC, which its label then says, where this machine does not know it.</summary>
    public static Zone Browser(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var rules) ? new("browser", rules) : Utc;

    /// <summary>A moment with its label: 14 Jul 08:31:20 UTC+8.</summary>
    /// <param name="ms">Unix ms.</param>
    public string Moment(long ms)
    {
        var utc = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        var offset = Rules.GetUtcOffset(utc);
        return $"{utc.ToOffset(offset).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture)} {Words.Say($"zone.{Name}", ("offset", Label(offset)))}";
    }

    private static string Label(TimeSpan offset)
    {
        var size = offset.Duration();
        return size == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '\u2212' : '+')}{size.Hours}{(size.Minutes == 0 ? "" : $":{size.Minutes:00}")}";
    }
}
