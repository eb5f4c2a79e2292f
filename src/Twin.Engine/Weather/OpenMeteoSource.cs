using System.Globalization;
using System.Text.Json;

namespace Twin.Engine.Weather;

/// <summary>A variable of Open-Meteo, by its present and earlier names, with limits in the unit that it is converted to.</summary>
internal sealed record OpenMeteoField(string[] Variables, string Name, double Low, double High);

/// <summary>The JSON of Open-Meteo: place, units, and one array of values for each variable.</summary>
internal sealed class OpenMeteoSource
{
    // The year 9000: beyond it a number is no time.
    private const double MostUnixS = 221_845_392_000;

    private readonly JsonElement root;
    private readonly JsonElement hourly;
    private readonly JsonElement units;
    private readonly string file;
    private readonly string askAgain;

    public OpenMeteoSource(JsonElement root, string file, string askAgain)
    {
        this.root = root;
        this.file = file;
        this.askAgain = askAgain;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Refused("The file holds several places or none.", "Ask for one place at a time.");
        }

        hourly = Part("hourly");
        units = Part("hourly_units");
    }

    /// <summary>A number of the place.</summary>
    public double Number(string name, double low, double high) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() is double number
        && number >= low && number <= high
            ? number
            : throw Refused($"It has no {name} from {low} to {high}.", askAgain);

    /// <summary>Count of hours, after a check that they are one calendar year without a hole.</summary>
    public int Hours()
    {
        if (!hourly.TryGetProperty("time", out JsonElement times) || times.ValueKind != JsonValueKind.Array || times.GetArrayLength() == 0)
        {
            throw Refused("It has no hourly.time.", askAgain);
        }

        int count = times.GetArrayLength();
        DateTime first = Time(times[0], 0);
        int year = DateTime.IsLeapYear(first.Year) ? 8_784 : 8_760;
        if (first != new DateTime(first.Year, 1, 1) || count != year)
        {
            throw Refused($"Its {count} hours from {first:yyyy-MM-dd HH:mm} are no calendar year.", askAgain);
        }

        int index = 0;
        foreach (JsonElement time in times.EnumerateArray())
        {
            if (Time(time, index) != first.AddHours(index))
            {
                throw Refused($"hourly.time[{index}] is {time}, where {first.AddHours(index):yyyy-MM-ddTHH:mm} should stand.", askAgain);
            }

            index++;
        }

        return count;
    }

    /// <summary>Values of a variable that the twin needs; NaN where null.</summary>
    public double[] Required(OpenMeteoField field, int count) =>
        Find(field, out string variable, out JsonElement values)
            ? Values(field, variable, values, count)
            : throw Refused($"It has no hourly.{field.Variables[0]}.", askAgain);

    /// <summary>Values of a variable, all NaN where the file has not got it.</summary>
    public double[] Optional(OpenMeteoField field, int count)
    {
        if (Find(field, out string variable, out JsonElement values))
        {
            return Values(field, variable, values, count);
        }

        double[] none = new double[count];
        Array.Fill(none, double.NaN);
        return none;
    }

    private bool Find(OpenMeteoField field, out string variable, out JsonElement values)
    {
        foreach (string name in field.Variables)
        {
            if (hourly.TryGetProperty(name, out values) && values.ValueKind == JsonValueKind.Array)
            {
                variable = name;
                return true;
            }
        }

        variable = "";
        values = default;
        return false;
    }

    private double[] Values(OpenMeteoField field, string variable, JsonElement array, int count)
    {
        if (array.GetArrayLength() != count)
        {
            throw Refused($"hourly.{variable} has {array.GetArrayLength()} values for {count} hours.", "The file may be torn; fetch it again.");
        }

        string unit = units.TryGetProperty(variable, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        (double factor, double offset) = Conversion(variable, unit);
        double[] values = new double[count];
        int index = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Null)
            {
                values[index++] = double.NaN;
                continue;
            }

            double value = element.ValueKind == JsonValueKind.Number ? (element.GetDouble() + offset) * factor : double.NaN;
            if (!(value >= field.Low && value <= field.High))
            {
                throw Refused(
                    $"hourly.{variable}[{index}] is {element} {unit}; converted, a {field.Name} must lie from {field.Low} to {field.High}.",
                    "Correct it, or write null if it is missing.");
            }

            values[index++] = value;
        }

        return values;
    }

    /// <summary>Factor and offset, (value + offset) · factor, to °C, %, Pa, m/s, W/m² and µg/m³.</summary>
    private (double Factor, double Offset) Conversion(string variable, string unit) => unit switch
    {
        "°C" or "%" or "m/s" or "W/m²" or "μg/m³" or "µg/m³" or "Pa" => (1.0, 0.0),
        "°F" => (5.0 / 9.0, -32.0),
        "hPa" => (100.0, 0.0),
        "km/h" => (1.0 / 3.6, 0.0),
        "mp/h" or "mph" => (0.44704, 0.0),
        "kn" => (1852.0 / 3600.0, 0.0),
        _ => throw Refused($"hourly_units.{variable} is '{unit}', a unit not known here.", "Ask for metric units (°C, m/s, hPa)."),
    };

    private DateTime Time(JsonElement element, int index)
    {
        if (element.ValueKind == JsonValueKind.Number && Math.Abs(element.GetDouble()) < MostUnixS)
        {
            // Unix time counts in UTC; the hours of the year are the place's.
            double offset = Number("utc_offset_seconds", -43_200, 50_400);
            return DateTime.UnixEpoch.AddSeconds(element.GetDouble() + offset);
        }

        return element.ValueKind == JsonValueKind.String
            && DateTime.TryParseExact(element.GetString(), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
                ? time
                : throw Refused($"hourly.time[{index}] is '{element}', no time such as 2024-01-01T00:00.", askAgain);
    }

    private JsonElement Part(string name) =>
        root.TryGetProperty(name, out JsonElement part) && part.ValueKind == JsonValueKind.Object
            ? part
            : throw Refused($"It has no {name}.", askAgain);

    private InputFileException Refused(string what, string mend) => new(file, 0, 0, what, mend);
}
