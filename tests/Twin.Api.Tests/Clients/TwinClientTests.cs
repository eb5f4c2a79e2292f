using System.Runtime.CompilerServices;
using Twin.Client;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api.Tests.Clients;

public sealed class TwinClientTests : IAsyncLifetime
{
    private static readonly NodePath Waterless = NodePath.Parse("shanxi/datong/waterless");

    private readonly ServedTwin _served = new();

    private TwinClient Client => new(_served.Http);

    public Task InitializeAsync() => _served.InitializeAsync();

    public Task DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task It_reads_nodes_statistics_and_history()
    {
        await _served.Until(70);
        var hubs = await Client.Nodes(new NodeChoice(NodeKind.Hub), ["itKw", "dryBulbC"]).ToListAsync();
        hubs.Select(h => h.Path.Value).ShouldBe(["shanxi/datong", "shanxi/yanggao", "guangdong/shaoguan"]);
        hubs.ShouldAllBe(h => h.Kind == NodeKind.Hub && h.Tick > 0 && h.Reading["itKw"] > 0 && h.Reading["dryBulbC"] != null);
        (await Client.Nodes(new NodeChoice(Under: [Waterless.Parent], Where: [new Limit("itKw", LimitKind.Above, 1e12)]), ["itKw"]).CountAsync()).ShouldBe(0);

        var rows = await Client.Aggregate(new NodeChoice(NodeKind.Rack, [NodePath.Parse("shanxi")]), ["powerKw"], ["sum", "p50"], NodeKind.Hub);
        rows.Select(r => r.Group!.Value.Value).ShouldBe(["shanxi/datong", "shanxi/yanggao"]);
        (rows[0].Candidates, rows[0].Metrics["powerKw"].Unit).ShouldBe((880, "kW"));
        rows[0].Metrics["powerKw"].Statistics["sum"].ShouldNotBeNull().ShouldBeGreaterThan(100);

        var now = _served.Twin.Latest.TimeMs;
        var history = await Client.History(new HistoryQuery(Waterless, "itKw", now - 600_000, now, 10));
        history.Unit.ShouldBe("kW");
        history.TimeMs.Length.ShouldBeGreaterThan(0);
        history.Mean.ShouldAllBe(kw => kw > 0);
    }

    [Fact]
    public async Task It_steers_and_sees_what_follows()
    {
        var request = new InjectRequest("client-1", "tests", EventKind.FeedLoss, Waterless, "", null, null, null, true, null, "a test");
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        Accepted? accepted = null;
        var seen = new List<OccurrenceView>();
        await foreach (var item in Client.Watch([Waterless], ["itKw"], 20, patience.Token))
        {
            accepted ??= await Client.Inject(request);
            if (item is LiveOccurrence { Occurrence: var o })
            {
                seen.Add(o);
                if (o.What.Kind == OccurrenceKind.GeneratorsStarted)
                {
                    break;
                }
            }
        }

        (await Client.Inject(request)).ShouldBe(accepted, "the same id is the same event");
        var began = seen.First(o => o.What.Kind == OccurrenceKind.EventBegan);
        (began.Tick, began.What.AtMs, began.What.Event, began.What.EventId, began.What.Path).ShouldBe((accepted!.Tick, accepted.TimeMs, EventKind.FeedLoss, "client-1", Waterless));
        seen.ShouldContain(o => o.What.Kind == OccurrenceKind.SupplyLost);
        _served.Twin.Latest.Events.Single(e => e.Id == "client-1").DurationMs.ShouldBeNull("it lasts until it is ended");

        var ended = await Client.End(new EndRequest("client-1-end", "tests", "client-1"));
        (await Client.End(new EndRequest("client-1-end", "tests", "client-1"))).ShouldBe(ended);
        await Client.SetClock(new ClockRequest(true, 300));
        _served.Twin.Latest.Clock.ShouldSatisfyAllConditions(c => c.Paused.ShouldBeTrue(), c => c.Speed.ShouldBe(300));
    }

    [Fact]
    public async Task What_the_twin_refuses_comes_out_as_it_would_of_the_twin()
    {
        var wrong = await Should.ThrowAsync<TwinRefusedException>(() =>
            Client.Inject(new InjectRequest(null, "", EventKind.HeatWave, Waterless.Parent, "", null, 1e6, null, false, null, "")));
        (wrong.Refusal, wrong.Faults.Single().Field).ShouldBe((Refusal.Invalid, "magnitude"));
        (await Should.ThrowAsync<TwinRefusedException>(() => Client.End(new EndRequest(null, "", "nothing")))).Refusal.ShouldBe(Refusal.NotFound);
        var sum = await Should.ThrowAsync<TwinRefusedException>(() => Client.Aggregate(new NodeChoice(), ["maxInletC"], ["sum"]));
        (sum.Refusal, sum.Faults.Single().Field).ShouldBe((Refusal.Invalid, "stats"));
        await Should.ThrowAsync<TwinRefusedException>(async () => await Client.Watch([NodePath.Parse("atlantis")], []).FirstAsync());
    }

    [Fact]
    public async Task A_stream_that_breaks_goes_on_where_it_broke()
    {
        // A host in front that cuts each connection after so many bytes.
        using var cutting = new HttpClient(new Cutting { InnerHandler = new SocketsHttpHandler() }) { BaseAddress = _served.Http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        var frames = await new TwinClient(cutting).Watch([NodePath.Root], ["itKw"], 20, patience.Token).OfType<LiveFrame>().Take(30).ToListAsync(patience.Token);
        frames[0].Reason.ShouldBe("start");
        frames.Skip(1).ShouldAllBe(f => f.Reason == null, "nothing was lost: it came back within the half minute that is kept");
        frames.Select(f => f.Sequence).ShouldBe(frames.Select(f => f.Sequence).Order().Distinct());
        Cutting.Cuts.ShouldBeGreaterThan(0, "the connection was never cut");
    }

    [Fact]
    public async Task What_README_shows_runs()
    {
        var output = new StringWriter();
        await ReadmeSample.Run(_served.Http.BaseAddress!, output).WaitAsync(TimeSpan.FromSeconds(60));
        output.ToString().ShouldContain("880 racks, the hottest 1 % above ");
        output.ToString().ShouldContain(" °C outside, PUE 1.");
    }

    [Fact]
    public void README_shows_what_runs()
    {
        var source = File.ReadAllLines(Beside("ReadmeSample.cs"));
        var shown = source.SkipWhile(l => !l.Contains("<readme>", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.Contains("</readme>", StringComparison.Ordinal))
            .Select(l => l.Length > 8 ? l[8..] : "");
        var block = "```csharp\n" + string.Join('\n', shown) + "\n```\n";
        File.ReadAllText(Beside("../../../README.md")).ReplaceLineEndings("\n").ShouldContain(block, Case.Sensitive, "README.md and ReadmeSample.cs show the same lines");
    }

    private static string Beside(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, file);

    private sealed class Cutting : DelegatingHandler
    {
        private const int BytesEach = 6_000;

        public static int Cuts { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Content = new StreamContent(new CutStream(await response.Content.ReadAsStreamAsync(cancellationToken)));
            return response;
        }

        private sealed class CutStream(System.IO.Stream inner) : System.IO.Stream
        {
            private int _left = BytesEach;

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                if (_left <= 0)
                {
                    Cuts++;
                    await inner.DisposeAsync();
                    throw new IOException("cut");
                }

                var read = await inner.ReadAsync(buffer, cancellationToken);
                _left -= read;
                return read;
            }

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override void Flush() => throw new NotSupportedException();

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        }
    }
}
