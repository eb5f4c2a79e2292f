using System.Text.Json;

namespace Twin.Api;

/// <summary>Numbers and moments as they go over the wire.</summary>
internal static class Wire
{
    /// <summary>Of every value: none here was measured.</summary>
    public const string Quality = "simulated";

    /// <summary>RFC 3339 in UTC.</summary>
    public static DateTime Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;

    /// <summary>RFC 3339 in UTC; null where it has been so from the start.</summary>
    public static DateTime? Since(long unixMs) => unixMs < -LeastMs || unixMs > MostMs ? null : Time(unixMs);

    // The year 9999: what lies beyond is open, not a moment.
    private const long MostMs = 253_402_300_799_999;

    // The year 1.
    private const long LeastMs = 62_135_596_800_000;

    /// <summary>A choice by its name.</summary>
    public static string Word<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());

    /// <summary>JSON has no infinity and no NaN: null says that there is no value.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;

    public static double? Finite(double? value) => value is { } v ? Finite(v) : null;
}
