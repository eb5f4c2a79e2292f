using System.Globalization;
using System.Text;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>A recorded load: CSV with the header <c>time,load</c>, moments in UTC, evenly spaced, loads from 0 to 1.</summary>
internal static class LoadTraceFile
{
    private const long LargestBytes = 64L * 1024 * 1024;

    // One bad column must not print a million lines.
    private const int MostFaults = 20;

    private const string Header = "time,load";

    /// <summary>The trace, or null with faults at their places in the CSV or at the reference to it.</summary>
    public static LoadTrace? Read<T>(string reference, ConfigDocument<T> from, string pointer, WorldSources sources)
    {
        var path = WorldSources.Resolve(from.Path, reference);
        return sources.ReadBytes(path, from, pointer, LargestBytes) is { } bytes ? Parse(Encoding.UTF8.GetString(bytes), path, sources.Faults) : null;
    }

    public static LoadTrace? Parse(string text, string file, FaultList faults)
    {
        var before = faults.Count;
        var times = new List<long>();
        var loads = new List<double>();
        var line = 0;
        foreach (var raw in text.TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            line++;
            var row = raw.TrimEnd().ToString();
            if (line == 1)
            {
                if (row != Header)
                {
                    faults.Add(new ConfigFault(file, 1, 1, $"the first line is '{Short(row)}'; write the header '{Header}'"));
                    return null;
                }
            }
            else if (row.Length > 0)
            {
                Row(row, line);
            }

            if (faults.Count - before >= MostFaults)
            {
                return null;
            }
        }

        if (faults.Count == before && times.Count < 2)
        {
            faults.Add(file, $"the trace has {times.Count} rows; it needs two or more");
        }

        return faults.Count > before ? null : new LoadTrace(times[0], times[1] - times[0], [.. loads]);

        void Row(string row, int at)
        {
            var cut = row.IndexOf(',', StringComparison.Ordinal);
            if (cut < 0 || row.IndexOf(',', cut + 1) > 0)
            {
                faults.Add(new ConfigFault(file, at, 1, $"'{Short(row)}' is no row; write a moment, a comma and a load, such as 2025-12-31T16:00:00Z,0.53"));
                return;
            }

            if (!Instants.TryRead(row[..cut], out var ms, out var fault))
            {
                faults.Add(new ConfigFault(file, at, 1, fault));
                return;
            }

            if (!double.TryParse(row.AsSpan(cut + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var load) || !(load >= 0 && load <= 1))
            {
                faults.Add(new ConfigFault(file, at, cut + 2, $"'{Short(row[(cut + 1)..])}' is no load; write a number from 0 to 1"));
                return;
            }

            if (times.Count > 0 && ms <= times[^1])
            {
                faults.Add(new ConfigFault(file, at, 1, "the time does not rise; sort the rows and keep one of each moment"));
            }
            else if (times.Count > 1 && ms - times[^1] != times[1] - times[0])
            {
                faults.Add(new ConfigFault(file, at, 1, $"{(ms - times[^1]) / 1000.0} s have passed since the row before, and {(times[1] - times[0]) / 1000.0} s between the first two; rows are evenly spaced"));
            }

            times.Add(ms);
            loads.Add(load);
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
