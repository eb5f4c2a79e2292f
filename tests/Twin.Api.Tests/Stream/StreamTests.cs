using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Twin.Api.Tests.Stream;

public sealed class StreamTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Fact]
    public async Task A_snapshot_comes_first_and_then_ticks()
    {
        var items = await Read("/api/v1/stream?rate=20", seen => seen.Count(i => i.EventType == "tick") >= 3);

        items[0].EventType.ShouldBe("snapshot");
        items[0].ReconnectionInterval.ShouldBe(TimeSpan.FromSeconds(2));
        var snapshot = JsonNode.Parse(items[0].Data)!;
        snapshot["reason"]!.GetValue<string>().ShouldBe("start");
        snapshot["rackCount"]!.GetValue<int>().ShouldBe(2000);
        snapshot["nodes"]!.AsArray().Select(n => n!["path"]!.GetValue<string>())
            .ShouldBe(["network", "shanxi", "shanxi/datong", "shanxi/yanggao", "guangdong", "guangdong/shaoguan"]);
        snapshot["nodes"]!.AsArray().ShouldAllBe(n => n!["holds"]!.GetValue<bool>());

        var ticks = items.Where(i => i.EventType == "tick").ToArray();
        var sequences = ticks.Select(i => JsonNode.Parse(i.Data)!["sequence"]!.GetValue<long>()).ToArray();
        sequences.ShouldBe(sequences.Order().Distinct());
        foreach (var tick in ticks)
        {
            var data = JsonNode.Parse(tick.Data)!;
            tick.EventId.ShouldNotBeNull().ShouldStartWith($"{data["epoch"]}-{data["sequence"]}-");
            data["nodes"]!.AsArray().Count.ShouldBe(6);

            // All of one tick: regions sum to the network to the last digits.
            double ItKw(int i) => data["nodes"]![i]!["reading"]!["itKw"]!.GetValue<double>();
            (ItKw(1) + ItKw(4)).ShouldBe(ItKw(0), 1e-6);
        }
    }

    [Fact]
    public async Task Nodes_and_metrics_are_those_that_are_asked_for()
    {
        var items = await Read("/api/v1/stream?nodes=shanxi/datong/waterless,network&metrics=pue,maxInletC", seen => seen.Count == 1);
        var nodes = JsonNode.Parse(items[0].Data)!["nodes"]!.AsArray();
        nodes.Select(n => n!["path"]!.GetValue<string>()).ShouldBe(["network", "shanxi/datong/waterless"]);
        nodes[1]!["reading"]!.AsObject().Select(m => m.Key).ShouldBe(["pue", "maxInletC"]);
        nodes[1]!["mode"]!.GetValue<string>().ShouldBe("freeDry");
        nodes[1]!["supply"]!.GetValue<string>().ShouldBe("utility");
        nodes[0]!["mode"].ShouldBeNull();
    }

    [Fact]
    public async Task A_heartbeat_comes_by_name()
    {
        var items = await Read("/api/v1/stream?nodes=network&metrics=itKw", seen => seen.Any(i => i.EventType == "heartbeat"));
        var beat = JsonNode.Parse(items.First(i => i.EventType == "heartbeat").Data)!;
        beat["tick"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        beat["ageMs"]!.GetValue<double>().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task What_happens_comes_in_order_with_the_frame_it_happened_in()
    {
        var begun = false;
        var items = await Read("/api/v1/stream?nodes=shanxi/datong/evaporative&metrics=itKw&rate=20", seen =>
        {
            if (!begun)
            {
                begun = true;
                _ = served.Post("/api/v1/events", """{"id":"streamed","kind":"feedLoss","target":"shanxi/datong/evaporative","duration":"1m"}""");
                _ = served.Post("/api/v1/events", """{"id":"elsewhere","kind":"feedLoss","target":"guangdong/shaoguan/ai","duration":"1m"}""");
            }

            return seen.Any(i => i.EventType == "occurrence" && i.Data.Contains("\"supplyReturned\"", StringComparison.Ordinal));
        });

        var happened = items.Where(i => i.EventType == "occurrence").Select(i => JsonNode.Parse(i.Data)!).ToArray();
        happened[0]["kind"]!.GetValue<string>().ShouldBe("eventBegan");
        happened[0]["eventId"]!.GetValue<string>().ShouldBe("streamed");
        happened.ShouldAllBe(o => o["path"]!.GetValue<string>() == "shanxi/datong/evaporative");
        var numbers = happened.Select(o => o["sequence"]!.GetValue<long>()).ToArray();
        numbers.ShouldBe(numbers.Order().Distinct());
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_where_it_was()
    {
        // By the header as browsers do it, and by the query as others must.
        var before = await Read("/api/v1/stream?nodes=network&metrics=itKw&rate=20", seen => seen.Count(i => i.EventType == "tick") >= 2);
        var id = before[^1].EventId!;
        foreach (var (path, headers) in new (string, (string, string)[])[]
        {
            ("/api/v1/stream?nodes=network&metrics=itKw&rate=20", [("Last-Event-ID", id)]),
            ($"/api/v1/stream?nodes=network&metrics=itKw&rate=20&lastEventId={id}", []),
        })
        {
            var after = await Read(path, seen => seen.Any(i => i.EventType == "tick"), headers);
            after.ShouldNotContain(i => i.EventType == "snapshot", "what it had is still good");
            JsonNode.Parse(after.First(i => i.EventType == "tick").Data)!["sequence"]!.GetValue<long>()
                .ShouldBeGreaterThan(JsonNode.Parse(before[^1].Data)!["sequence"]!.GetValue<long>());
        }

        foreach (var (unknown, reason) in new[] { ("0-1-0", "epoch"), ("nonsense", "behind"), ("-1--1-0", "behind"), (id[..id.IndexOf('-', StringComparison.Ordinal)] + "-99999999-0", "behind") })
        {
            var again = await Read("/api/v1/stream?nodes=network&metrics=itKw", seen => seen.Count == 1, ("Last-Event-ID", unknown));
            again[0].EventType.ShouldBe("snapshot", unknown);
            JsonNode.Parse(again[0].Data)!["reason"]!.GetValue<string>().ShouldBe(reason, unknown);
        }
    }

    [Fact]
    public async Task A_message_that_would_be_too_large_is_refused()
    {
        var narrow = new ServedTwin { Options = new TwinApiOptions { MostStreamValues = 50 }, Paused = true };
        await narrow.InitializeAsync();
        try
        {
            var problem = await ServedTwin.Problem(await narrow.Http.GetAsync("/api/v1/stream"), 400);
            problem["errors"]![0]!["parameter"]!.GetValue<string>().ShouldBe("metrics");
            problem["detail"]!.GetValue<string>().ShouldContain("at most 50 are sent");
            using var few = await narrow.Http.GetAsync("/api/v1/stream?metrics=itKw,pue", HttpCompletionOption.ResponseHeadersRead);
            few.IsSuccessStatusCode.ShouldBeTrue();
        }
        finally
        {
            await narrow.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_place_of_the_stream_taken_is_said_and_a_free_one_is_taken_again()
    {
        var small = new ServedTwin { Options = new TwinApiOptions { MostStreams = 1, Heartbeat = TimeSpan.FromMilliseconds(50) } };
        await small.InitializeAsync();
        try
        {
            using (var first = await small.Http.GetAsync("/api/v1/stream", HttpCompletionOption.ResponseHeadersRead))
            {
                using var second = await small.Http.GetAsync("/api/v1/stream", HttpCompletionOption.ResponseHeadersRead);
                second.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
                await ServedTwin.Problem(second, 429);
            }

            using var patience = new CancellationTokenSource(ServedTwin.Patience);
            while (true)
            {
                using var third = await small.Http.GetAsync("/api/v1/stream", HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (third.IsSuccessStatusCode)
                {
                    break;
                }
            }
        }
        finally
        {
            await small.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_stream_ends_when_the_host_stops()
    {
        var small = new ServedTwin();
        await small.InitializeAsync();
        using var response = await small.Http.GetAsync("/api/v1/stream?rate=20", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var items = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
        (await items.MoveNextAsync()).ShouldBeTrue();
        var stopping = small.DisposeAsync();
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        while (await items.MoveNextAsync())
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        await stopping;
    }

    private async Task<List<SseItem<string>>> Read(string path, Predicate<List<SseItem<string>>> enough, params (string Name, string Value)[] headers)
    {
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await served.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
        var seen = new List<SseItem<string>>();
        try
        {
            await foreach (var item in SseParser.Create(body).EnumerateAsync(patience.Token))
            {
                seen.Add(item);
                if (enough(seen))
                {
                    return seen;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{path}: what was waited for did not come; seen: {string.Join(", ", seen.Select(i => i.EventType))}", e);
        }

        throw new InvalidOperationException($"{path} ended early; seen: {string.Join(", ", seen.Select(i => i.EventType))}");
    }
}
