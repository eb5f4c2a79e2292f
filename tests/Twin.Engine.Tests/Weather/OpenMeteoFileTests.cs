using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Twin.Engine.Weather;
using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Engine.Tests.Weather;

public class OpenMeteoFileTests
{
    [Fact]
    public void Units_are_read_and_values_stand_at_the_moment_they_name()
    {
        WeatherSeries series = Read(Year());
        series.Site.ElevationM.ShouldBe(1060);
        series.Site.UtcOffsetH.ShouldBe(8);
        double at = DateTimeOffset.Parse("2023-01-01T05:00:00+08:00").ToUnixTimeSeconds();
        WeatherPoint point = series.At(at);
        point.DryBulbC.ShouldBe(5, 1e-9);
        point.PressurePa.ShouldBe(89_300, 1e-9);
        point.WindMs.ShouldBe(10, 1e-9); // 36 km/h
        series.At(at - 1800).GhiWm2.ShouldBe(5, 1e-9); // mean of the hour before 05:00
        series.Hours[^1].DryBulbC.ShouldBe(0, 1e-9); // 00:00 of 1 January closes the circle
        series.Notes.Select(note => note.Field).ShouldBe(["PM10"]);
    }

    [Fact]
    public void Fahrenheit_knots_old_names_unix_time_and_zip_are_read()
    {
        JsonObject year = Year();
        var hourly = year["hourly"]!.AsObject();
        var units = year["hourly_units"]!.AsObject();
        units["temperature_2m"] = "°F";
        hourly["temperature_2m"] = Array(_ => 50);
        hourly.Remove("wind_speed_10m");
        hourly["windspeed_10m"] = Array(_ => 9);
        units["windspeed_10m"] = "kn";
        hourly["time"] = Array(i => DateTimeOffset.Parse("2023-01-01T00:00:00+08:00").ToUnixTimeSeconds() + (3600.0 * i));
        WeatherSeries series = OpenMeteoFile.Read(new MemoryStream(EpwText.Zipped(Encoding.UTF8.GetBytes(year.ToJsonString()))), "year.json");
        series.Hours[100].DryBulbC.ShouldBe(10, 1e-9);
        series.Hours[100].WindMs.ShouldBe(4.63, 1e-9);
    }

    [Fact]
    public void Nulls_are_filled_sea_level_pressure_is_never_used_and_dew_point_stands_in()
    {
        JsonObject year = Year();
        var hourly = year["hourly"]!.AsObject();
        hourly["temperature_2m"]![7] = null;
        hourly.Remove("surface_pressure");
        hourly["pressure_msl"] = Array(_ => 1013.25);
        hourly.Remove("relative_humidity_2m");
        hourly["dew_point_2m"] = Array(_ => -3);
        year["hourly_units"]!["dew_point_2m"] = "°C";
        WeatherSeries series = Read(year);
        series.Hours[6].DryBulbC.ShouldBe(7, 1e-9);
        series.Hours[0].PressurePa.ShouldBe(Psychrometrics.StandardPressurePa(1060));
        series.Hours[3].RhPct.ShouldBe(Psychrometrics.RelativeHumidityOfDewPointPct(4, -3), 1e-9);
        series.Notes.Select(note => (note.Field, note.Hours)).ShouldBe([("dry bulb", 1), ("relative humidity", 8760), ("pressure", 8760), ("PM10", 8760)]);
    }

    public static TheoryData<string, Action<JsonObject>, string> Malformed => new()
    {
        { "no hours", year => year.Remove("hourly"), "year.json: It has no hourly. Ask Open-Meteo for one calendar year" },
        { "no elevation", year => year.Remove("elevation"), "It has no elevation from -430 to 6000." },
        { "no temperature", year => year["hourly"]!.AsObject().Remove("temperature_2m"), "It has no hourly.temperature_2m." },
        { "no time", year => year["hourly"]!["time"] = new JsonArray("January"), "no time such as 2024-01-01T00:00" },
        { "no moment", year => year["hourly"]!["time"] = new JsonArray(1e300), "hourly.time[0] is '1E+300', no time such as 2024-01-01T00:00" },
        { "torn", year => year["hourly"]!["temperature_2m"] = Array(_ => 1, 8759), "hourly.temperature_2m has 8759 values for 8760 hours." },
        { "unit", year => year["hourly_units"]!["wind_speed_10m"] = "furlong/h", "hourly_units.wind_speed_10m is 'furlong/h', a unit not known here." },
        { "kelvin", year => year["hourly"]!["temperature_2m"]![5] = 293.1, "hourly.temperature_2m[5] is 293.1 °C; converted, a dry bulb must lie from -70 to 60." },
        { "word", year => year["hourly"]!["temperature_2m"]![5] = "warm", "hourly.temperature_2m[5] is warm °C" },
        { "hole", year => year["hourly"]!["time"]![5] = "2023-01-01T06:00", "hourly.time[5] is 2023-01-01T06:00, where 2023-01-01T05:00 should stand." },
        { "shifted", year => year["hourly"]!["time"]![0] = "2022-12-31T23:00", "Its 8760 hours from 2022-12-31 23:00 are no calendar year." },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_file_is_refused_with_place_reason_and_cure(string what, Action<JsonObject> spoil, string message)
    {
        JsonObject year = Year();
        spoil(year);
        Should.Throw<InputFileException>(() => Read(year), what).Message.ShouldContain(message);
    }

    [Fact]
    public void Torn_json_and_several_places_are_refused()
    {
        string text = Year().ToJsonString();
        Should.Throw<InputFileException>(() => OpenMeteoFile.Parse(text[..^1000], "year.json")).Message.ShouldContain("year.json:1:");
        Should.Throw<InputFileException>(() => OpenMeteoFile.Parse("[" + text + "]", "year.json")).Message.ShouldContain("one place at a time");
    }

    [Fact]
    public void A_weather_file_is_told_by_what_it_holds()
    {
        string folder = Directory.CreateTempSubdirectory("twin-weather-").FullName;
        try
        {
            string epw = Path.Combine(folder, "a");
            string json = Path.Combine(folder, "b");
            string neither = Path.Combine(folder, "c.epw");
            File.WriteAllBytes(epw, EpwText.Zipped(new EpwText().Bytes()));
            File.WriteAllText(json, Year().ToJsonString());
            File.WriteAllText(neither, "a,b,c\n1,2,3\n");
            WeatherFile.Read(epw).Site.Name.ShouldBe("Testing");
            WeatherFile.Read(json).Site.Name.ShouldBe("b");
            Should.Throw<InputFileException>(() => WeatherFile.Read(neither)).Message.ShouldContain("Open-Meteo");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static WeatherSeries Read(JsonObject year) => OpenMeteoFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(year.ToJsonString())), "year.json");

    private static JsonArray Array(Func<int, double> value, int count = 8760) =>
        new([.. Enumerable.Range(0, count).Select(i => (JsonNode)value(i))]);

    private static JsonObject Year() => new()
    {
        ["latitude"] = 40.1,
        ["longitude"] = 113.3,
        ["elevation"] = 1060.0,
        ["utc_offset_seconds"] = 28_800,
        ["timezone"] = "Asia/Shanghai",
        ["hourly_units"] = new JsonObject
        {
            ["time"] = "iso8601",
            ["temperature_2m"] = "°C",
            ["relative_humidity_2m"] = "%",
            ["surface_pressure"] = "hPa",
            ["wind_speed_10m"] = "km/h",
            ["shortwave_radiation"] = "W/m²",
        },
        ["hourly"] = new JsonObject
        {
            ["time"] = new JsonArray([.. Enumerable.Range(0, 8760)
                .Select(i => (JsonNode)new DateTime(2023, 1, 1).AddHours(i).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture))]),
            ["temperature_2m"] = Array(i => i % 24),
            ["relative_humidity_2m"] = Array(_ => 50),
            ["surface_pressure"] = Array(_ => 893),
            ["wind_speed_10m"] = Array(_ => 36),
            ["shortwave_radiation"] = Array(i => i % 24),
        },
    };
}
