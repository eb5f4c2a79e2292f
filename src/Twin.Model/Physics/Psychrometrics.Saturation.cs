namespace Twin.Model.Physics;

/// <summary>Saturation over ice and water, and the wet bulb that follows from it.</summary>
public static partial class Psychrometrics
{
    /// <summary>Triple point of water, °C: below it the vapour stands over ice.</summary>
    public const double TriplePointC = 0.01;

    // Saturation pressure over ice at the triple point; the water branch begins 0.01 % higher.
    private static readonly double TriplePointPa = IcePressurePa(TriplePointC + ZeroCelsiusK);

    /// <summary>Saturation pressure of water vapour, Pa: over ice up to the triple point (eq. 5), over water above (eq. 6).</summary>
    public static double SaturationPressurePa(double temperatureC)
    {
        double kelvin = temperatureC + ZeroCelsiusK;
        return temperatureC <= TriplePointC ? IcePressurePa(kelvin) : WaterPressurePa(kelvin);
    }

    /// <summary>
    /// Temperature at which a vapour pressure saturates the air, °C: the inverse of <see cref="SaturationPressurePa"/> to
    /// 1e-9 K, held within −100 to 200 °C.
    /// </summary>
    public static double SaturationTemperatureC(double vapourPa)
    {
        if (!(vapourPa > 0.0))
        {
            return LowestC;
        }

        bool ice = vapourPa <= TriplePointPa;
        double target = DMath.Log(vapourPa);

        // Magnus' formula solved gives the start; Newton on the logarithm, which is nearly straight in 1/T, needs two or three steps.
        double x = target - 6.4147;
        double celsius = ice ? 272.62 * x / (22.46 - x) : 243.12 * x / (17.62 - x);
        celsius = Math.Clamp(celsius, LowestC, HighestC);
        for (int i = 0; i < 20; i++)
        {
            double kelvin = celsius + ZeroCelsiusK;
            double step = ice
                ? (IceLogPressure(kelvin) - target) / IceSlope(kelvin)
                : (WaterLogPressure(kelvin) - target) / WaterSlope(kelvin);
            celsius = Math.Clamp(celsius - step, LowestC, HighestC);
            if (Math.Abs(step) < 1e-9)
            {
                break;
            }
        }

        return ice ? Math.Min(celsius, TriplePointC) : Math.Max(celsius, TriplePointC);
    }

    /// <summary>
    /// Humidity ratio of air from its dry and wet bulb, kg/kg (eq. 33; with an iced bulb below 0 °C eq. 35). Not below
    /// <see cref="LeastHumidityRatio"/>.
    /// </summary>
    public static double HumidityRatioOfWetBulb(double dryBulbC, double wetBulbC, double pressurePa) =>
        Math.Max(WetBulbRatio(dryBulbC, wetBulbC, pressurePa, out _), LeastHumidityRatio);

    /// <summary>Thermodynamic wet bulb, °C, to 1e-6 K.</summary>
    public static double WetBulbC(double dryBulbC, double rhPct, double pressurePa) =>
        WetBulbOfHumidityRatioC(dryBulbC, HumidityRatio(dryBulbC, rhPct, pressurePa), pressurePa);

    /// <summary>
    /// Thermodynamic wet bulb from a humidity ratio, °C, to 1e-6 K. Just around freezing two wet bulbs fit, one of an iced
    /// and one of a wet bulb; like PsychroLib the answer is the one that halving between dew point and dry bulb meets.
    /// </summary>
    public static double WetBulbOfHumidityRatioC(double dryBulbC, double humidityRatio, double pressurePa)
    {
        double ratio = Math.Max(humidityRatio, LeastHumidityRatio);
        double low = Math.Min(SaturationTemperatureC(VapourPressureOfHumidityRatioPa(ratio, pressurePa)), dryBulbC);
        double high = dryBulbC;
        if (high > 0.0 && low < 0.0)
        {
            while (low < 0.0 && high > 0.0 && high - low > 1e-6)
            {
                double middle = 0.5 * (low + high);
                if (WetBulbRatio(dryBulbC, middle, pressurePa, out _) > ratio)
                {
                    high = middle;
                }
                else
                {
                    low = middle;
                }
            }
        }

        // Above boiling there is no saturated air; the wet bulb lies below.
        if (high > 80.0)
        {
            high = Math.Min(high, SaturationTemperatureC(0.999 * pressurePa));
        }

        return SolveWetBulb(dryBulbC, ratio, pressurePa, low, high);
    }

    /// <summary>Newton's method, held in a bracket on one side of freezing, where the ratio rises with the wet bulb.</summary>
    private static double SolveWetBulb(double dryBulbC, double ratio, double pressurePa, double low, double high)
    {
        double wetBulb = low + (0.5 * (high - low));
        for (int i = 0; i < 60 && high - low > 1e-6; i++)
        {
            double excess = WetBulbRatio(dryBulbC, wetBulb, pressurePa, out double slope) - ratio;
            if (excess > 0.0)
            {
                high = wetBulb;
            }
            else
            {
                low = wetBulb;
            }

            double next = wetBulb - (excess / slope);
            if (!(next >= low && next <= high))
            {
                next = 0.5 * (low + high);
            }

            double step = Math.Abs(next - wetBulb);
            wetBulb = next;
            if (step < 1e-7)
            {
                break;
            }
        }

        return wetBulb;
    }

    private static double WetBulbRatio(double dryBulbC, double wetBulbC, double pressurePa, out double slope)
    {
        double kelvin = wetBulbC + ZeroCelsiusK;
        bool overIce = wetBulbC <= TriplePointC;
        double vapour = overIce ? IcePressurePa(kelvin) : WaterPressurePa(kelvin);
        double vapourSlope = vapour * (overIce ? IceSlope(kelvin) : WaterSlope(kelvin));
        double dryPart = pressurePa - vapour;
        double saturated = MassRatio * vapour / dryPart;
        double saturatedSlope = MassRatio * pressurePa * vapourSlope / (dryPart * dryPart);

        // Latent heat kJ/kg at the bulb, and the heat capacities kJ/(kg·K) of liquid or ice less vapour's, of vapour, of the bulb's water.
        bool iced = wetBulbC < 0.0;
        double latent = iced ? 2830.0 - (0.24 * wetBulbC) : 2501.0 - (2.326 * wetBulbC);
        double latentSlope = iced ? -0.24 : -2.326;
        double water = iced ? 2.1 : 4.186;
        double heat = iced ? 2830.0 : 2501.0;
        double numerator = (latent * saturated) - (1.006 * (dryBulbC - wetBulbC));
        double denominator = heat + (1.86 * dryBulbC) - (water * wetBulbC);
        double numeratorSlope = (latent * saturatedSlope) + (latentSlope * saturated) + 1.006;
        double ratio = numerator / denominator;
        slope = (numeratorSlope + (water * ratio)) / denominator;
        return ratio;
    }

    private static double IcePressurePa(double kelvin) => DMath.Exp(IceLogPressure(kelvin));

    private static double WaterPressurePa(double kelvin) => DMath.Exp(WaterLogPressure(kelvin));

    // Hyland and Wexler 1983, as in ASHRAE eq. 5.
    private static double IceLogPressure(double kelvin) =>
        (-5.6745359e3 / kelvin) + 6.3925247
        + (kelvin * (-9.677843e-3 + (kelvin * (6.2215701e-7 + (kelvin * (2.0747825e-9 + (kelvin * -9.484024e-13)))))))
        + (4.1635019 * DMath.Log(kelvin));

    private static double IceSlope(double kelvin) =>
        (5.6745359e3 / (kelvin * kelvin)) - 9.677843e-3
        + (kelvin * ((2.0 * 6.2215701e-7) + (kelvin * ((3.0 * 2.0747825e-9) + (kelvin * 4.0 * -9.484024e-13)))))
        + (4.1635019 / kelvin);

    // Hyland and Wexler 1983, as in ASHRAE eq. 6.
    private static double WaterLogPressure(double kelvin) =>
        (-5.8002206e3 / kelvin) + 1.3914993
        + (kelvin * (-4.8640239e-2 + (kelvin * (4.1764768e-5 + (kelvin * -1.4452093e-8)))))
        + (6.5459673 * DMath.Log(kelvin));

    private static double WaterSlope(double kelvin) =>
        (5.8002206e3 / (kelvin * kelvin)) - 4.8640239e-2
        + (kelvin * ((2.0 * 4.1764768e-5) + (kelvin * 3.0 * -1.4452093e-8)))
        + (6.5459673 / kelvin);
}
