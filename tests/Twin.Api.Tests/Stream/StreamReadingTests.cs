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
    private readonly TwinApiOptions _options = new() { KeptFrames = 5, KeptFrameEvery = TimeSpan.Zero };
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
        Sequence(late).ShouldBe(_relay.Latest.Frame.Sequence, "it is the newest frame");

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
        var newest = _relay.Latest.Frame.Sequence;
        await Waits();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Sequence(await next).ShouldBe(newest);
    }

    [Fact]
    public async Task What_happens_does_not_wait_for_the_tick_that_is_due()
    {
        await using var items = Start();
        Type(await Next(items)).ShouldBe("snapshot start");
        var center = _twin.Info.Nodes[^1].Path;
        await _twin.Submit(new InjectRequest("now", "tests", Twin.Model.EventKind.FeedLoss, center, "", null, null, null, false, null, ""), CancellationToken.None);
        await _twin.SetClock(new ClockRequest(false, null), CancellationToken.None);

        // The reader's time stands: no tick is due to it, whatever happens.
        var item = await Next(items);
        Type(item).ShouldBe("occurrence");
        JsonNode.Parse(item.Data)!["eventId"]!.GetValue<string>().ShouldBe("now");
        StreamPlace.TryRead(item.EventId!, out var place).ShouldBeTrue();
        place.Occurrence.ShouldBe(JsonNode.Parse(item.Data)!["sequence"]!.GetValue<long>());
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

    [Fact]
    public async Task A_reader_that_comes_back_in_time_is_given_what_it_missed_in_order()
    {
        await using var first = Start();
        await Next(first);
        await Publish();
        _time.Advance(TimeSpan.FromSeconds(0.6));
        var had = await Next(first);
        var sequences = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            await Publish();
            sequences.Add(_relay.Latest.Frame.Sequence);
        }

        // Frames of this test are a moment apart: at its usual rate the reader would miss all but the last.
        await using var again = Start(had.EventId, rateHz: 1e6);
        foreach (var sequence in sequences)
        {
            var item = await Next(again);
            Type(item).ShouldBe("tick");
            Sequence(item).ShouldBe(sequence);
        }

        // From there on it is a reader like any other.
        await Publish();
        _time.Advance(TimeSpan.FromSeconds(0.6));
        var live = await Next(again);
        (Type(live), Sequence(live)).ShouldBe(("tick", _relay.Latest.Frame.Sequence));
    }

    [Fact]
    public async Task A_reader_that_comes_back_too_late_is_told_so_and_given_a_snapshot()
    {
        await using var first = Start();
        var had = await Next(first);
        for (var i = 0; i < _options.KeptFrames; i++)
        {
            await Publish();
        }

        await using var again = Start(had.EventId);
        var item = await Next(again);
        (Type(item), Sequence(item)).ShouldBe(("snapshot behind", _relay.Latest.Frame.Sequence));
    }

    [Fact]
    public async Task A_reader_that_is_slow_while_it_catches_up_gets_a_snapshot()
    {
        await using var first = Start();
        var had = await Next(first);
        await Publish();
        await Publish();
        await using var again = Start(had.EventId, rateHz: 1e6);
        Type(await Next(again)).ShouldBe("tick");
        _time.Advance(_options.StreamPatience + TimeSpan.FromSeconds(1));
        Type(await Next(again)).ShouldBe("snapshot behind");
    }

    [Fact]
    public async Task What_happened_in_frames_that_the_relay_missed_is_asked_for_and_told_once()
    {
        using var late = new FrameRelay(_twin, _options, _json);
        await _twin.Submit(new InjectRequest("missed", "tests", Twin.Model.EventKind.FeedLoss, _twin.Info.Nodes[^1].Path, "", null, null, null, false, null, ""), CancellationToken.None);
        await _twin.SetClock(new ClockRequest(false, null), CancellationToken.None);
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        await foreach (var frame in _twin.Watch(patience.Token))
        {
            if (frame.Tick >= 5)
            {
                break;
            }
        }

        await _twin.SetClock(new ClockRequest(true, null), CancellationToken.None);
        var happened = (await _twin.Occurrences(0, int.MaxValue, CancellationToken.None)).Select(o => o.Sequence).ToArray();
        await late.StartAsync(CancellationToken.None);
        while (late.Latest.Frame.Sequence < _twin.Latest.Sequence)
        {
            await Task.Delay(1, patience.Token);
        }

        happened.ShouldNotBeEmpty();
        _twin.Latest.Occurrences.Count.ShouldBeLessThan(happened.Length, "the frame alone does not tell of all");
        late.Latest.Recent.Select(o => o.Sequence).ShouldBe(happened.TakeLast(_options.KeptOccurrences));
        await late.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData("3-12-7", true)]
    [InlineData("3-12", false)]
    [InlineData("3-12-7-1", false)]
    [InlineData("3--12-7", false)]
    [InlineData("3-12-99999999999999999999", false)]
    [InlineData("", false)]
    public void A_place_is_read_as_it_was_written(string text, bool reads)
    {
        StreamPlace.TryRead(text, out var place).ShouldBe(reads);
        if (reads)
        {
            place.ToString().ShouldBe(text);
        }
    }

    private IAsyncEnumerator<SseItem<byte[]>> Start(string? lastEventId = null, double rateHz = 2)
    {
        StreamPlace? last = lastEventId is not null && StreamPlace.TryRead(lastEventId, out var place) ? place : null;
        return new StreamReading(_relay, Select("itKw"), rateHz, _options, _time, _json.Value.SerializerOptions, last).Read(CancellationToken.None).GetAsyncEnumerator();
    }

    private static long Sequence(SseItem<byte[]> item) => JsonNode.Parse(item.Data)!["sequence"]!.GetValue<long>();

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
