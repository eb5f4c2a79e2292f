using Twin.Engine.Weather;
using Twin.Model.Weather;
using Twin.Tests;

namespace Twin.Engine.Tests.Weather;

/// <summary>Eighteen Chinese stations against EnergyPlus' own summaries of them.</summary>
public class EpwStationsTests
{
    private static readonly Lazy<Dictionary<string, WeatherSeries>> Stations = new(() => Directory
        .GetFiles(SharedData.PathOf("weather"), "*.epw.gz")
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileName(path)["CHN_".Length..^"_CSWD.epw.gz".Length], EpwFile.Read));

    [SharedDataFact]
    public void Monthly_means_and_extremes_are_EnergyPlus_own()
    {
        int months = 0;
        foreach (string[] row in SharedData.Rows("weather/expected_monthly_from_stat.csv"))
        {
            string where = $"{row[0]}, month {row[1]}";
            int month = int.Parse(row[1]);
            WeatherSeries series = Stations.Value[row[0]];
            WeatherHour[] hours = [.. series.Hours.ToArray().Where((_, i) => new DateTime(2005, 1, 1).AddHours(i).Month == month)];
            hours.Max(hour => hour.DryBulbC).ShouldBe(double.Parse(row[2]), where);
            hours.Min(hour => hour.DryBulbC).ShouldBe(double.Parse(row[3]), where);
            hours.Average(hour => hour.DryBulbC).ShouldBe(double.Parse(row[4]), 0.06, where);
            hours.Average(hour => hour.RhPct).ShouldBe(double.Parse(row[6]), 0.6, where);
            hours.Average(hour => hour.WindMs).ShouldBe(double.Parse(row[7]), 0.06, where);
            months++;
        }

        months.ShouldBe(18 * 12);
    }

    [SharedDataFact]
    public void Stations_stand_where_the_list_has_them_and_each_clamped_hour_is_noted()
    {
        int count = 0;
        foreach (string[] row in SharedData.Rows("weather/stations.csv"))
        {
            WeatherSeries series = Stations.Value.Single(pair => pair.Key.EndsWith(row[2], StringComparison.Ordinal)).Value;
            series.Site.LatitudeDeg.ShouldBe(double.Parse(row[3]), 1e-9, row[0]);
            series.Site.LongitudeDeg.ShouldBe(double.Parse(row[4]), 1e-9, row[0]);
            series.Site.ElevationM.ShouldBe(double.Parse(row[5]), 1e-9, row[0]);
            series.Site.UtcOffsetH.ShouldBe(8, row[0]);
            WeatherHour[] hours = series.Hours.ToArray();
            hours.Length.ShouldBe(int.Parse(row[6]), row[0]);
            hours.Average(hour => hour.DryBulbC).ShouldBe(double.Parse(row[7]), 0.006, row[0]);
            series.Notes.Where(note => note.What.StartsWith("above 100 %", StringComparison.Ordinal)).Sum(note => note.Hours)
                .ShouldBe(int.Parse(row[11]), row[0]);
            hours.Min(hour => hour.PressurePa).ShouldBe(double.Parse(row[13]), row[0]);
            hours.Max(hour => hour.PressurePa).ShouldBe(double.Parse(row[14]), row[0]);
            (hours.Sum(hour => hour.GhiWm2) / 1000).ShouldBe(double.Parse(row[15]), 0.6, row[0]);
            count++;
        }

        count.ShouldBe(18);
    }

    // The synthetic year from monthly normals, judged by a measured typical year of the same place.
    [SharedDataFact]
    public void A_synthetic_Datong_is_like_the_measured_one()
    {
        var normals = new ClimateNormals
        {
            Site = new WeatherSite("Datong", 40.1, 113.33, 1053, 8),
            MeanC = [-10.5, -5.8, 1.5, 9.7, 16.5, 20.9, 22.6, 20.8, 15.3, 7.9, -1.1, -8.4],
            DiurnalRangeK = [13.4, 13.6, 14.0, 15.0, 14.9, 14.0, 12.4, 12.3, 13.7, 13.6, 12.7, 12.8],
            RhPct = [50, 45, 41, 40, 43, 53, 67, 70, 64, 57, 53, 51],
            SunHours = [187, 191, 232, 249, 275, 254, 245, 233, 218, 217, 187, 178],
            GhiKwhM2Day = [2.40, 3.24, 4.34, 5.46, 6.19, 6.21, 5.88, 5.33, 4.52, 3.54, 2.57, 2.14],
            MeanWindMs = 2.7,
            Northern = true,
        };
        WeatherPoint[] measured = Stations.Value["Shanxi.Datong.534870"].Points.ToArray();
        WeatherPoint[][] made = [.. Enumerable.Range(1, 4).Select(seed => WeatherSynthesis.Year(normals, (ulong)seed, 2025).Points.ToArray())];

        made.Average(year => Share(year, 20)).ShouldBe(Share(measured, 20), 0.02);
        made.Average(year => Share(year, 10)).ShouldBe(Share(measured, 10), 0.02);
        made.Average(year => Share(year, 0)).ShouldBe(Share(measured, 0), 0.03);
        made.Average(year => Hot(year, point => point.DryBulbC)).ShouldBe(Hot(measured, point => point.DryBulbC), 1.0);
        made.Average(year => Hot(year, point => point.WetBulbC)).ShouldBe(Hot(measured, point => point.WetBulbC), 1.0);

        static double Share(WeatherPoint[] year, double limitC) => year.Count(point => point.DryBulbC <= limitC) / (double)year.Length;
        static double Hot(WeatherPoint[] year, Func<WeatherPoint, double> value) => year.Select(value).OrderDescending().ElementAt(35);
    }
}
