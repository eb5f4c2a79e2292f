using Twin.Model.Weather;

namespace Twin.Model.Tests.DataCenters;

/// <summary>
/// The rows of MODELS §4.1 written out a second time, hour by hour and without state: no hysteresis, dwell or lockout, no
/// filters that clog, all of the IT's heat to the plant, and no limit on the dew point. What the plants of the model do in
/// a year is held against it on the same weather.
/// </summary>
internal static class PlantFormulas
{
    /// <summary>Annual means: cooling over IT, and litres per kWh of IT.</summary>
    public static (double Cooling, double WaterLPerKWh) Year(PlantKind plant, WeatherSeries weather)
    {
        double cooling = 0, water = 0;
        foreach (var hour in weather.Points)
        {
            var (c, w) = Hour(plant, hour.DryBulbC, hour.WetBulbC);
            (cooling, water) = (cooling + c, water + w);
        }

        return (cooling / weather.Points.Length, water / weather.Points.Length);
    }

    private static (double Cooling, double WaterLPerKWh) Hour(PlantKind plant, double dryC, double wetC)
    {
        switch (plant)
        {
            case PlantKind.Waterless:
                return (0.0165 + 0.012 + (0.013 * Share((dryC + 5) / 24)) + Compressors((dryC - 19) / 11, Cop(dryC, 18)), 0);

            case PlantKind.IndirectEvaporative:
                var dry = Share(0.62 * (36 - dryC) / 12);
                if (dry >= 1 || dryC < 4)
                {
                    return (0.030 + 0.012, 0);
                }

                var trim = Share(1 - (0.75 * (36 - wetC) / 12));
                return (0.030 + 0.030 + Compressors(trim, Cop(dryC, 18)), 1.48 * (4.0 / 3) * Share(1 - trim - dry));

            case PlantKind.ChilledWater:
                var chilled = Share((wetC - 11) / 6);
                var cop = Cop(wetC + 4, 12);
                return (0.035 + 0.022 + 0.010 + Compressors(chilled, cop), 1.48 * (1 + (chilled / cop)) * (4.0 / 3) * (0.75 + (0.25 * Share(dryC / 20))));

            case PlantKind.AirsideEconomizer:
                var reached = dryC <= 24 ? dryC : dryC - (0.85 * (dryC - wetC));
                return (0.028 + (dryC > 24 ? 0.010 : 0) + Compressors((reached - 24) / 12, Cop(dryC, 18)), 1.1 * Share((dryC - 24) / 12) * 1.48);

            case PlantKind.DirectToChip:
                var (air, water) = Hour(PlantKind.IndirectEvaporative, dryC, wetC);
                return ((0.8 * (0.018 + (0.012 * Share((dryC - 15) / 20)))) + (0.2 * air), 0.2 * water);

            default:
                return (0.026, 0);
        }
    }

    private static double Compressors(double share, double cop) => 1.03 * Share(share) / cop;

    private static double Cop(double ambientC, double evaporatorC) =>
        ambientC + 12 <= evaporatorC ? 14 : Math.Clamp(0.5 * (evaporatorC + 273.15) / (ambientC + 12 - evaporatorC), 3, 14);

    private static double Share(double x) => Math.Clamp(x, 0, 1);
}
