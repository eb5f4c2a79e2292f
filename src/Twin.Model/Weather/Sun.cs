using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>A unit vector towards the sun: its parts towards east, north and up.</summary>
public readonly record struct SunDirection(double East, double North, double Up);

/// <summary>Where the sun stands, and what it would give through a clear sky.</summary>
public static class Sun
{
    /// <summary>Irradiance above the atmosphere at the mean distance of the sun, W/m² (IAU/WMO, as FAO-56 and pvlib have it).</summary>
    public const double SolarConstantWm2 = 1366.1;

    private const double Degree = DMath.Pi / 180.0;

    /// <summary>
    /// Cosine of the sun's true zenith angle (no refraction), negative below the horizon, within 0.02° from 1950 to 2050: the
    /// almanac's low-precision formulas (Michalsky, Solar Energy 40, 1988) with right ascension left out by addition theorems.
    /// </summary>
    /// <param name="latitudeDeg">Degrees north.</param>
    /// <param name="longitudeDeg">Degrees east.</param>
    /// <param name="secondsUtc">Seconds since 1970-01-01 00:00 UTC.</param>
    public static double CosZenith(double latitudeDeg, double longitudeDeg, double secondsUtc)
    {
        Equatorial(longitudeDeg, secondsUtc, out double sinDeclination, out double towardsMeridian, out _);
        double latitude = latitudeDeg * Degree;
        return (DMath.Sin(latitude) * sinDeclination) + (DMath.Cos(latitude) * towardsMeridian);
    }

    /// <summary>Direction of the sun at a place, by the same formulas.</summary>
    public static SunDirection Direction(double latitudeDeg, double longitudeDeg, double secondsUtc)
    {
        Equatorial(longitudeDeg, secondsUtc, out double sinDeclination, out double towardsMeridian, out double towardsWest);
        double latitude = latitudeDeg * Degree;
        double sin = DMath.Sin(latitude);
        double cos = DMath.Cos(latitude);
        return new SunDirection(-towardsWest, (cos * sinDeclination) - (sin * towardsMeridian), (sin * sinDeclination) + (cos * towardsMeridian));
    }

    /// <summary>
    /// The sun's direction by the Earth's axis: its sine of declination, and the two parts across the axis, cos δ·cos h and
    /// cos δ·sin h with h the hour angle, worked out by addition theorems.
    /// </summary>
    private static void Equatorial(double longitudeDeg, double secondsUtc, out double sinDeclination, out double towardsMeridian, out double towardsWest)
    {
        double days = (secondsUtc / 86_400.0) - 10_957.5; // since noon of 1 January 2000
        double anomaly = Radians(357.528 + (0.9856003 * days));
        double sinAnomaly = DMath.Sin(anomaly);
        double centre = (1.915 * sinAnomaly) + (0.020 * 2.0 * sinAnomaly * DMath.Cos(anomaly));
        double longitude = Radians(280.460 + (0.9856474 * days) + centre);
        double obliquity = (23.439 - (0.0000004 * days)) * Degree;
        double siderealDeg = 15.0 * (18.697374558 + (24.06570982441908 * days));
        double local = Radians(siderealDeg + longitudeDeg);

        double sinLongitude = DMath.Sin(longitude);
        double cosLongitude = DMath.Cos(longitude);
        double eastward = DMath.Cos(obliquity) * sinLongitude;
        sinDeclination = DMath.Sin(obliquity) * sinLongitude;
        towardsMeridian = (DMath.Cos(local) * cosLongitude) + (DMath.Sin(local) * eastward);
        towardsWest = (DMath.Sin(local) * cosLongitude) - (DMath.Cos(local) * eastward);
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

    /// <summary>An angle of many turns in degrees as radians within one turn.</summary>
    private static double Radians(double degrees) => (degrees - (360.0 * Math.Floor(degrees / 360.0))) * Degree;
}
