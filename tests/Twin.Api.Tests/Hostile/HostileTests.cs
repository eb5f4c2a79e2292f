using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Twin.Api.Tests.Hostile;

/// <summary>What those do to the twin who mean it ill, or know no better: it turns them away, keeps its memory, and time goes on.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private const int Seed = 20_260_714;

    // The client's own memory counts too: sockets, buffers, answers.
    private const long MostGrowthBytes = 64L << 20;

    // Of the 5,000, as many as the server lets in at once; the others wait in the client.
    private const int MostConnections = 4000;

    private readonly ServedTwin _served = new();

    public Task InitializeAsync() => _served.InitializeAsync();

    public Task DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task Five_thousand_requests_at_once_are_answered_or_turned_away_and_time_goes_on()
    {
        await Flood(500);
        var (memory, tick) = (GC.GetTotalMemory(forceFullCollection: true), _served.Twin.Latest.Tick);

        // Ticks are counted while the flood is on, not timed.
        using var over = new CancellationTokenSource();
        var ticks = Ticks(over.Token);
        var statuses = await Flood(5000);
        await over.CancelAsync();
        (await ticks).ShouldBeGreaterThan(1, "time stood still while requests came");
        statuses.Keys.ShouldBeSubsetOf([200, 202, 304, 400, 404, 405, 409, 413, 414, 415, 421, 422, 429]);
        statuses.Values.Sum().ShouldBe(5000);
        statuses[200].ShouldBeGreaterThan(0);
        await _served.Until(tick + 10);
        await Flood(1000);
        (GC.GetTotalMemory(forceFullCollection: true) - memory).ShouldBeLessThan(MostGrowthBytes);
        _served.Twin.Completion.IsCompleted.ShouldBeFalse();
        _served.Twin.Latest.Events.Count.ShouldBe(1, "a repeated id is one event");
    }

    [Fact]
    public async Task Readers_that_never_read_hold_up_nobody_and_give_their_places_back()
    {
        const int Stuck = 150;
        var narrow = new ServedTwin { Options = new TwinApiOptions { MostStreams = Stuck + 1, Heartbeat = TimeSpan.FromMilliseconds(200), StreamPatience = TimeSpan.FromMinutes(5) } };
        await narrow.InitializeAsync();
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < Stuck; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, narrow.Http.BaseAddress!.Port);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/stream?rate=20&metrics=itKw,pue{(i % 2 == 0 ? "" : ",loadShare")} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }

            using var patience = new CancellationTokenSource(ServedTwin.Patience);
            using var response = await narrow.Http.GetAsync("/api/v1/stream?rate=20", HttpCompletionOption.ResponseHeadersRead, patience.Token);
            response.IsSuccessStatusCode.ShouldBeTrue();
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            var snapshots = 0;
            var ticks = 0;
            await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(body).EnumerateAsync(patience.Token))
            {
                snapshots += item.EventType == "snapshot" ? 1 : 0;
                if (item.EventType == "tick" && ++ticks == 40)
                {
                    break;
                }
            }

            snapshots.ShouldBe(1, "the one that reads never fell behind");
            await ServedTwin.Problem(await narrow.Http.GetAsync("/api/v1/stream"), 429);
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }

        try
        {
            using var patience = new CancellationTokenSource(ServedTwin.Patience);
            for (var free = 0; free < Stuck;)
            {
                using var again = await narrow.Http.GetAsync("/api/v1/stream?nodes=network&metrics=itKw", HttpCompletionOption.ResponseHeadersRead, patience.Token);
                free = again.IsSuccessStatusCode ? free + 50 : free;
            }
        }
        finally
        {
            await narrow.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /api/v1/network HTTP/1.1\r\n\r\n")]
    [InlineData("GET /api/v1/network HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /api/v1/network HTTP/1.1\r\nHost: example.org\r\n\r\n")]
    [InlineData("GET http://example.org/api/v1/network HTTP/1.1\r\nHost: example.org\r\n\r\n")]
    [InlineData("GET /api/v1/nodes/\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}")]
    [InlineData("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{}")]
    [InlineData("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")]
    [InlineData("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}\r\n")]
    [InlineData("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task What_is_no_request_is_refused_or_cut_off(string bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _served.Http.BaseAddress!.Port);
        await socket.SendAsync(Encoding.Latin1.GetBytes(bytes));
        socket.Shutdown(SocketShutdown.Send);
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        var read = 0;
        try
        {
            read = await socket.ReceiveAsync(buffer, patience.Token);
        }
        catch (SocketException)
        {
            // Cut off: that is an answer too.
        }

        if (read > 0)
        {
            Encoding.ASCII.GetString(buffer, 0, read).ShouldMatch(@"^HTTP/1\.1 (4\d\d|505) ", "505 says that there is no such version of HTTP");
        }

        (await _served.Get("/api/v1/network"))["tick"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task Bodies_and_queries_of_every_kind_of_nonsense_are_refused_and_change_nothing()
    {
        var chance = new Random(Seed);
        var before = _served.Twin.Latest.Events.Count;
        const string Good = """{"kind":"heatWave","target":"shanxi/datong","magnitude":"8 K","duration":"6h","ramp":"30m","start":"now","reason":"x"}""";
        for (var i = 0; i < 400; i++)
        {
            var text = new StringBuilder(Good);
            for (var change = 0; change <= chance.Next(4); change++)
            {
                var at = chance.Next(text.Length);
                switch (chance.Next(3))
                {
                    case 0: text[at] = (char)chance.Next(0x20, 0x2000); break;
                    case 1: text.Remove(at, Math.Min(text.Length - at - 1, chance.Next(12))); break;
                    default: text.Insert(at, Good[chance.Next(Good.Length)..]); break;
                }
            }

            // A preview is read and checked as an event is, and happens to nothing.
            using var answer = await _served.Post("/api/v1/events/preview", text.ToString());
            ((int)answer.StatusCode).ShouldBeOneOf([200, 400, 413, 422], $"seed {Seed}, body {i}: {text}");
            var query = string.Concat(Enumerable.Range(0, chance.Next(1, 60)).Select(_ => "metrics=itKwpue,<>where%00&level&limit=-+9e"[chance.Next(40)]));
            using var read = await _served.Http.GetAsync($"/api/v1/{((string[])["nodes", "aggregate", "history", "stream", "occurrences"])[chance.Next(5)]}?{query}", HttpCompletionOption.ResponseHeadersRead);
            ((int)read.StatusCode).ShouldBeOneOf([200, 400, 404, 414], $"seed {Seed}, query {i}: {query}");
        }

        _served.Twin.Latest.Events.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Parameters_by_the_thousand_and_endless_headers_are_refused()
    {
        foreach (var path in (string[])["/api/v1/network", "/api/v1/aggregate", "/api/v1/stream"])
        {
            var few = await _served.Http.GetAsync($"{path}?{string.Join('&', Enumerable.Range(0, 400).Select(i => $"p{i}=1"))}");
            (await ServedTwin.Problem(few, 400))["errors"]!.AsArray().Count.ShouldBeInRange(1, 20);
            await ServedTwin.Problem(await _served.Http.GetAsync($"{path}?{string.Join('&', Enumerable.Range(0, 1000).Select(i => $"p{i}=1"))}"), 414);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/network");
        Enumerable.Range(0, 500).ToList().ForEach(i => request.Headers.Add($"x-{i}", new string('y', 50)));
        using var headers = await _served.Http.SendAsync(request);
        ((int)headers.StatusCode).ShouldBe(431);
        var tags = string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"{i}\""));
        using var many = await _served.Send(HttpMethod.Get, "/api/v1/metrics", null, ("If-None-Match", tags));
        many.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Asks for as much at once, over connections of its own, which are closed afterwards.</summary>
    private async Task<Dictionary<int, int>> Flood(int count)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostConnections, ConnectTimeout = TimeSpan.FromMinutes(2) })
        {
            BaseAddress = _served.Http.BaseAddress, Timeout = TimeSpan.FromMinutes(4),
        };
        var tasks = Enumerable.Range(0, count).Select(async i =>
        {
            using var request = Request(i);
            using var response = await http.SendAsync(request);
            await response.Content.CopyToAsync(System.IO.Stream.Null);
            return (int)response.StatusCode;
        }).ToArray();
        return (await Task.WhenAll(tasks)).CountBy(s => s).ToDictionary();
    }

    private static HttpRequestMessage Request(int i) => (i % 12) switch
    {
        0 => new(HttpMethod.Get, "/api/v1/nodes?limit=500"),
        1 => new(HttpMethod.Get, "/api/v1/aggregate?level=rack&metrics=inletC,powerKw,load,siliconC&stats=p1,p50,p99&by=dataCenter"),
        2 => new(HttpMethod.Get, "/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?count=20000"),
        3 => new(HttpMethod.Get, "/api/v1/history?nodes=network,shanxi,shanxi/datong&metrics=itKw,pue&points=1000"),
        4 => Post("/api/v1/events", """{"id":"flood","kind":"coldWave","target":"shanxi","start":"now+1d"}"""),
        5 => Post("/api/v1/events", """{"id":"flood","kind":"coldWave","target":"shan"""),
        6 => Post("/api/v1/events/preview", $$"""{"kind":"heatWave","target":"network","magnitude":{{i.ToString(CultureInfo.InvariantCulture)}}}"""),
        7 => Post("/api/v1/clock", """{"speed":-1}"""),
        8 => new(HttpMethod.Get, "/api/v1/hash"),
        9 => new(HttpMethod.Delete, $"/api/v1/events/none-{i}"),
        10 => Post("/api/v1/events", $$"""{"kind":"calm","target":"shanxi","reason":"{{new string('x', 20_000)}}"}"""),
        _ => new(HttpMethod.Get, $"/api/v1/nodes/atlantis-{i}?metrics=itKw"),
    };

    private static HttpRequestMessage Post(string path, string body) => new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private async Task<int> Ticks(CancellationToken over)
    {
        var seen = new HashSet<long>();
        try
        {
            await foreach (var frame in _served.Twin.Watch(over))
            {
                seen.Add(frame.Tick);
            }
        }
        catch (OperationCanceledException)
        {
            // The flood is over.
        }

        return seen.Count;
    }
}
