namespace Twin.Model.Grid;

/// <summary>The clock and calendar of a region.</summary>
internal static class LocalTime
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 24 * HourMs;

    // Day of the year on which each month ends, in a common year.
    private static readonly int[] MonthEnds = [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>Hour of the day, 0–24.</summary>
    public static double Hour(double ms, double utcOffsetH)
    {
        var hours = (ms / HourMs) + utcOffsetH;
        return hours - (24 * Math.Floor(hours / 24));
    }

    /// <summary>Month, 0–11, of a year of 365.2425 days: a day off in some years, which no monthly figure notices.</summary>
    public static int Month(double ms, double utcOffsetH)
    {
        var days = (ms + (utcOffsetH * HourMs)) / DayMs;
        var day = days - (365.2425 * Math.Floor(days / 365.2425));
        var month = 0;
        while (month < 11 && day >= MonthEnds[month])
        {
            month++;
        }

        return month;
    }
}
