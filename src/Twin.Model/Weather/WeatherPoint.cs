using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>Outdoor air at one moment, with what cooling plants ask of it.</summary>
/// <param name="DryBulbC">Air temperature, °C.</param>
/// <param name="WetBulbC">Thermodynamic wet bulb at station pressure, °C.</param>
/// <param name="DewPointC">Dew point (frost point below 0 °C), °C.</param>
/// <param name="RhPct">Relative humidity, percent.</param>
/// <param name="HumidityRatio">kg water per kg dry air.</param>
/// <param name="PressurePa">Station pressure, Pa.</param>
/// <param name="DensityKgM3">Density of the moist air, kg/m³.</param>
/// <param name="WindMs">Wind speed 10 m above ground, m/s.</param>
/// <param name="GhiWm2">Global horizontal irradiance, W/m².</param>
/// <param name="Pm10UgM3">Particles below 10 µm, µg/m³.</param>
public readonly record struct WeatherPoint(
    double DryBulbC,
    double WetBulbC,
    double DewPointC,
    double RhPct,
    double HumidityRatio,
    double PressurePa,
    double DensityKgM3,
    double WindMs,
    double GhiWm2,
    double Pm10UgM3)
{
    /// <summary>Completes air known by dry bulb, humidity and station pressure; humidity above saturation is held at 100 percent.</summary>
    public static WeatherPoint Of(
        double dryBulbC, double rhPct, double pressurePa, double windMs, double ghiWm2, double pm10UgM3 = WeatherHour.OrdinaryPm10UgM3)
    {
        double rh = Math.Clamp(rhPct, 0.0, 100.0);
        double ratio = Psychrometrics.HumidityRatio(dryBulbC, rh, pressurePa);
        return new WeatherPoint(
            dryBulbC,
            Psychrometrics.WetBulbOfHumidityRatioC(dryBulbC, ratio, pressurePa),
            Psychrometrics.DewPointC(dryBulbC, rh),
            rh,
            ratio,
            pressurePa,
            Psychrometrics.DensityKgM3(dryBulbC, ratio, pressurePa),
            windMs,
            ghiWm2,
            pm10UgM3);
    }

    /// <summary>
    /// The same air mass warmer or colder by <paramref name="deltaK"/>: it keeps its water, unless it would be more than
    /// saturated, in which case the surplus falls out. For heat waves and cold spells.
    /// </summary>
    public WeatherPoint WarmedBy(double deltaK)
    {
        double dryBulbC = DryBulbC + deltaK;
        double rh = Psychrometrics.RelativeHumidityOfHumidityRatioPct(dryBulbC, HumidityRatio, PressurePa);
        return Of(dryBulbC, rh, PressurePa, WindMs, GhiWm2, Pm10UgM3);
    }
}
