using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Client;

/// <summary>
/// A twin over HTTP. It speaks the records of <c>Twin.Contracts</c>, and what the twin refuses comes out as it would of
/// the twin itself: a <see cref="TwinRefusedException"/> with every fault. Safe for many callers at once.
/// </summary>
/// <param name="http">Its base address is the twin's, such as http://127.0.0.1:5080; the caller owns it.</param>
/// <param name="time">For the pauses before a stream is opened again; null: the system's.</param>
public sealed class TwinClient(HttpClient http, TimeProvider? time = null)
{
    private const int NodesPerPage = 500;

    /// <summary>Nodes with their metrics, parents before children. Each says its tick; where there are several pages, later ones may be of a later tick.</summary>
    /// <exception cref="TwinRefusedException">The selection names what there is not.</exception>
    public async IAsyncEnumerable<NodeNow> Nodes(NodeChoice choice, IReadOnlyCollection<string> metrics, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? cursor = null;
        do
        {
            var page = await Get(
                "nodes", cancel,
                [.. choice.Parameters(), ("metrics", string.Join(',', metrics)), ("fields", "path,kind,name,reading"), ("limit", NodesPerPage.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)]);
            var (tick, at) = (page.GetProperty("tick").GetInt64(), page.GetProperty("time").GetDateTimeOffset());
            foreach (var node in page.GetProperty("items").EnumerateArray())
            {
                yield return new NodeNow(
                    NodePath.Parse(node.GetProperty("path").GetString()!), Wire.Read<NodeKind>(node.GetProperty("kind")), node.GetProperty("name").GetString()!,
                    tick, at, Wire.Values(node.GetProperty("reading")));
            }

            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
    }

    /// <summary>Statistics over a selection, all at one tick: one row, or one for each group.</summary>
    /// <param name="statistics"><c>sum</c>, <c>mean</c>, <c>min</c>, <c>max</c>, quantiles such as <c>p95</c>; none: the usual ones.</param>
    /// <param name="by">Group by the nodes of this level; null: all in one row.</param>
    /// <exception cref="TwinRefusedException">A sum of the metric means nothing, or the selection names what there is not.</exception>
    public async Task<IReadOnlyList<Aggregate>> Aggregate(
        NodeChoice choice, IReadOnlyCollection<string> metrics, IReadOnlyCollection<string>? statistics = null, NodeKind? by = null, CancellationToken cancel = default)
    {
        var answer = await Get(
            "aggregate", cancel,
            [.. choice.Parameters(), ("metrics", string.Join(',', metrics)), ("stats", statistics is { Count: > 0 } ? string.Join(',', statistics) : null), ("by", by is { } level ? Wire.Name(level) : null)]);
        var (tick, at) = (answer.GetProperty("tick").GetInt64(), answer.GetProperty("time").GetDateTimeOffset());
        return
        [
            .. answer.GetProperty("rows").EnumerateArray().Select(row => new Aggregate(
                row.GetProperty("path").GetString() is { } path ? NodePath.Parse(path) : null,
                tick, at, row.GetProperty("candidates").GetInt32(), row.GetProperty("chosen").GetInt32(),
                row.GetProperty("metrics").EnumerateObject().ToDictionary(
                    m => m.Name,
                    m => new AggregateOf(m.Value.GetProperty("unit").GetString()!, m.Value.GetProperty("count").GetInt64(), Wire.Values(m.Value.GetProperty("stats")))))),
        ];
    }

    /// <summary>A metric of one node over time.</summary>
    /// <exception cref="TwinRefusedException">There is no such node or metric, or the range is empty or too long.</exception>
    public async Task<HistorySeries> History(HistoryQuery query, CancellationToken cancel = default)
    {
        var answer = await Get(
            $"nodes/{Wire.Segment(query.Node)}/history", cancel,
            ("metric", query.Metric), ("from", Instants.Write(query.FromMs)), ("to", Instants.Write(query.ToMs)), ("points", query.Points.ToString(CultureInfo.InvariantCulture)));
        return new HistorySeries(
            query.Node, query.Metric, answer.GetProperty("unit").GetString()!, answer.GetProperty("resolutionMs").GetInt64(),
            [.. answer.GetProperty("timeMs").EnumerateArray().Select(t => t.GetInt64())], Column("min"), Column("mean"), Column("max"));

        double[] Column(string name) => [.. answer.GetProperty(name).EnumerateArray().Select(v => Wire.Number(v) ?? double.NaN)];
    }

    /// <summary>Lets an event happen. Returns when it is durable; a request with the same id may be made again, and is the same event.</summary>
    /// <exception cref="TwinRefusedException">It is invalid; nothing was changed.</exception>
    public Task<Accepted> Inject(InjectRequest request, CancellationToken cancel = default) =>
        Submit(new HttpRequestMessage(HttpMethod.Post, Wire.Api + "events") { Content = JsonContent.Create(Wire.Body(request)) }, cancel);

    /// <summary>Lets an event end now; its ramp follows.</summary>
    /// <exception cref="TwinRefusedException">No open event has that id.</exception>
    public Task<Accepted> End(EndRequest request, CancellationToken cancel = default)
    {
        var message = new HttpRequestMessage(HttpMethod.Delete, $"{Wire.Api}events/{Uri.EscapeDataString(request.EventId)}{Wire.Query(("by", request.By))}");
        if (request.Id is { } id)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", id);
        }

        return Submit(message, cancel);
    }

    /// <summary>Pauses, goes on, or changes the speed; what is null stays.</summary>
    /// <exception cref="TwinRefusedException">The speed is out of range.</exception>
    public async Task SetClock(ClockRequest request, CancellationToken cancel = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Wire.Api + "clock") { Content = JsonContent.Create(Wire.Body(request)) };
        using var response = await http.SendAsync(message, cancel);
        await Refusals.ThrowIfAny(response, cancel);
    }

    /// <summary>
    /// What nodes do, as it happens: a snapshot, then ticks and what happened, without end. A stream that breaks is opened
    /// again where it broke; what could not be made up for begins with a snapshot that says so.
    /// </summary>
    /// <param name="nodes">None: the network, all regions and all hubs.</param>
    /// <param name="metrics">None: all of them.</param>
    /// <param name="rateHz">Most ticks a second, 0.1 to 20; a slower reader gets the newest, never a queue.</param>
    /// <exception cref="TwinRefusedException">There is no such node or metric.</exception>
    public IAsyncEnumerable<LiveItem> Watch(
        IReadOnlyCollection<NodePath> nodes, IReadOnlyCollection<string> metrics, double rateHz = 2, CancellationToken cancel = default) =>
        new LiveStream(http, time ?? TimeProvider.System).Read(Wire.Query(
            ("nodes", nodes.Count == 0 ? null : string.Join(',', nodes)), ("metrics", metrics.Count == 0 ? null : string.Join(',', metrics)),
            ("rate", rateHz.ToString("R", CultureInfo.InvariantCulture))), cancel);

    private async Task<Accepted> Submit(HttpRequestMessage message, CancellationToken cancel)
    {
        using (message)
        using (var response = await http.SendAsync(message, cancel))
        {
            await Refusals.ThrowIfAny(response, cancel);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            return new Accepted(answer.GetProperty("id").GetString()!, answer.GetProperty("tick").GetInt64(), answer.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
        }
    }

    private async Task<JsonElement> Get(string path, CancellationToken cancel, params IReadOnlyList<(string Name, string? Value)> query)
    {
        using var response = await http.GetAsync(Wire.Api + path + Wire.Query([.. query]), cancel);
        await Refusals.ThrowIfAny(response, cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }
}
