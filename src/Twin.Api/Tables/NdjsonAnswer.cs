using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>An object a line, with a member a column; null has no value.</summary>
internal sealed class NdjsonAnswer(Table table) : TableAnswer(table, "application/x-ndjson; charset=utf-8", "ndjson")
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonEncodedText[] _keys = [.. table.Columns.Select(c => JsonEncodedText.Encode(c.Key))];

    protected override void WriteHead(PipeWriter body)
    {
    }

    protected override void WriteRow(PipeWriter body, object?[] cells)
    {
        using (var json = new Utf8JsonWriter(body, Writing))
        {
            json.WriteStartObject();
            for (var i = 0; i < cells.Length; i++)
            {
                json.WritePropertyName(_keys[i]);
                WriteCell(json, cells[i]);
            }

            json.WriteEndObject();
        }

        body.GetSpan(1)[0] = (byte)'\n';
        body.Advance(1);
    }

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case DateTime moment:
                json.WriteStringValue(Instants.Write(new DateTimeOffset(moment).ToUnixTimeMilliseconds()));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
