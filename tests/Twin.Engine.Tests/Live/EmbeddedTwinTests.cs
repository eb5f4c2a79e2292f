using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Tests.Live;

/// <summary>The embedded twin behind its door, on wall time that the test moves.</summary>
public sealed class EmbeddedTwinTests
{
    [Fact]
    public async Task Ticks_come_at_the_pace_that_is_asked_for()
    {
        await using var driven = await DrivenTwin.Start();
        var first = await driven.Tick(0);
        first.TimeMs.ShouldBe(SmallWorld.Spec.StartMs + 10_000);
        driven.Time.Advance(TimeSpan.FromSeconds(1.0 / 6) - TimeSpan.FromMilliseconds(1));
        driven.Twin.Latest.Tick.ShouldBe(0);
        (await driven.Tick(30)).Clock.Achieved.ShouldBe(60, 6);
    }

    [Fact]
    public async Task A_frame_names_every_node_and_holds_its_closures()
    {
        await using var driven = await DrivenTwin.Start();
        var frame = await driven.Tick(3);
        var info = driven.Twin.Info;
        frame.Nodes.Count.ShouldBe(info.Nodes.Count);
        for (var i = 0; i < info.Nodes.Count; i++)
        {
            var (node, told) = (info.Nodes[i], frame.Nodes[i]);
            told.Closure.Holds.ShouldBeTrue($"{node.Path}: {told.Closure}");
            told.Reading[Quantity.Racks].ShouldBe(node.Racks);
            told.Inlets!.Total.ShouldBe((int)told.Reading[Quantity.RacksOn]);
            info.IndexOf(node.Path).ShouldBe(i);
            (told.Plant is not null && told.Power is not null).ShouldBe(node.Kind == NodeKind.DataCenter);
        }

        info.Nodes.Skip(1).Select((n, i) => n.Parent < i + 1).ShouldAllBe(x => x);
    }

    [Fact]
    public async Task A_command_takes_effect_in_the_tick_that_the_answer_names()
    {
        await using var driven = await DrivenTwin.Start();
        await driven.Tick(2);
        var center = SmallWorld.Spec.DataCenters.First().Path;
        var accepted = await driven.Twin.Submit(
            new InjectRequest("trip-1", "test", EventKind.FeedLoss, center, "", null, null, 3_600_000, false, null, "both feeds"), default);
        accepted.ShouldBe(new Accepted("trip-1", 3, SmallWorld.Spec.StartMs + 30_000));
        driven.Twin.Latest.Nodes[driven.Twin.Info.IndexOf(center)].Power!.Supply.ShouldBe(Supply.Utility);
        var frame = await driven.Tick(3);
        frame.Nodes[driven.Twin.Info.IndexOf(center)].Power!.Supply.ShouldBe(Supply.Battery);
        frame.Events.Single().Id.ShouldBe("trip-1");
        frame.Occurrences.ShouldContain(o => o.What.Kind == OccurrenceKind.SupplyLost && o.What.Path == center && o.Tick == 3);
        (await driven.Twin.Submit(new InjectRequest("trip-1", "test", EventKind.FeedLoss, center, "", null, null, null, false, null, ""), default)).ShouldBe(accepted);
        (await driven.Twin.Occurrences(0, 1000, default)).ShouldContain(o => o.What.Kind == OccurrenceKind.EventBegan && o.What.EventId == "trip-1");
    }

    [Fact]
    public async Task What_is_wrong_with_a_command_is_told_and_changes_nothing()
    {
        await using var driven = await DrivenTwin.Start();
        await driven.Tick(1);
        var center = SmallWorld.Spec.DataCenters.First().Path;
        await Refused(Refusal.NotFound, "no node", Inject(EventKind.FeedLoss, NodePath.Parse("shanxi/nowhere")));
        await Refused(Refusal.Invalid, "magnitude", Inject(EventKind.HeatWave, NodePath.Parse("shanxi")) with { Magnitude = double.NaN });
        await Refused(Refusal.Invalid, "first tick that has not begun", Inject(EventKind.FeedLoss, center) with { StartMs = SmallWorld.Spec.StartMs });
        await Refused(Refusal.Invalid, "leave one of them out", Inject(EventKind.FeedLoss, center) with { UntilEnded = true, DurationMs = 1000 });
        await Refused(Refusal.Invalid, "no kind of event", Inject((EventKind)999, center));
        await Refused(Refusal.Invalid, "printable ASCII", Inject(EventKind.FeedLoss, center) with { Id = "with space" });
        await Refused(Refusal.NotFound, "No open event", new EndRequest(null, "test", "unknown"));
        (await driven.Tick(3)).Events.ShouldBeEmpty();

        async Task Refused(Refusal refusal, string why, CommandRequest request)
        {
            var e = await Should.ThrowAsync<TwinRefusedException>(async () => await driven.Twin.Submit(request, default));
            e.Message.ShouldContain(why);
            e.Refusal.ShouldBe(refusal);
        }
    }

    [Fact]
    public async Task An_event_ends_when_it_is_told_to_once()
    {
        await using var driven = await DrivenTwin.Start();
        var center = SmallWorld.Spec.DataCenters.First().Path;
        var begun = await driven.Twin.Submit(Inject(EventKind.WaterLoss, center) with { UntilEnded = true }, default);
        await driven.Tick(begun.Tick);
        driven.Twin.Latest.Events.Single().DurationMs.ShouldBeNull();
        var ended = await driven.Twin.Submit(new EndRequest(null, "test", begun.Id), default);
        var again = await Should.ThrowAsync<TwinRefusedException>(async () => await driven.Twin.Submit(new EndRequest(null, "test", begun.Id), default));
        again.Refusal.ShouldBe(Refusal.Conflict);
        (await driven.Tick(ended.Tick + 1)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_commands_than_may_wait_are_refused_and_never_taken()
    {
        await using var driven = await DrivenTwin.Start(o => o with { MostWaitingReads = 4, Paused = true });
        var inject = Inject(EventKind.HeatWave, NodePath.Parse("shanxi"));
        var tries = Enumerable.Range(0, 300).Select(i => Try(() => driven.Twin.Submit(inject with { Id = $"e{i}" }, default))).ToArray();
        var answers = await Task.WhenAll(tries);
        var taken = answers.Count(a => a is null);
        answers.Where(a => a is not null).ShouldAllBe(a => a == Refusal.Full);
        await driven.Twin.SetClock(new ClockRequest(false, null), default);
        (await driven.Tick(1)).Events.Count.ShouldBe(taken);

        static async Task<Refusal?> Try(Func<ValueTask<Accepted>> submit)
        {
            await Task.Yield();
            try
            {
                await submit();
                return null;
            }
            catch (TwinRefusedException e)
            {
                return e.Refusal;
            }
        }
    }

    [Fact]
    public async Task A_pause_holds_ticks_while_reads_and_commands_go_on()
    {
        await using var driven = await DrivenTwin.Start();
        await driven.Tick(2);
        (await driven.Twin.SetClock(new ClockRequest(true, 120), default)).ShouldBe(new ClockView(true, 120, 0, 10_000));
        var tick = driven.Twin.Latest.Tick;
        var accepted = await driven.Twin.Submit(Inject(EventKind.HeatWave, NodePath.Parse("shanxi")), default);
        driven.Time.Advance(TimeSpan.FromHours(1));
        (await driven.Twin.Hash(default)).Tick.ShouldBe(tick);
        driven.Twin.Latest.Clock.Paused.ShouldBeTrue();
        await driven.Twin.SetClock(new ClockRequest(false, null), default);
        (await driven.Tick(tick + 1)).Tick.ShouldBe(accepted.Tick);
        await Should.ThrowAsync<TwinRefusedException>(async () => await driven.Twin.SetClock(new ClockRequest(null, 0), default));
    }

    [Fact]
    public async Task A_slow_watcher_gets_the_newest_frame_and_no_queue()
    {
        await using var driven = await DrivenTwin.Start();
        await driven.Tick(0);
        await using var slow = driven.Twin.Watch(default).GetAsyncEnumerator();
        (await slow.MoveNextAsync()).ShouldBeTrue();
        var before = slow.Current;
        await driven.Tick(12);
        (await slow.MoveNextAsync()).ShouldBeTrue();
        slow.Current.Tick.ShouldBe(12);
        slow.Current.ShouldBeSameAs(driven.Twin.Latest);
        slow.Current.Sequence.ShouldBeGreaterThan(before.Sequence + 1);
    }

    [Fact]
    public async Task A_thousand_watchers_share_each_frame_and_end_with_the_twin()
    {
        var driven = await DrivenTwin.Start(o => o with { MostWatchers = 1001 });
        await driven.Tick(0);
        var all = Enumerable.Range(0, 1000).Select(async _ =>
        {
            Frame? last = null;
            await foreach (var frame in driven.Twin.Watch(default))
            {
                last = frame;
            }

            return last;
        }).ToArray();
        await driven.Tick(5);
        await using (var last = driven.Twin.Watch(default).GetAsyncEnumerator())
        {
            await last.MoveNextAsync();
            await using var tooMany = driven.Twin.Watch(default).GetAsyncEnumerator();
            (await Should.ThrowAsync<TwinRefusedException>(async () => await tooMany.MoveNextAsync())).Refusal.ShouldBe(Refusal.Full);
        }

        await driven.DisposeAsync();
        (await Task.WhenAll(all)).ShouldAllBe(f => f == driven.Twin.Latest);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await driven.Twin.Hash(default));
    }

    [Fact]
    public async Task Racks_are_those_of_the_shown_tick_page_by_page()
    {
        await using var driven = await DrivenTwin.Start(o => o with { MostRacksInPage = 100 });
        await driven.Tick(7);
        await driven.Twin.SetClock(new ClockRequest(true, null), default);
        var center = SmallWorld.Spec.DataCenters.First();
        var pages = new List<RackPage>();
        for (var from = 0; from < center.RackCount; from += 100)
        {
            pages.Add(await driven.Twin.Racks(center.Path, from, 1000, default));
        }

        var reading = driven.Twin.Latest.Nodes[driven.Twin.Info.IndexOf(center.Path)].Reading;
        pages.ShouldAllBe(p => p.Tick == driven.Twin.Latest.Tick && p.Total == center.RackCount);
        pages.Sum(p => p.InletC.Length).ShouldBe(center.RackCount);
        pages.Max(p => p.InletC.Max()).ShouldBe((float)reading.MaxInletC);
        pages.Sum(p => p.PowerKw.Sum(x => (double)x)).ShouldBe(reading[Quantity.ItKw], reading[Quantity.ItKw] * 0.01);
        pages[0].Halls.Sum(h => h.Racks).ShouldBe(center.RackCount);
        (await driven.Twin.Racks(center.Path, center.RackCount + 5, 10, default)).InletC.ShouldBeEmpty();
        await Should.ThrowAsync<TwinRefusedException>(async () => await driven.Twin.Racks(NodePath.Parse("shanxi"), 0, 10, default));
    }

    private static InjectRequest Inject(EventKind kind, NodePath target) => new(null, "test", kind, target, "", null, null, null, false, null, "test");
}
