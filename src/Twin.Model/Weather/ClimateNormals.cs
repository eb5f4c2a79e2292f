namespace Twin.Model.Weather;

/// <summary>
/// Long-term monthly means of a site's climate, January first, from which <see cref="WeatherSynthesis"/> makes a year.
/// The arrays hold twelve values each.
/// </summary>
public sealed record ClimateNormals
{
    /// <summary>Where; its name also seeds the site's chance.</summary>
    public required WeatherSite Site { get; init; }

    /// <summary>Mean air temperature, °C.</summary>
    public required double[] MeanC { get; init; }

    /// <summary>Mean of each day's maximum less minimum, K.</summary>
    public required double[] DiurnalRangeK { get; init; }

    /// <summary>Mean relative humidity, percent.</summary>
    public required double[] RhPct { get; init; }

    /// <summary>Sunshine hours of the month, h, where known. Irradiation decides the synthetic sky; they are for comparison.</summary>
    public double[]? SunHours { get; init; }

    /// <summary>Mean daily sum of global horizontal irradiation, kWh/m².</summary>
    public required double[] GhiKwhM2Day { get; init; }

    /// <summary>Yearly mean wind speed 10 m above ground, m/s.</summary>
    public required double MeanWindMs { get; init; }

    /// <summary>Continental north: wider swings of temperature, windy spring. MODELS §2.2 gives two sets of constants.</summary>
    public required bool Northern { get; init; }

    /// <summary>Yearly mean of PM10 on ordinary days, µg/m³; dust storms are events and come on top.</summary>
    public double Pm10UgM3 { get; init; } = WeatherHour.OrdinaryPm10UgM3;

    /// <summary>
    /// Checks the figures.
    /// <exception cref="ArgumentException">An array has not twelve values, or one is no climate's on Earth; the message names site, figure and month.</exception>
    /// </summary>
    public void Check()
    {
        Check(nameof(MeanC), MeanC, -60, 45);
        Check(nameof(DiurnalRangeK), DiurnalRangeK, 0, 30);
        Check(nameof(RhPct), RhPct, 1, 100);
        if (SunHours is not null)
        {
            Check(nameof(SunHours), SunHours, 0, 744);
        }

        Check(nameof(GhiKwhM2Day), GhiKwhM2Day, 0, 12);
        Check(nameof(MeanWindMs), MeanWindMs, 0, 25, null);
        Check(nameof(Pm10UgM3), Pm10UgM3, 0, 1000, null);
        Check(nameof(Site.LatitudeDeg), Site.LatitudeDeg, -66, 66, null);
        Check(nameof(Site.LongitudeDeg), Site.LongitudeDeg, -180, 180, null);
        Check(nameof(Site.ElevationM), Site.ElevationM, -430, 6000, null);
        Check(nameof(Site.UtcOffsetH), Site.UtcOffsetH, -12, 14, null);
    }

    private void Check(string figure, double[] months, double low, double high)
    {
        if (months.Length != 12)
        {
            throw new ArgumentException($"Climate of {Site.Name}: {figure} needs twelve monthly values, January first; it has {months.Length}.");
        }

        for (int month = 0; month < 12; month++)
        {
            Check(figure, months[month], low, high, month + 1);
        }
    }

    private void Check(string figure, double value, double low, double high, int? month)
    {
        if (!(value >= low && value <= high))
        {
            string where = month is null ? "" : $" of month {month}";
            throw new ArgumentException($"Climate of {Site.Name}: {figure}{where} is {value}; it must lie from {low} to {high}.");
        }
    }
}
