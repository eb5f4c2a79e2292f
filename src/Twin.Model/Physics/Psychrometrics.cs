namespace Twin.Model.Physics;

/// <summary>
/// Moist air at station pressure, after ASHRAE Handbook of Fundamentals 2017, chapter 1 (equation numbers in the
/// members). Temperatures in °C, pressures in Pa, relative humidity in percent, humidity ratio in kg water per kg dry air,
/// enthalpy in J per kg dry air. Valid from −100 to 200 °C.
/// </summary>
/// <remarks>
/// Station pressure is meant: at 1,100 m, sea-level pressure errs by more than half a kelvin of wet bulb. The members that
/// plants call each tick check nothing; <see cref="Check"/> is for the edge, where air comes in from files and commands.
/// </remarks>
public static partial class Psychrometrics
{
    /// <summary>Lowest temperature of the saturation equations, °C.</summary>
    public const double LowestC = -100.0;

    /// <summary>Highest temperature of the saturation equations, °C.</summary>
    public const double HighestC = 200.0;

    /// <summary>0 °C in kelvin.</summary>
    public const double ZeroCelsiusK = 273.15;

    /// <summary>Ratio of the molar masses of water and dry air (ASHRAE: 18.015268/28.966).</summary>
    public const double MassRatio = 0.621945;

    /// <summary>Gas constant of dry air, J/(kg·K) (ASHRAE eq. 1).</summary>
    public const double DryAirGasConstant = 287.042;

    /// <summary>Standard pressure at sea level, Pa.</summary>
    public const double SeaLevelPa = 101325.0;

    /// <summary>Least humidity ratio taken into account, kg/kg; drier air has no dew point within the equations' range.</summary>
    public const double LeastHumidityRatio = 1e-7;

    /// <summary>
    /// Checks air at the edge.
    /// <exception cref="ArgumentOutOfRangeException">Temperature, humidity or pressure is outside what air outdoors or in a hall can have.</exception>
    /// </summary>
    public static void Check(double dryBulbC, double rhPct, double pressurePa)
    {
        if (!(dryBulbC >= LowestC && dryBulbC <= HighestC))
        {
            throw new ArgumentOutOfRangeException(
                nameof(dryBulbC), dryBulbC, $"A dry bulb must lie from {LowestC} to {HighestC} °C; is it in kelvin or Fahrenheit?");
        }

        if (!(rhPct >= 0.0 && rhPct <= 100.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rhPct), rhPct, "Relative humidity must lie from 0 to 100 percent; clamp what a sensor reads above saturation.");
        }

        if (!(pressurePa >= 20_000.0 && pressurePa <= 120_000.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(pressurePa), pressurePa, "Station pressure must lie from 20,000 to 120,000 Pa; is it in hPa?");
        }

        if (rhPct * 0.01 * SaturationPressurePa(dryBulbC) >= pressurePa)
        {
            throw new ArgumentOutOfRangeException(
                nameof(rhPct), rhPct, $"At {dryBulbC} °C this humidity would need more vapour pressure than the {pressurePa} Pa there are.");
        }
    }

    /// <summary>Partial pressure of water vapour, Pa.</summary>
    public static double VapourPressurePa(double dryBulbC, double rhPct) => rhPct * 0.01 * SaturationPressurePa(dryBulbC);

    /// <summary>Relative humidity in percent from vapour pressure; not clamped.</summary>
    public static double RelativeHumidityPct(double dryBulbC, double vapourPa) => 100.0 * vapourPa / SaturationPressurePa(dryBulbC);

    /// <summary>Humidity ratio of a vapour pressure, kg/kg (eq. 20).</summary>
    public static double HumidityRatioOfVapour(double vapourPa, double pressurePa) =>
        Math.Max(MassRatio * vapourPa / (pressurePa - vapourPa), LeastHumidityRatio);

    /// <summary>Vapour pressure of a humidity ratio, Pa (eq. 20 solved).</summary>
    public static double VapourPressureOfHumidityRatioPa(double humidityRatio, double pressurePa)
    {
        double bounded = Math.Max(humidityRatio, LeastHumidityRatio);
        return pressurePa * bounded / (MassRatio + bounded);
    }

    /// <summary>Humidity ratio, kg/kg.</summary>
    public static double HumidityRatio(double dryBulbC, double rhPct, double pressurePa) =>
        HumidityRatioOfVapour(VapourPressurePa(dryBulbC, rhPct), pressurePa);

    /// <summary>Humidity ratio of saturated air, kg/kg (eq. 21).</summary>
    public static double SaturationHumidityRatio(double dryBulbC, double pressurePa) =>
        HumidityRatioOfVapour(SaturationPressurePa(dryBulbC), pressurePa);

    /// <summary>Relative humidity of a humidity ratio, percent; above 100 means fog, and is not clamped.</summary>
    public static double RelativeHumidityOfHumidityRatioPct(double dryBulbC, double humidityRatio, double pressurePa) =>
        RelativeHumidityPct(dryBulbC, VapourPressureOfHumidityRatioPa(humidityRatio, pressurePa));

    /// <summary>Dew point (frost point below 0 °C), °C.</summary>
    public static double DewPointC(double dryBulbC, double rhPct) =>
        Math.Min(SaturationTemperatureC(VapourPressurePa(dryBulbC, rhPct)), dryBulbC);

    /// <summary>Relative humidity from a dew point, percent.</summary>
    public static double RelativeHumidityOfDewPointPct(double dryBulbC, double dewPointC) =>
        100.0 * SaturationPressurePa(dewPointC) / SaturationPressurePa(dryBulbC);

    /// <summary>Specific humidity, kg water per kg moist air (eq. 9).</summary>
    public static double SpecificHumidity(double humidityRatio) => humidityRatio / (1.0 + humidityRatio);

    /// <summary>Humidity ratio of a specific humidity, kg/kg (eq. 9 solved).</summary>
    public static double HumidityRatioOfSpecificHumidity(double specificHumidity) => specificHumidity / (1.0 - specificHumidity);

    /// <summary>Enthalpy of moist air, J per kg dry air, zero for dry air at 0 °C (eq. 30).</summary>
    public static double EnthalpyJkg(double dryBulbC, double humidityRatio) =>
        1000.0 * ((1.006 * dryBulbC) + (humidityRatio * (2501.0 + (1.86 * dryBulbC))));

    /// <summary>Enthalpy of saturated air, J per kg dry air.</summary>
    public static double SaturationEnthalpyJkg(double dryBulbC, double pressurePa) =>
        EnthalpyJkg(dryBulbC, SaturationHumidityRatio(dryBulbC, pressurePa));

    /// <summary>Dry bulb of an enthalpy and a humidity ratio, °C (eq. 30 solved).</summary>
    public static double DryBulbOfEnthalpyC(double enthalpyJkg, double humidityRatio) =>
        ((enthalpyJkg / 1000.0) - (2501.0 * humidityRatio)) / (1.006 + (1.86 * humidityRatio));

    /// <summary>Humidity ratio of an enthalpy and a dry bulb, kg/kg (eq. 30 solved).</summary>
    public static double HumidityRatioOfEnthalpy(double enthalpyJkg, double dryBulbC) =>
        ((enthalpyJkg / 1000.0) - (1.006 * dryBulbC)) / (2501.0 + (1.86 * dryBulbC));

    /// <summary>Specific volume, m³ per kg dry air (eq. 26).</summary>
    public static double SpecificVolumeM3kg(double dryBulbC, double humidityRatio, double pressurePa) =>
        DryAirGasConstant * (dryBulbC + ZeroCelsiusK) * (1.0 + (1.607858 * humidityRatio)) / pressurePa;

    /// <summary>Dry bulb of a specific volume, °C (eq. 26 solved).</summary>
    public static double DryBulbOfSpecificVolumeC(double volumeM3kg, double humidityRatio, double pressurePa) =>
        (volumeM3kg * pressurePa / (DryAirGasConstant * (1.0 + (1.607858 * humidityRatio)))) - ZeroCelsiusK;

    /// <summary>Density of moist air, kg/m³ (eq. 11: dry air and water together).</summary>
    public static double DensityKgM3(double dryBulbC, double humidityRatio, double pressurePa) =>
        (1.0 + humidityRatio) / SpecificVolumeM3kg(dryBulbC, humidityRatio, pressurePa);

    /// <summary>Heat capacity of moist air at constant pressure, J/(K·kg dry air): the slope of <see cref="EnthalpyJkg"/>.</summary>
    public static double HeatCapacityJkgK(double humidityRatio) => 1006.0 + (1860.0 * humidityRatio);

    /// <summary>Pressure of the standard atmosphere at an elevation, Pa (eq. 3), −5,000 to 11,000 m.</summary>
    public static double StandardPressurePa(double elevationM) => SeaLevelPa * DMath.Pow(1.0 - (2.25577e-5 * elevationM), 5.2559);

    /// <summary>Temperature of the standard atmosphere at an elevation, °C (eq. 4).</summary>
    public static double StandardTemperatureC(double elevationM) => 15.0 - (0.0065 * elevationM);

    /// <summary>Sea-level pressure of a station's pressure, Pa; mean air column by the standard lapse of 6.5 K/km.</summary>
    public static double SeaLevelPressurePa(double stationPa, double elevationM, double dryBulbC) =>
        stationPa * DMath.Exp(elevationM / ScaleHeightM(elevationM, dryBulbC));

    /// <summary>Station pressure of a sea-level pressure, Pa: the inverse of <see cref="SeaLevelPressurePa"/>.</summary>
    public static double StationPressurePa(double seaLevelPa, double elevationM, double dryBulbC) =>
        seaLevelPa / DMath.Exp(elevationM / ScaleHeightM(elevationM, dryBulbC));

    // 287.055 J/(kg·K) and 9.807 m/s²: the pair that the hydrostatic reduction in the handbook's weather tables uses.
    private static double ScaleHeightM(double elevationM, double dryBulbC) =>
        287.055 * (dryBulbC + ZeroCelsiusK + (0.0065 * elevationM / 2.0)) / 9.807;
}
