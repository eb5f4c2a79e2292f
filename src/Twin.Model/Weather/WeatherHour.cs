namespace Twin.Model.Weather;

/// <summary>
/// One hour of a weather year, whatever file or generator it came from. State values stand at the end of the hour;
/// radiation is the mean over it, so that W/m² and Wh/m² are the same number. Optional values are null where unknown.
/// </summary>
/// <param name="DryBulbC">Air temperature, °C.</param>
/// <param name="RhPct">Relative humidity, 0 to 100 percent.</param>
/// <param name="PressurePa">Station pressure, not reduced to sea level, Pa.</param>
/// <param name="WindMs">Wind speed 10 m above ground, m/s.</param>
/// <param name="GhiWm2">Global horizontal irradiance, W/m².</param>
/// <param name="DniWm2">Direct normal irradiance, W/m².</param>
/// <param name="DhiWm2">Diffuse horizontal irradiance, W/m².</param>
/// <param name="CloudTenths">Total sky cover, 0 to 10.</param>
/// <param name="Pm10UgM3">Particles below 10 µm, µg/m³.</param>
public readonly record struct WeatherHour(
    double DryBulbC,
    double RhPct,
    double PressurePa,
    double WindMs,
    double GhiWm2,
    double? DniWm2 = null,
    double? DhiWm2 = null,
    double? CloudTenths = null,
    double Pm10UgM3 = WeatherHour.OrdinaryPm10UgM3)
{
    /// <summary>
    /// PM10 where a file knows none: 70 µg/m³, the annual limit of grade II in GB 3095-2012, near what northern cities have.
    /// </summary>
    public const double OrdinaryPm10UgM3 = 70.0;
}

/// <summary>Where a weather year was measured or made.</summary>
/// <param name="Name">Name of the station or site.</param>
/// <param name="LatitudeDeg">Degrees north.</param>
/// <param name="LongitudeDeg">Degrees east.</param>
/// <param name="ElevationM">Metres above sea level.</param>
/// <param name="UtcOffsetH">Hours by which the series' clock is ahead of UTC.</param>
public sealed record WeatherSite(string Name, double LatitudeDeg, double LongitudeDeg, double ElevationM, double UtcOffsetH);

/// <summary>What had to be done to a series' values before they could be used.</summary>
/// <param name="Field">Field as the file names it.</param>
/// <param name="What">What was found and what was done about it.</param>
/// <param name="Hours">How many hours it concerns.</param>
public sealed record WeatherNote(string Field, string What, int Hours);
