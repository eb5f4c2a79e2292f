using Twin.Model.Weather;

namespace Twin.Engine.Config;

/// <summary>A climate of the files: normals without a place of their own, and the height where they hold.</summary>
internal sealed record SiteClimate(ClimateNormals Normals)
{
    /// <summary>The climate in the model's units, or null with faults at their places.</summary>
    public static SiteClimate? Read<T>(ClimateEntry e, ConfigDocument<T> file, string pointer, WorldSources sources)
    {
        var before = sources.Faults.Count;
        var normals = new ClimateNormals
        {
            Site = new WeatherSite(e.Name, e.LatitudeDeg, e.LongitudeDeg, e.ElevationM, 0),
            MeanC = Series(e.Mean, "mean", Dimension.Temperature, -60, 45),
            DiurnalRangeK = Series(e.DailyRange, "dailyRange", Dimension.TemperatureDifference, 0, 30),
            RhPct = Series(e.Humidity, "humidity", Dimension.Percentage, 1, 100),
            SunHours = Series(e.Sunshine, "sunshine", Dimension.Sunshine, 0, 744),
            GhiKwhM2Day = Series(e.Irradiation, "irradiation", Dimension.Irradiation, 0, 12),
            MeanWindMs = e.WindMs,
            Northern = e.Zone == ClimateZone.North,
            Pm10UgM3 = e.Pm10UgM3 ?? WeatherHour.OrdinaryPm10UgM3,
        };
        return sources.Faults.Count == before ? new SiteClimate(normals) : null;

        double[] Series(SeriesEntry series, string name, Dimension dimension, double min, double max)
        {
            if (!Measures.TryScale(series.Unit, dimension, out var scale))
            {
                sources.Fault(file, $"{pointer}/{name}/unit", $"'{series.Unit}' is no unit of {Measures.Noun(dimension)}; use {string.Join(", ", Measures.UnitsOf(dimension))}");
                return series.Values;
            }

            for (var i = 0; i < series.Values.Length; i++)
            {
                var value = series.Values[i] * scale;
                if (value < min || value > max)
                {
                    sources.Fault(file, $"{pointer}/{name}/values/{i}", $"'{name}' of month {i + 1} is {series.Values[i]} {series.Unit}; it lies between {min} and {max} {Measures.UnitsOf(dimension)[0]}");
                }
            }

            return [.. series.Values.Select(v => v * scale)];
        }
    }
}
