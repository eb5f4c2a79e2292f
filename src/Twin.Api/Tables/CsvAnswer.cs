using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>CSV (RFC 4180): a first line of names with units, then a line a row; an empty cell has no value.</summary>
internal sealed class CsvAnswer(Table table) : TableAnswer(table, "text/csv; charset=utf-8; header=present", "csv")
{
    protected override void WriteHead(PipeWriter body) => WriteLine(body, Columns.Select(c => c.Header));

    protected override void WriteRow(PipeWriter body, object?[] cells) => WriteLine(body, cells.Select(Text));

    private static void WriteLine(PipeWriter body, IEnumerable<string> cells) =>
        Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Quoted)) + "\r\n", body);

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
        float number => float.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
        DateTime moment => Instants.Write(new DateTimeOffset(moment).ToUnixTimeMilliseconds()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
