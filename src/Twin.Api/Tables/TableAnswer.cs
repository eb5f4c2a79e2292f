using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Twin.Api;

/// <summary>Sends a table row by row: what is not sent yet is not made yet, and a slow reader holds back the rows behind.</summary>
internal abstract class TableAnswer(Table table, string contentType, string ending) : IResult
{
    private const int FlushBytes = 32 * 1024;

    protected IReadOnlyList<Column> Columns => table.Columns;

    public async Task ExecuteAsync(HttpContext http)
    {
        // The first row shows what is wrong with the question, while it can still be said.
        await using var rows = table.Rows.GetAsyncEnumerator(http.RequestAborted);
        var any = await rows.MoveNextAsync();
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{ending}\"";
        var body = http.Response.BodyWriter;
        WriteHead(body);
        for (; any; any = await rows.MoveNextAsync())
        {
            WriteRow(body, rows.Current);
            if (body.UnflushedBytes >= FlushBytes && (await body.FlushAsync(http.RequestAborted)).IsCompleted)
            {
                return;
            }
        }

        await body.FlushAsync(http.RequestAborted);
    }

    protected abstract void WriteHead(PipeWriter body);

    protected abstract void WriteRow(PipeWriter body, object?[] cells);
}
