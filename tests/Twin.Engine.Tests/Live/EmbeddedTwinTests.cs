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
}
