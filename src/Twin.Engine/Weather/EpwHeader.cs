using Twin.Model.Weather;

namespace Twin.Engine.Weather;

/// <summary>The header lines of an EPW file: where the station is, and where the hours begin.</summary>
internal static class EpwHeader
{
    /// <summary>Station of the LOCATION line: city, state, country, source, WMO, latitude, longitude, hours from UTC, elevation.</summary>
    public static WeatherSite Site(string line, string file)
    {
        string[] fields = line.TrimStart('\uFEFF').TrimEnd().Split(',');
        if (!fields[0].Trim().Equals("LOCATION", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputFileException(
                file, 1, 1, $"An EPW file begins with LOCATION; this one begins with '{Shown(line)}'.",
                "Give an EnergyPlus weather file (.epw, .epw.gz) or a year of Open-Meteo JSON.");
        }

        if (fields.Length < 10)
        {
            throw new InputFileException(
                file, 1, 0, $"The LOCATION line has {fields.Length} fields, 10 are needed.",
                "They are LOCATION,city,state,country,source,WMO,latitude,longitude,hours from UTC,elevation.");
        }

        var row = new EpwRow(file, 1, fields);
        return new WeatherSite(
            fields[1].Trim(),
            Number(row, 6, "latitude", -90, 90),
            Number(row, 7, "longitude", -180, 180),
            Number(row, 9, "elevation in metres", -430, 6000),
            Number(row, 8, "time zone in hours from UTC", -12, 14));
    }

    /// <summary>Index of the line after DATA PERIODS.</summary>
    public static int FirstRow(string[] lines, string file, int mostLines)
    {
        for (int i = 1; i < Math.Min(lines.Length, mostLines); i++)
        {
            string[] fields = lines[i].TrimEnd().Split(',');
            if (!fields[0].Trim().Equals("DATA PERIODS", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var row = new EpwRow(file, i + 1, fields);
            if (fields.Length < 3 || row.Whole(1, "number of data periods") != 1)
            {
                throw new InputFileException(file, i + 1, 0, "The file must hold exactly one data period.", "Give a file with one whole year.");
            }

            if (row.Whole(2, "number of records per hour") != 1)
            {
                throw new InputFileException(
                    file, i + 1, row.ColumnOf(2), $"The file has {fields[2].Trim()} records per hour; one is needed.", "Give a file with hourly records.");
            }

            return i + 1;
        }

        throw new InputFileException(
            file, Math.Min(lines.Length, mostLines), 0, "The header has no DATA PERIODS line.", "An EPW file has eight header lines, DATA PERIODS last; fetch it again.");
    }

    private static double Number(EpwRow row, int index, string name, double low, double high)
    {
        if (double.TryParse(row.Fields[index].AsSpan().Trim(), out double value) && value >= low && value <= high)
        {
            return value;
        }

        throw new InputFileException(
            row.File, row.Line, row.ColumnOf(index), $"The {name} '{row.Fields[index].Trim()}' is no number from {low} to {high}.", "Correct the LOCATION line.");
    }

    private static string Shown(string line)
    {
        string shown = line.TrimEnd().Length > 24 ? line[..24] + "…" : line.TrimEnd();
        return new string([.. shown.Select(c => char.IsControl(c) ? '·' : c)]);
    }
}
