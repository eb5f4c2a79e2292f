using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Model.Tests.DataCenters;

/// <summary>Weather drawn by hand: hourly points from the start of a run on, straight lines between them.</summary>
internal static class Sky
{
    /// <summary>Start of every run here: 1 April 2025, 08:00 at the site.</summary>
    public static readonly long StartMs = Site.Ms("2025-04-01T00:00:00Z");

    // 90 days and 8 hours of the year have passed; the point at its end is the last of these hours.
    private const int StartIndex = (90 * 24) + 7;

    private const double ElevationM = 1053;

    /// <param name="dryC">Dry bulb at 0, 1, 2 … h after the start; the last one stays.</param>
    /// <param name="rhPct">Relative humidity at the same moments.</param>
    public static WeatherSeries Of(double[] dryC, double[] rhPct)
    {
        var pressure = Psychrometrics.StandardPressurePa(ElevationM);
        var hours = new WeatherHour[8760];
        for (var i = 0; i < hours.Length; i++)
        {
            var at = Math.Max(0, i - StartIndex);
            hours[i] = new WeatherHour(dryC[Math.Min(at, dryC.Length - 1)], rhPct[Math.Min(at, rhPct.Length - 1)], pressure, 3, 0);
        }

        return new WeatherSeries(new WeatherSite("by hand", 40, 113, ElevationM, 8), hours);
    }

    /// <summary>Steps for a time and gives the readings.</summary>
    public static List<Reading> Run(this Site site, double hours)
    {
        var readings = new List<Reading>();
        while (site.NowMs < StartMs + (hours * 3_600_000))
        {
            readings.Add(site.Step());
        }

        return readings;
    }

    /// <summary>Seconds after the start.</summary>
    public static double S(this Occurrence o) => (o.AtMs - StartMs) / 1000.0;

    public static Occurrence[] Of(this Site site, OccurrenceKind kind) => [.. site.Log.Where(o => o.Kind == kind)];
}
