using System.Text.Json;
using Twin.Model.Weather;

namespace Twin.Engine.Weather;

/// <summary>
/// Reads a calendar year of hours from Open-Meteo (the JSON of its archive and forecast services), plain or gzipped. Values
/// stand at the moment they name, radiation is the mean of the hour before; units are read from the file, since wind comes in
/// km/h unless asked for otherwise.
/// </summary>
/// <remarks>
/// Station pressure is <c>surface_pressure</c>; <c>pressure_msl</c> is reduced to sea level and is never used. Nulls are filled
/// and noted as in EPW files. The first value stands at 00:00 on 1 January, the end of the old year: it closes the year's circle.
/// </remarks>
public static class OpenMeteoFile
{
    private const string AskAgain =
        "Ask Open-Meteo for one calendar year: start_date=YYYY-01-01, end_date=YYYY-12-31, with "
        + "hourly=temperature_2m,relative_humidity_2m,surface_pressure,wind_speed_10m,shortwave_radiation.";

    private static readonly OpenMeteoField Temperature = new(["temperature_2m"], "dry bulb", -70, 60);
    private static readonly OpenMeteoField DewPoint = new(["dew_point_2m", "dewpoint_2m"], "dew point", -90, 60);
    private static readonly OpenMeteoField Humidity = new(["relative_humidity_2m", "relativehumidity_2m"], "relative humidity", 0, 110);
    private static readonly OpenMeteoField Pressure = new(["surface_pressure"], "pressure", 31_000, 120_000);
    private static readonly OpenMeteoField Wind = new(["wind_speed_10m", "windspeed_10m"], "wind speed", 0, 113);
    private static readonly OpenMeteoField Global = new(["shortwave_radiation"], "global horizontal radiation", 0, 1600);
    private static readonly OpenMeteoField Direct = new(["direct_normal_irradiance"], "direct normal radiation", 0, 1600);
    private static readonly OpenMeteoField Diffuse = new(["diffuse_radiation"], "diffuse horizontal radiation", 0, 1600);
    private static readonly OpenMeteoField Cloud = new(["cloud_cover", "cloudcover"], "total cloud cover", 0, 100);
    private static readonly OpenMeteoField Pm10 = new(["pm10"], "PM10", 0, 20_000);

    /// <summary>
    /// Reads a file.
    /// <exception cref="InputFileException">The file cannot be read or is no sound year; the message says where and how to mend it.</exception>
    /// </summary>
    public static WeatherSeries Read(string path) => Parse(InputText.Read(path), path);

    /// <summary>
    /// Reads a stream; <paramref name="name"/> stands for the file in messages.
    /// <exception cref="InputFileException">The stream is no sound year; the message says where and how to mend it.</exception>
    /// </summary>
    public static WeatherSeries Read(Stream stream, string name) => Parse(InputText.Read(stream, name), name);

    internal static WeatherSeries Parse(string text, string file)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException e)
        {
            throw new InputFileException(
                file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "The file is no sound JSON.", "It may be torn; fetch it again.", e);
        }

        using (document)
        {
            var source = new OpenMeteoSource(document.RootElement, file, AskAgain);
            return Series(source, file);
        }
    }

    private static WeatherSeries Series(OpenMeteoSource source, string file)
    {
        var site = new WeatherSite(
            Path.GetFileName(file),
            source.Number("latitude", -90, 90),
            source.Number("longitude", -180, 180),
            source.Number("elevation", -430, 6000),
            source.Number("utc_offset_seconds", -43_200, 50_400) / 3600.0);
        int count = source.Hours();

        double[] dryBulbC = source.Required(Temperature, count);
        double[] rhPct = source.Optional(Humidity, count);
        double[] dewPointC = source.Optional(DewPoint, count);
        double[] pressurePa = source.Optional(Pressure, count);
        double[] windMs = source.Required(Wind, count);
        double[] ghiWm2 = source.Required(Global, count);
        double[] dniWm2 = source.Optional(Direct, count);
        double[] dhiWm2 = source.Optional(Diffuse, count);
        double[] cloudPct = source.Optional(Cloud, count);
        double[] pm10 = source.Optional(Pm10, count);

        var gaps = new WeatherGaps(file, site);
        gaps.Close(dryBulbC, rhPct, dewPointC, pressurePa, windMs, ghiWm2);
        gaps.Note(Pm10.Name, $"missing, set to {WeatherHour.OrdinaryPm10UgM3} µg/m³", pm10.Count(double.IsNaN));

        var hours = new WeatherHour[count];
        for (int i = 0; i < count; i++)
        {
            int at = (i + 1) % count; // the value named 01:00 ends the year's first hour
            hours[i] = new WeatherHour(
                dryBulbC[at], rhPct[at], pressurePa[at], windMs[at], ghiWm2[at], Known(dniWm2[at]), Known(dhiWm2[at]),
                Known(cloudPct[at] / 10.0), Known(pm10[at]) ?? WeatherHour.OrdinaryPm10UgM3);
        }

        return new WeatherSeries(site, hours, gaps.Notes);
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
