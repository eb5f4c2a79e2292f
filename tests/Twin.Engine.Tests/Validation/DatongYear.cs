using Twin.Engine.Weather;
using Twin.Model;
using Twin.Model.Tests.DataCenters;
using Twin.Model.Weather;
using Twin.Tests;

namespace Twin.Engine.Tests.Validation;

/// <summary>Plants at Datong through the year of its weather file (CSWD station 534870), at six tenths of full load.</summary>
internal static class DatongYear
{
    public static readonly Lazy<WeatherSeries> Weather =
        new(() => WeatherFile.Read(SharedData.PathOf("weather/CHN_Shanxi.Datong.534870_CSWD.epw.gz")));

    public static readonly Lazy<PlantYear> Waterless = new(() => Run(PlantKind.Waterless, 24));

    public static readonly Lazy<PlantYear> Evaporative = new(() => Run(PlantKind.IndirectEvaporative, 24));

    /// <summary>Hours of a mean month.</summary>
    public const double MonthH = 8760.0 / 12;

    /// <summary>A year with a supply set point, the return 12 K above it.</summary>
    public static PlantYear Run(PlantKind plant, double supplyC) =>
        PlantYear.Run(new PlantSpec { Kind = plant, SupplyC = supplyC, ReturnC = supplyC + 12 }, Weather.Value, 0.6);

    /// <summary>Full-free, partial and mechanical hours from the mode log.</summary>
    public static (double FullFree, double Partial, double Mechanical) LoggedHours(PlantYear year)
    {
        var hours = ModeLog.Hours(year.Log, PlantMode.FreeDry, year.StartMs, year.EndMs);
        return (hours[(int)PlantMode.FreeDry] + hours[(int)PlantMode.FreeWet], hours[(int)PlantMode.Partial], hours[(int)PlantMode.Mechanical]);
    }

    /// <summary>
    /// What the weather file alone predicts of hours below a limit that is left at once and taken again a hysteresis below
    /// it: no plant, no dwell. The file is linear between its hours' ends.
    /// </summary>
    public static double PredictedHours(Func<WeatherPoint, double> value, double limit, double hysteresis)
    {
        const int Parts = 60;
        var points = Weather.Value.Points;
        var free = true;
        var count = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var (a, b) = (value(points[i == 0 ? points.Length - 1 : i - 1]), value(points[i]));
            for (var j = 0; j < Parts; j++)
            {
                var x = a + ((b - a) * (j + 0.5) / Parts);
                free = free ? x < limit : x <= limit - hysteresis;
                count += free ? 1 : 0;
            }
        }

        return count / (double)Parts;
    }
}
