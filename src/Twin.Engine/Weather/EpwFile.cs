using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Engine.Weather;

/// <summary>
/// Reads EnergyPlus weather files (EPW; EnergyPlus Auxiliary Programs, "EPW CSV Format"), plain or gzipped. Rows count hours
/// 1 to 24, each the interval that ends then, in the standard time of the LOCATION line.
/// </summary>
/// <remarks>
/// Codes for missing values become filled values and a note; humidity above 100 % (rounding, in nearly every Chinese file)
/// is held at 100 % and noted. What cannot be weather is refused with file, line and column. Years differ from month to
/// month in a typical year and are not looked at.
/// </remarks>
public static class EpwFile
{
    private const int FewestFields = 22;
    private const int MostHeaderLines = 20;

    // Limits: ranges of the EPW data dictionary, narrowed to what weather on Earth reaches.
    private static readonly EpwField DryBulb = new(6, "dry bulb", "°C", 99.9, -70, 60);
    private static readonly EpwField DewPoint = new(7, "dew point", "°C", 99.9, -90, 60);
    private static readonly EpwField Humidity = new(8, "relative humidity", "%", 999, 0, 110);
    private static readonly EpwField Pressure = new(9, "pressure", "Pa", 999_900, 31_000, 120_000);
    private static readonly EpwField Global = new(13, "global horizontal radiation", "Wh/m²", 9999, 0, 1600);
    private static readonly EpwField Direct = new(14, "direct normal radiation", "Wh/m²", 9999, 0, 1600);
    private static readonly EpwField Diffuse = new(15, "diffuse horizontal radiation", "Wh/m²", 9999, 0, 1600);
    private static readonly EpwField Wind = new(21, "wind speed", "m/s", 999, 0, 113);
    private static readonly EpwField Cloud = new(22, "total sky cover", "tenths", 99, 0, 10);

    /// <summary>
    /// Reads a file.
    /// <exception cref="InputFileException">The file cannot be read or is no sound EPW year; the message says where and how to mend it.</exception>
    /// </summary>
    public static WeatherSeries Read(string path) => Parse(InputText.Read(path), path);

    /// <summary>
    /// Reads a stream; <paramref name="name"/> stands for the file in messages.
    /// <exception cref="InputFileException">The stream is no sound EPW year; the message says where and how to mend it.</exception>
    /// </summary>
    public static WeatherSeries Read(Stream stream, string name) => Parse(InputText.Read(stream, name), name);

    internal static WeatherSeries Parse(string text, string file)
    {
        string[] lines = text.Split('\n');
        WeatherSite site = EpwHeader.Site(lines[0], file);
        int firstRow = EpwHeader.FirstRow(lines, file, MostHeaderLines);

        List<EpwRow> rows = Rows(lines, firstRow, file);
        var calendar = new EpwCalendar(file);
        foreach (EpwRow row in rows)
        {
            calendar.Take(row);
        }

        calendar.End(lines.Length, rows.Count);
        return Series(rows, site, file);
    }

    private static List<EpwRow> Rows(string[] lines, int firstRow, string file)
    {
        var rows = new List<EpwRow>(8_784);
        int width = 0;
        for (int i = firstRow; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            if (line.Length == 0)
            {
                continue;
            }

            string[] fields = line.Split(',');
            width = width == 0 ? Math.Max(fields.Length, FewestFields) : width;
            if (fields.Length < width)
            {
                throw new InputFileException(
                    file, i + 1, 0, $"The row has {fields.Length} fields, {width} are needed.", "The line may be torn; fetch the file again.");
            }

            rows.Add(new EpwRow(file, i + 1, fields));
        }

        return rows;
    }

    private static WeatherSeries Series(List<EpwRow> rows, WeatherSite site, string file)
    {
        double[] dryBulbC = DryBulb.Column(rows);
        double[] dewPointC = DewPoint.Column(rows);
        double[] rhPct = Humidity.Column(rows);
        double[] pressurePa = Pressure.Column(rows);
        double[] ghiWm2 = Global.Column(rows);
        double[] windMs = Wind.Column(rows);
        CheckElevation(rows, pressurePa, site, file);

        var gaps = new WeatherGaps(file, site);
        gaps.Close(dryBulbC, rhPct, dewPointC, pressurePa, windMs, ghiWm2);

        var hours = new WeatherHour[rows.Count];
        for (int i = 0; i < hours.Length; i++)
        {
            hours[i] = new WeatherHour(
                dryBulbC[i], rhPct[i], pressurePa[i], windMs[i], ghiWm2[i], Direct.Optional(rows[i]), Diffuse.Optional(rows[i]), Cloud.Optional(rows[i]));
        }

        gaps.Note(Direct.Name, "missing, left unknown", hours.Count(hour => hour.DniWm2 is null));
        gaps.Note(Diffuse.Name, "missing, left unknown", hours.Count(hour => hour.DhiWm2 is null));
        return new WeatherSeries(site, hours, gaps.Notes);
    }

    /// <summary>
    /// Pressure must fit the elevation: sea-level pressure in a plateau's file would pass each single limit and put the wet bulb
    /// wrong by half a kelvin and more. Weather moves pressure by less than 6 %.
    /// </summary>
    private static void CheckElevation(List<EpwRow> rows, double[] pressurePa, WeatherSite site, string file)
    {
        double standardPa = Psychrometrics.StandardPressurePa(site.ElevationM);
        int odd = Array.FindIndex(pressurePa, value => Math.Abs(value - standardPa) > 0.08 * standardPa);
        if (odd >= 0)
        {
            throw new InputFileException(
                file, rows[odd].Line, rows[odd].ColumnOf(Pressure.Index),
                $"The pressure of {pressurePa[odd]} Pa does not fit the header's elevation of {site.ElevationM} m (about {standardPa:F0} Pa).",
                "Pressure must be the station's own, not reduced to sea level; or correct the elevation in line 1.");
        }
    }
}
