using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>
/// A year of hourly weather at one site, typical or real, that stands for any calendar year: a moment maps on it by month,
/// day and hour. In a leap year a series of 365 days gives 28 February twice; in another year one of 366 days leaves out
/// 29 February.
/// </summary>
/// <remarks>
/// Hour h of the year (1 to 8,760) is the interval that ends at h. State values stand at its end and are interpolated
/// linearly between ends; wet bulb and dew point are worked out for each hour first and interpolated too, so that each is
/// piecewise linear in time. Radiation, a mean over the interval, stands at its middle; interpolating between the middles
/// keeps the year's sum.
/// </remarks>
public sealed class WeatherSeries
{
    private const int HoursOfYear = 8_760;
    private const int HoursOfLeapYear = 8_784;
    private const int EndOfFebruary28Hour = 59 * 24;
    private const double SecondsPerHour = 3600.0;

    private readonly WeatherHour[] hours;
    private readonly WeatherPoint[] points;
    private readonly long utcOffsetSeconds;

    /// <summary>
    /// Takes over a year of hours.
    /// <exception cref="ArgumentException">The count is neither 8,760 nor 8,784, or an hour is no possible air.</exception>
    /// </summary>
    public WeatherSeries(WeatherSite site, WeatherHour[] hours, params WeatherNote[] notes)
    {
        if (hours.Length is not (HoursOfYear or HoursOfLeapYear))
        {
            throw new ArgumentException(
                $"A weather year has {HoursOfYear} or {HoursOfLeapYear} hours; the series for {site.Name} has {hours.Length}.", nameof(hours));
        }

        Site = site;
        Notes = notes;
        this.hours = hours;
        utcOffsetSeconds = (long)Math.Round(site.UtcOffsetH * SecondsPerHour);
        points = new WeatherPoint[hours.Length];
        for (int i = 0; i < hours.Length; i++)
        {
            points[i] = Complete(hours[i], i);
        }
    }

    /// <summary>Where the series belongs.</summary>
    public WeatherSite Site { get; }

    /// <summary>What was clamped or filled, and in how many hours.</summary>
    public IReadOnlyList<WeatherNote> Notes { get; }

    /// <summary>The hours; hour i of this list ends i + 1 hours after the year's beginning in the site's standard time.</summary>
    public ReadOnlySpan<WeatherHour> Hours => hours;

    /// <summary>The hours' ends with wet bulb, dew point and density.</summary>
    public ReadOnlySpan<WeatherPoint> Points => points;

    /// <summary>Weather at a moment given in seconds since 1970-01-01 00:00 UTC.</summary>
    public WeatherPoint At(double secondsUtc)
    {
        double whole = Math.Floor(secondsUtc);
        long local = (long)whole + utcOffsetSeconds;
        long day = Math.DivRem(local, 86_400, out long secondOfDay);
        if (secondOfDay < 0)
        {
            secondOfDay += 86_400;
            day--;
        }

        int dayOfYear = DayOfYear(day, out bool leap);
        double hour = (dayOfYear * 24) + ((secondOfDay + (secondsUtc - whole)) / SecondsPerHour);

        // Hour of index i ends at i + 1; its middle is at i + ½.
        double endIndex = hour - 1.0;
        int end = (int)Math.Floor(endIndex);
        double part = endIndex - end;
        ref readonly WeatherPoint a = ref points[IndexOf(end, leap)];
        ref readonly WeatherPoint b = ref points[IndexOf(end + 1, leap)];

        double middleIndex = hour - 0.5;
        int middle = (int)Math.Floor(middleIndex);
        double ghi = Between(hours[IndexOf(middle, leap)].GhiWm2, hours[IndexOf(middle + 1, leap)].GhiWm2, middleIndex - middle);

        return new WeatherPoint(
            Between(a.DryBulbC, b.DryBulbC, part),
            Between(a.WetBulbC, b.WetBulbC, part),
            Between(a.DewPointC, b.DewPointC, part),
            Between(a.RhPct, b.RhPct, part),
            Between(a.HumidityRatio, b.HumidityRatio, part),
            Between(a.PressurePa, b.PressurePa, part),
            Between(a.DensityKgM3, b.DensityKgM3, part),
            Between(a.WindMs, b.WindMs, part),
            ghi,
            Between(a.Pm10UgM3, b.Pm10UgM3, part));
    }

    /// <summary>Weather at a moment given in whole seconds since 1970-01-01 00:00 UTC.</summary>
    public WeatherPoint At(long secondsUtc) => At((double)secondsUtc);

    private static double Between(double a, double b, double part) => a + ((b - a) * part);

    private WeatherPoint Complete(WeatherHour hour, int index)
    {
        try
        {
            Psychrometrics.Check(hour.DryBulbC, hour.RhPct, hour.PressurePa);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ArgumentException($"Hour {index + 1} of the weather year for {Site.Name}: {e.Message}", nameof(hour), e);
        }

        if (!(hour.WindMs >= 0.0 && hour.WindMs < 120.0 && hour.GhiWm2 >= 0.0 && hour.GhiWm2 < 2000.0 && hour.Pm10UgM3 >= 0.0))
        {
            throw new ArgumentException(
                $"Hour {index + 1} of the weather year for {Site.Name}: wind {hour.WindMs} m/s, irradiance {hour.GhiWm2} W/m² and PM10 "
                + $"{hour.Pm10UgM3} µg/m³ must be numbers from zero up, below 120 m/s and 2,000 W/m².",
                nameof(hour));
        }

        return WeatherPoint.Of(hour.DryBulbC, hour.RhPct, hour.PressurePa, hour.WindMs, hour.GhiWm2, hour.Pm10UgM3);
    }

    /// <summary>Index in the series of an hour of a calendar year, which may lie just before its first or after its last.</summary>
    private int IndexOf(int calendarHour, bool leapYear)
    {
        int count = hours.Length;
        int index = calendarHour;
        if (leapYear && count == HoursOfYear)
        {
            index -= calendarHour >= EndOfFebruary28Hour ? 24 : 0;
        }
        else if (!leapYear && count == HoursOfLeapYear)
        {
            index += calendarHour >= EndOfFebruary28Hour ? 24 : 0;
        }

        return index < 0 ? index + count : index >= count ? index - count : index;
    }

    /// <summary>Day of its year, from 0, of a day counted from 1970-01-01; proleptic Gregorian calendar.</summary>
    private static int DayOfYear(long day, out bool leap)
    {
        // Counted from 0000-03-01, so that the leap day ends a year; 146,097 days are 400 years.
        long shifted = day + 719_468;
        long era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        int dayOfEra = (int)(shifted - (era * 146_097));
        int yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        int dayFromMarch = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        bool nextYear = dayFromMarch >= 306; // January and February belong to the next year
        long year = yearOfEra + (era * 400) + (nextYear ? 1 : 0);
        leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return nextYear ? dayFromMarch - 306 : dayFromMarch + 59 + (leap ? 1 : 0);
    }
}
