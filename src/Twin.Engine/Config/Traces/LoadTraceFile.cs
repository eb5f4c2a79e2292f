using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>A recorded load: a table with evenly spaced moments and loads.</summary>
internal static class LoadTraceFile
{
    /// <summary>The trace, or null with faults at their places in the table or at the reference to it.</summary>
    /// <param name="pointer">Of the data center's entry.</param>
    public static LoadTrace? Read<T>(DataCenterEntry entry, ConfigDocument<T> from, string pointer, WorldSources sources)
    {
        var columns = entry.TraceColumns ?? new TraceColumnsEntry();
        if (TraceTable.Read(entry.Trace!, from, $"{pointer}/trace", sources) is not { } table)
        {
            return null;
        }

        var at = entry.TraceColumns is null ? $"{pointer}/trace" : $"{pointer}/traceColumns";
        return table.Column(columns.Time, from, at, sources) is { } time && table.Column(columns.Load, from, at, sources) is { } load
            ? Read(table, columns, time, load) : null;
    }

    private static LoadTrace? Read(TraceTable table, TraceColumnsEntry columns, int time, int load)
    {
        var times = new List<long>(table.Rows.Count);
        var loads = new List<double>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            if (table.Moment(row, time, columns.TimeIn) is { } ms && table.Number(row, load, 0, columns.Full, "load") is { } value)
            {
                if (times.Count > 0 && ms <= times[^1])
                {
                    table.Fault(row, time, "the time does not rise; sort the rows and keep one of each moment");
                }
                else if (times.Count > 1 && ms - times[^1] != times[1] - times[0])
                {
                    table.Fault(row, time, $"{(ms - times[^1]) / 1000.0} s have passed since the row before, and {(times[1] - times[0]) / 1000.0} s between the first two; rows are evenly spaced");
                }

                times.Add(ms);
                loads.Add(value / columns.Full);
            }

            if (table.Hopeless)
            {
                return null;
            }
        }

        if (!table.Faulty && times.Count < 2)
        {
            table.Fault($"the trace has {times.Count} rows; it needs two or more");
        }

        return table.Faulty ? null : new LoadTrace(times[0], times[1] - times[0], [.. loads]);
    }
}
