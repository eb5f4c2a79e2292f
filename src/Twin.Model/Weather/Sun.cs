using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>Where the sun stands, and what it would give through a clear sky.</summary>
public static class Sun
{
    /// <summary>Irradiance above the atmosphere at the mean distance of the sun, W/m² (IAU/WMO, as FAO-56 and pvlib have it).</summary>
    public const double SolarConstantWm2 = 1366.1;

    private const double Degree = DMath.Pi / 180.0;

    /// <summary>
    /// Cosine of the sun's zenith angle, negative below the horizon. Declination and equation of time by Spencer's Fourier
    /// series (1971), within 0.05° and half a minute.
    /// </summary>
    /// <param name="site">Place and clock.</param>
    /// <param name="dayOfYear">Time of the year in days by the site's clock, 0 at its beginning.</param>
    public static double CosZenith(WeatherSite site, double dayOfYear)
    {
        double g = 2.0 * DMath.Pi * (dayOfYear - (site.UtcOffsetH / 24.0)) / 365.2422;
        double sin1 = DMath.Sin(g);
        double cos1 = DMath.Cos(g);
        double sin2 = 2.0 * sin1 * cos1;
        double cos2 = (cos1 * cos1) - (sin1 * sin1);
        double sin3 = (sin2 * cos1) + (cos2 * sin1);
        double cos3 = (cos2 * cos1) - (sin2 * sin1);
        double declination = 0.006918 - (0.399912 * cos1) + (0.070257 * sin1) - (0.006758 * cos2) + (0.000907 * sin2)
            - (0.002697 * cos3) + (0.001480 * sin3);
        double equationMinutes = 229.18 * (0.000075 + (0.001868 * cos1) - (0.032077 * sin1) - (0.014615 * cos2) - (0.040849 * sin2));

        double clockHour = (dayOfYear - Math.Floor(dayOfYear)) * 24.0;
        double solarHour = clockHour + MeanSolarOffsetH(site) + (equationMinutes / 60.0);
        double hourAngle = 15.0 * Degree * (solarHour - 12.0);
        double latitude = site.LatitudeDeg * Degree;
        return (DMath.Sin(latitude) * DMath.Sin(declination)) + (DMath.Cos(latitude) * DMath.Cos(declination) * DMath.Cos(hourAngle));
    }

    /// <summary>Hours by which mean solar time is ahead of the site's clock; negative over most of China.</summary>
    public static double MeanSolarOffsetH(WeatherSite site) => (site.LongitudeDeg / 15.0) - site.UtcOffsetH;

    /// <summary>Global horizontal irradiance of a clear sky, W/m²: Haurwitz 1945 (MODELS §2.2).</summary>
    public static double ClearSkyWm2(double cosZenith) =>
        cosZenith > 0.001 ? 1098.0 * cosZenith * DMath.Exp(-0.057 / cosZenith) : 0.0;

    /// <summary>
    /// Diffuse part of global irradiance from the clearness index (Erbs, Klein and Duffie, Solar Energy 28, 1982), 0 to 1.
    /// </summary>
    public static double DiffuseShare(double clearness) => clearness switch
    {
        <= 0.22 => 1.0 - (0.09 * clearness),
        <= 0.80 => 0.9511 + (clearness * (-0.1604 + (clearness * (4.388 + (clearness * (-16.638 + (clearness * 12.336))))))),
        _ => 0.165,
    };

    /// <summary>Irradiance above the atmosphere on a plane facing the sun, W/m², with the yearly change of distance.</summary>
    public static double ExtraterrestrialWm2(double dayOfYear) =>
        SolarConstantWm2 * (1.0 + (0.033 * DMath.Cos(2.0 * DMath.Pi * (dayOfYear + 1.0) / 365.2422)));
}
