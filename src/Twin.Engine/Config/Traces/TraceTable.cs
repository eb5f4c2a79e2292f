using System.Globalization;
using Twin.Contracts;

namespace Twin.Engine.Config;

/// <summary>How a column of a recorded table tells a moment.</summary>
internal enum TraceTime
{
    /// <summary>As 2025-12-31T16:00:00Z.</summary>
    Instant,

    /// <summary>Date and time without a zone, in UTC, as 2023-11-16 18:15:46.6805900.</summary>
    Utc,

    /// <summary>Seconds since 1970, or since whatever the record counts from.</summary>
    Seconds,

    /// <summary>Milliseconds since 1970, or since whatever the record counts from.</summary>
    Milliseconds,
}

/// <summary>A row of a recorded table, with the line that it stands on.</summary>
internal readonly record struct TraceRow(int Line, string[] Fields);

/// <summary>A recorded table: CSV with a header line, plain or gzipped, without quotes. Whatever is wrong is told at its field.</summary>
internal sealed class TraceTable
{
    private const long LargestBytes = 64L * 1024 * 1024;

    // One bad column must not print a million lines.
    private const int MostFaults = 20;

    // A century before and after 1970: beyond it a column counts something else than was said.
    private const double MostMs = 100 * 366.0 * 86_400_000;

    private static readonly string[] UtcForms = ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private readonly string _file;
    private readonly FaultList _faults;
    private readonly int _before;
    private readonly string[] _header;

    private TraceTable(string file, string[] header, FaultList faults) => (_file, _header, _faults, _before) = (file, header, faults, faults.Count);

    public List<TraceRow> Rows { get; } = [];

    /// <summary>True where something was wrong with it.</summary>
    public bool Faulty => _faults.Count > _before;

    /// <summary>True where so much is wrong that reading on helps nobody.</summary>
    public bool Hopeless => _faults.Count - _before >= MostFaults;

    /// <summary>The table that a file refers to; null with a fault at the reference or in the table.</summary>
    public static TraceTable? Read<T>(string reference, ConfigDocument<T> from, string pointer, WorldSources sources)
    {
        var path = WorldSources.Resolve(from.Path, reference);
        if (sources.ReadBytes(path, from, pointer, LargestBytes) is not { } bytes)
        {
            return null;
        }

        try
        {
            return Parse(InputText.Read(new MemoryStream(bytes), path), path, sources.Faults);
        }
        catch (InputFileException e)
        {
            sources.Faults.Add(path, e.Message[(path.Length + 2)..]);
            return null;
        }
    }

    private static TraceTable? Parse(string text, string file, FaultList faults)
    {
        TraceTable? table = null;
        var line = 0;
        foreach (var raw in text.TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            line++;
            var row = raw.TrimEnd().ToString();
            if (table is null)
            {
                if (row.Length == 0)
                {
                    faults.Add(new ConfigFault(file, 1, 1, "the first line is empty; write a header there, the names of the columns"));
                    return null;
                }

                table = new TraceTable(file, row.Split(','), faults);
            }
            else if (row.Length > 0)
            {
                table.Add(new TraceRow(line, row.Split(',')));
            }

            if (table.Hopeless)
            {
                break;
            }
        }

        return table!.Faulty ? null : table;
    }

    /// <summary>Index of a column; null with a fault where the file that names it stands.</summary>
    public int? Column<T>(string name, ConfigDocument<T> from, string pointer, WorldSources sources)
    {
        var at = Array.IndexOf(_header, name);
        if (at < 0)
        {
            sources.Fault(from, pointer, $"'{_file}' has no column '{name}'; {Nearest.Clause(name, _header)}");
        }

        return at < 0 ? null : at;
    }

    /// <summary>A moment, ms; null with a fault.</summary>
    public long? Moment(in TraceRow row, int column, TraceTime kind)
    {
        var text = row.Fields[column];
        switch (kind)
        {
            case TraceTime.Instant:
                if (Instants.TryRead(text, out var ms, out var fault))
                {
                    return ms;
                }

                Fault(row, column, fault);
                return null;
            case TraceTime.Utc:
                if (DateTime.TryParseExact(text, UtcForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
                {
                    return (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
                }

                Fault(row, column, $"'{Short(text)}' is no date and time; write it like 2025-12-31 16:00:00");
                return null;
            default:
                var scale = kind == TraceTime.Seconds ? 1000 : 1;
                return Number(row, column, -MostMs / scale, MostMs / scale, kind == TraceTime.Seconds ? "time in seconds" : "time in milliseconds") is { } value
                    ? (long)Math.Round(value * scale) : null;
        }
    }

    /// <summary>A number between two bounds; null with a fault.</summary>
    /// <param name="noun">What it is.</param>
    public double? Number(in TraceRow row, int column, double least, double most, string noun)
    {
        var text = row.Fields[column];
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Fault(row, column, $"'{Short(text)}' is no {noun}; write a number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    public void Fault(in TraceRow row, int column, string message) =>
        _faults.Add(new ConfigFault(_file, row.Line, 1 + row.Fields.Take(column).Sum(f => f.Length + 1), message));

    /// <summary>A fault of the file as a whole.</summary>
    public void Fault(string message) => _faults.Add(_file, message);

    private void Add(in TraceRow row)
    {
        if (row.Fields.Length == _header.Length)
        {
            Rows.Add(row);
        }
        else
        {
            Fault(row, 0, $"the row has {row.Fields.Length} fields, and the header {_header.Length}; write one for each column, with commas between and without quotes");
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
