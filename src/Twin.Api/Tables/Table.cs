using Microsoft.AspNetCore.Http;

namespace Twin.Api;

/// <summary>A column of what is taken out in bulk.</summary>
/// <param name="Key">Its name in NDJSON.</param>
/// <param name="Title">Its name in the first line of CSV, where the unit follows in brackets.</param>
/// <param name="Unit">Empty where there is none.</param>
internal sealed record Column(string Key, string Title, string Unit)
{
    public Column(string key, string unit = "")
        : this(key, key, unit)
    {
    }

    public string Header => Unit.Length == 0 ? Title : $"{Title} ({Unit})";
}

/// <summary>Rows under columns. A cell is a text, a number, a moment, a truth value or null.</summary>
/// <param name="Name">Of the file that it is saved as, without its ending.</param>
internal sealed record Table(string Name, IReadOnlyList<Column> Columns, IAsyncEnumerable<object?[]> Rows)
{
    public static Table Of(string name, IReadOnlyList<Column> columns, IEnumerable<object?[]> rows) => new(name, columns, rows.ToAsyncEnumerable());
}

/// <summary>In which form an answer is wanted.</summary>
internal static class TableFormat
{
    public static readonly QueryParameter Parameter = QueryParameter.Text(
        "format", "json, or the same as a table to be saved: csv, with units in its first line, or ndjson, one object a line. Left out: json.", "json", "csv", "ndjson");

    /// <summary>The table in the form that is asked for; null where JSON is.</summary>
    public static IResult? Answer(string? format, Func<Table> table) => format switch
    {
        "csv" => new CsvAnswer(table()),
        "ndjson" => new NdjsonAnswer(table()),
        _ => null,
    };
}
