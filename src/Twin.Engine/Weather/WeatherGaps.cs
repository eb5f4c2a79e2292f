using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Engine.Weather;

/// <summary>
/// One year of a weather file's columns with holes (NaN), and how they are closed. What is done is noted, never silent; a hole
/// too long to guess is refused.
/// </summary>
internal sealed class WeatherGaps(string file, WeatherSite site)
{
    /// <summary>Longest run of missing hours that is interpolated; three days, about the memory of weather.</summary>
    public const int LongestGapHours = 72;

    private readonly List<WeatherNote> notes = [];

    public WeatherNote[] Notes => [.. notes];

    public void Note(string field, string what, int hours)
    {
        if (hours > 0)
        {
            notes.Add(new WeatherNote(field, what, hours));
        }
    }

    /// <summary>Closes all holes of the columns that the twin needs, in the order in which they need each other.</summary>
    public void Close(double[] dryBulbC, double[] rhPct, double[] dewPointC, double[] pressurePa, double[] windMs, double[] ghiWm2)
    {
        ClampHumidity(rhPct);
        Interpolate("dry bulb", dryBulbC);
        HumidityFromDewPoint(rhPct, dryBulbC, dewPointC);
        Interpolate("relative humidity", rhPct);
        PressureFromElevation(pressurePa);
        Interpolate("wind speed", windMs);
        FromNeighbouringDays("global horizontal radiation", ghiWm2);
    }

    /// <summary>Holds humidity at saturation; instruments and rounding read a few percent more.</summary>
    private void ClampHumidity(double[] rhPct)
    {
        int clamped = 0;
        for (int i = 0; i < rhPct.Length; i++)
        {
            if (rhPct[i] > 100.0)
            {
                rhPct[i] = 100.0;
                clamped++;
            }
        }

        Note("relative humidity", "above 100 %, held at 100 %", clamped);
    }

    /// <summary>Missing humidity from the dew point, where that is known.</summary>
    private void HumidityFromDewPoint(double[] rhPct, double[] dryBulbC, double[] dewPointC)
    {
        int filled = 0;
        for (int i = 0; i < rhPct.Length; i++)
        {
            if (double.IsNaN(rhPct[i]) && !double.IsNaN(dewPointC[i]))
            {
                rhPct[i] = Math.Min(100.0, Psychrometrics.RelativeHumidityOfDewPointPct(dryBulbC[i], dewPointC[i]));
                filled++;
            }
        }

        Note("relative humidity", "missing, taken from the dew point", filled);
    }

    /// <summary>Missing pressure from the station's elevation.</summary>
    private void PressureFromElevation(double[] pressurePa)
    {
        double standardPa = Psychrometrics.StandardPressurePa(site.ElevationM);
        int filled = 0;
        for (int i = 0; i < pressurePa.Length; i++)
        {
            if (double.IsNaN(pressurePa[i]))
            {
                pressurePa[i] = standardPa;
                filled++;
            }
        }

        Note("pressure", $"missing, set to the standard {standardPa:F0} Pa at {site.ElevationM:F0} m", filled);
    }

    /// <summary>Missing values on a straight line between the hours around them; the year is a circle.</summary>
    private void Interpolate(string field, double[] values)
    {
        int count = values.Length;
        int first = Array.FindIndex(values, value => !double.IsNaN(value));
        if (first < 0)
        {
            throw new InputFileException(file, 0, 0, $"No hour has a {field}.", "Take a file that has it; the twin needs it.");
        }

        int filled = 0;
        int known = first;
        for (int step = 1; step <= count; step++)
        {
            int at = (first + step) % count;
            if (double.IsNaN(values[at]))
            {
                continue;
            }

            int gap = first + step - known - 1;
            Refuse(field, gap, (known + 1) % count);
            double from = values[known % count];
            for (int i = 1; i <= gap; i++)
            {
                values[(known + i) % count] = from + ((values[at] - from) * i / (gap + 1));
            }

            filled += gap;
            known = first + step;
        }

        Note(field, "missing, interpolated", filled);
    }

    /// <summary>Missing radiation from the same hour of the nearest days that have it, before and after.</summary>
    private void FromNeighbouringDays(string field, double[] values)
    {
        double[] read = [.. values];
        int count = values.Length;
        int filled = 0;
        for (int i = 0; i < count; i++)
        {
            if (!double.IsNaN(read[i]))
            {
                continue;
            }

            double sum = 0.0;
            int found = 0;
            foreach (int direction in (ReadOnlySpan<int>)[-24, 24])
            {
                int at = i;
                for (int day = 1; day <= 7; day++)
                {
                    at = (at + direction + count) % count;
                    if (!double.IsNaN(read[at]))
                    {
                        sum += read[at];
                        found++;
                        break;
                    }
                }
            }

            if (found == 0)
            {
                throw new InputFileException(
                    file, 0, 0, $"{Capital(field)} is missing at this time of day for a fortnight around hour {i + 1} of the year.",
                    "Take another file for this site, or let the twin make its weather from the climate's normals.");
            }

            values[i] = sum / found;
            filled++;
        }

        Note(field, "missing, taken from the days beside", filled);
    }

    private void Refuse(string field, int gap, int start)
    {
        if (gap > LongestGapHours)
        {
            throw new InputFileException(
                file, 0, 0, $"{Capital(field)} is missing for {gap} hours from hour {start + 1} of the year; at most {LongestGapHours} are interpolated.",
                "Take another file for this site, or let the twin make its weather from the climate's normals.");
        }
    }

    private static string Capital(string field) => char.ToUpperInvariant(field[0]) + field[1..];
}
