using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;
using Twin.Engine.Tests.Live;

namespace Twin.Api.Tests.Stream;

/// <summary>One reader's way through the stream, on wall time that the test moves.</summary>
public sealed class StreamReadingTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly TwinApiOptions _options = new();
    private readonly IOptions<JsonOptions> _json = Microsoft.Extensions.Options.Options.Create(new JsonOptions());
    private EmbeddedTwin _twin = null!;
    private FrameRelay _relay = null!;

    public async Task InitializeAsync()
    {
        TwinApi.Configure(_json.Value.SerializerOptions);
        var small = WorldLoader.Load("small");

        // Paused, each change of the clock publishes one frame: the test says when.
        _twin = await EmbeddedTwin.Open(new EmbeddedOptions { World = small.World, WorldDigest = small.Digest, Threads = 1, Paused = true });
        _relay = new FrameRelay(_twin, _options, _json);
        await _relay.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _relay.StopAsync(CancellationToken.None);
        _relay.Dispose();
        await _twin.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_that_fell_behind_gets_a_snapshot_and_no_backlog()
    {
        await using var items = Start();
        Type(await Next(items)).ShouldBe("snapshot start");
        await Publish();
        _time.Advance(TimeSpan.FromSeconds(0.6));
        Type(await Next(items)).ShouldBe("tick");

        // The reader takes its time over that tick, and ten frames go by.
        for (var i = 0; i < 10; i++)
        {
            await Publish();
        }

        _time.Advance(_options.StreamPatience + TimeSpan.FromSeconds(1));
        var late = await Next(items);
        Type(late).ShouldBe("snapshot behind");
        late.EventId.ShouldBe(_relay.Latest.Id, "it is the newest frame");

        await Publish();
        _time.Advance(TimeSpan.FromSeconds(0.6));
        Type(await Next(items)).ShouldBe("tick");
    }

    [Fact]
    public async Task A_reader_gets_no_more_ticks_than_it_asked_for()
    {
        await using var items = Start();
        await Next(items);
        await Publish();
        var next = Next(items);
        _time.Advance(TimeSpan.FromSeconds(0.4));
        await Publish();
        next.IsCompleted.ShouldBeFalse("half a second has not passed");
        var newest = _relay.Latest.Id;
        await Waits();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await next).EventId.ShouldBe(newest);
    }

    [Fact]
    public async Task A_twin_that_stands_still_is_heard_by_its_heartbeat()
    {
        await using var items = Start();
        await Next(items);
        for (var i = 0; i < 3; i++)
        {
            var next = Next(items);
            await Waits();
            _time.Advance(_options.Heartbeat);
            Type(await next).ShouldBe("heartbeat");
        }
    }

    [Fact]
    public void Readers_of_one_selection_share_what_is_written()
    {
        var frame = _relay.Latest;
        var (one, two) = (Select("itKw"), Select("itKw"));
        frame.Tick(one).ShouldBeSameAs(frame.Tick(two));
        frame.Tick(one).ShouldNotBeSameAs(frame.Tick(Select("pue")));
        frame.Tick(one).ShouldNotBeSameAs(frame.Snapshot(one, "start"));
    }

    private IAsyncEnumerator<SseItem<byte[]>> Start() =>
        new StreamReading(_relay, Select("itKw"), 2, _options, _time, _json.Value.SerializerOptions).Read(CancellationToken.None).GetAsyncEnumerator();

    private StreamSelection Select(string metric) => StreamSelection.Of(null, new MetricSelection([Metrics.Find(metric)!]), _twin.Info);

    private async Task Publish()
    {
        var before = _relay.Latest.Frame.Sequence;
        await _twin.SetClock(new ClockRequest(true, null), CancellationToken.None);
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        while (_relay.Latest.Frame.Sequence == before)
        {
            patience.Token.IsCancellationRequested.ShouldBeFalse("the relay did not take over the frame");
            await Task.Yield();
        }
    }

    /// <summary>Until the reader waits on a timer.</summary>
    private async Task Waits()
    {
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        while (_time.Waiting == 0)
        {
            patience.Token.IsCancellationRequested.ShouldBeFalse("the reader does not wait on a timer");
            await Task.Yield();
        }
    }

    private static async Task<SseItem<byte[]>> Next(IAsyncEnumerator<SseItem<byte[]>> items)
    {
        (await items.MoveNextAsync().AsTask().WaitAsync(ServedTwin.Patience)).ShouldBeTrue();
        return items.Current;
    }

    private static string Type(SseItem<byte[]> item) =>
        item.EventType == "snapshot" ? $"snapshot {JsonNode.Parse(item.Data)!["reason"]!.GetValue<string>()}" : item.EventType;
}
