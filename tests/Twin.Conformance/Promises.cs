using Twin.Contracts;
using Twin.Model;

namespace Twin.Conformance;

/// <summary>One thing that every twin promises.</summary>
/// <param name="Name">As a sentence.</param>
/// <param name="Holds">Throws where it is broken.</param>
public sealed record Promise(string Name, Func<ITwinUnderTest, Task> Holds);

/// <summary>What <see cref="ITwin"/> promises, one by one.</summary>
public static class Promises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("A parent is the sum of its children, at every level and tick", SumsHold),
        new("A command begins in the tick that was promised", CommandsBeginOnTime),
        new("A repeated id is no new command", RepeatedIdsAreOne),
        new("What was acknowledged survives a crash", AcknowledgedIsDurable),
        new("An event ends when it is told to", EventsEnd),
        new("Ticks only grow, and a pause holds them", TicksGrowAndRest),
        new("What cannot be is refused, and changes nothing", RefusesWhatCannotBe),
        new("Racks, hash and history answer for the last complete tick", ReadsAgree),
        new("Racks of many data centers are tallied at one tick, each once", TalliesHold),
        new("A rack by itself is the rack of its data center", RacksAreThemselves),
        new("The journal holds what was acknowledged and nothing else, and the hosts carry every node above the rack once", HostingIsTold),
    ];

    private static async Task SumsHold(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(20);
        var seen = 0;
        await foreach (var frame in twin.Watch(Waits.Patience()))
        {
            Check(twin.Info, frame);
            if (++seen == 5)
            {
                break;
            }
        }

        await twin.Rest();
        Check(twin.Info, twin.Latest);

        static void Check(TwinInfo info, Frame frame)
        {
            frame.Nodes.Count.ShouldBe(info.Nodes.Count);
            for (var parent = 0; parent < info.Nodes.Count; parent++)
            {
                if (info.Nodes[parent].Kind == NodeKind.DataCenter)
                {
                    continue;
                }

                var sum = new Reading();
                for (var child = 0; child < info.Nodes.Count; child++)
                {
                    if (info.Nodes[child].Parent == parent)
                    {
                        sum.Add(frame.Nodes[child].Reading);
                    }
                }

                // What a region's own grid does is no sum of its hubs.
                var shared = info.Nodes[parent].Kind == NodeKind.Region && frame.Nodes[parent].Grid is not null ? (int)Quantity.DeliveredKw : Quantities.Count;
                frame.Nodes[parent].Reading.ToArray()[..shared].ShouldBe(sum.ToArray()[..shared], $"{info.Nodes[parent].Path} at tick {frame.Tick} is not the sum of its children");
                frame.Nodes[parent].Closure.Holds.ShouldBeTrue($"{info.Nodes[parent].Path} at tick {frame.Tick}: {frame.Nodes[parent].Closure}");
            }
        }
    }

    private static async Task CommandsBeginOnTime(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(3);
        for (var i = 0; i < 3; i++)
        {
            if (i > 0)
            {
                await twin.Rest();
            }

            var before = twin.Latest.Tick;
            var accepted = await twin.Submit(Outage(twin, $"on-time-{i}"), default);
            accepted.Tick.ShouldBeGreaterThan(before, "a command got a tick that was complete when it was asked for");
            accepted.TimeMs.ShouldBe(twin.Info.World.StartMs + (accepted.Tick * twin.Info.StepMs));
            await twin.Run(accepted.Tick + 2);
            var began = (await twin.Occurrences(0, 10_000, default)).Where(o => o.What.EventId == accepted.Id && o.What.Kind == OccurrenceKind.EventBegan).ToArray();
            began.Length.ShouldBe(1, $"{accepted.Id} began {began.Length} times");
            began[0].Tick.ShouldBe(accepted.Tick, $"{accepted.Id} was promised for tick {accepted.Tick}");
            began[0].What.AtMs.ShouldBe(accepted.TimeMs);
            (began[0].What.Event, began[0].What.Value).ShouldBe((EventKind.FeedLoss, 1.0), "who was not there when it was accepted is told what it was");
        }
    }

    private static async Task RepeatedIdsAreOne(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(2);
        await twin.Rest();
        var first = await twin.Submit(Outage(twin, "one"), default);
        (await twin.Submit(Outage(twin, "one"), default)).ShouldBe(first);
        await twin.Run(first.Tick + 1);
        (await twin.Submit(Outage(twin, "one"), default)).ShouldBe(first);
        await twin.Run(twin.Latest.Tick + 2);
        await twin.Rest();
        twin.Latest.Events.Count(e => e.Kind == EventKind.FeedLoss).ShouldBe(1, "a repeated id made another event");
    }

    private static async Task AcknowledgedIsDurable(ITwinUnderTest under)
    {
        await under.Twin.Run(5);
        await under.Twin.Rest();
        var accepted = await under.Twin.Submit(Outage(under.Twin, "durable"), default);
        await under.Crash();
        var twin = under.Twin;
        await twin.Run(accepted.Tick + 1);
        await twin.Rest();
        twin.Latest.Events.ShouldContain(e => e.Id == "durable", "the command was acknowledged, and lost");
        (await twin.Submit(Outage(twin, "durable"), default)).ShouldBe(accepted);
    }

    private static async Task EventsEnd(ITwinUnderTest under)
    {
        var twin = under.Twin;
        var began = await twin.Submit(Outage(twin, "ends"), default);
        await twin.Run(began.Tick + 2);
        twin.Latest.Events.ShouldContain(e => e.Id == "ends");
        var ended = await twin.Submit(new EndRequest(null, "suite", "ends"), default);
        await twin.Run(ended.Tick + 2);
        twin.Latest.Events.ShouldNotContain(e => e.Id == "ends");
        (await Refused(() => twin.Submit(new EndRequest(null, "suite", "ends"), default).AsTask())).ShouldBe(Refusal.NotFound);
    }

    private static async Task TicksGrowAndRest(ITwinUnderTest under)
    {
        var twin = under.Twin;
        twin.Latest.Tick.ShouldBe(-1, "a paused twin has begun a tick");
        await twin.Run(1);
        var (tick, sequence) = (twin.Latest.Tick - 1, 0L);
        await foreach (var frame in twin.Watch(Waits.Patience()))
        {
            frame.Tick.ShouldBeGreaterThanOrEqualTo(tick);
            frame.Sequence.ShouldBeGreaterThan(sequence);
            frame.TimeMs.ShouldBe(twin.Info.World.StartMs + ((frame.Tick + 1) * twin.Info.StepMs));
            (tick, sequence) = (frame.Tick, frame.Sequence);
            if (tick >= 20)
            {
                break;
            }
        }

        await twin.Rest();
        var (first, second) = (await twin.Hash(default), await twin.Hash(default));
        second.ShouldBe(first, "a paused twin went on");
        (await Refused(() => twin.SetClock(new ClockRequest(null, 0), default).AsTask())).ShouldBe(Refusal.Invalid);
    }

    private static async Task RefusesWhatCannotBe(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(1);
        await twin.Rest();
        var before = await twin.Hash(default);
        var outage = Outage(twin, "cannot");
        (await Refused(() => twin.Submit(outage with { Target = NodePath.Parse("nowhere") }, default).AsTask())).ShouldBe(Refusal.NotFound);
        (await Refused(() => twin.Submit(outage with { Magnitude = 1e9 }, default).AsTask())).ShouldBe(Refusal.Invalid);
        (await Refused(() => twin.Submit(outage with { Id = "with space" }, default).AsTask())).ShouldBe(Refusal.Invalid);
        (await Refused(() => twin.Racks(NodePath.Parse("no/such/center"), 0, 1, default).AsTask())).ShouldBe(Refusal.NotFound);
        (await Refused(() => twin.History(new HistoryQuery(NodePath.Root, "noMetric", 0, 1, 1), default).AsTask())).ShouldBe(Refusal.NotFound);
        (await twin.Hash(default)).ShouldBe(before);
        twin.Latest.Events.ShouldBeEmpty();
    }

    private static async Task ReadsAgree(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(20);
        await twin.Rest();
        var tick = twin.Latest.Tick;
        (await twin.Hash(default)).Tick.ShouldBe(tick);
        for (var i = 0; i < twin.Info.Nodes.Count; i++)
        {
            var node = twin.Info.Nodes[i];
            if (node.Kind == NodeKind.DataCenter)
            {
                var page = await twin.Racks(node.Path, 1, 7, default);
                (page.Tick, page.From, page.Total).ShouldBe((tick, 1, node.Racks));
                page.InletC.Length.ShouldBe(Math.Min(7, node.Racks - 1));
                page.InletC.ShouldAllBe(t => t > 0 && t < 80);
                page.InletC.Max().ShouldBeLessThanOrEqualTo((float)twin.Latest.Nodes[i].Reading.MaxInletC);
            }
        }

        // History may be written in the background.
        var history = await Waits.Until(
            () => twin.History(new HistoryQuery(NodePath.Root, "itKw", twin.Info.World.StartMs, twin.Latest.TimeMs, 10), default).AsTask(),
            h => h.Mean.Length > 0, "history has no value of itKw");
        history.Mean.ShouldAllBe(kw => kw > 0);
    }

    private static async Task TalliesHold(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(5);
        await twin.Rest();
        NodePath[] centers = [.. twin.Info.World.DataCenters.Select(d => d.Path).Reverse()];
        var pages = new List<RackPage>();
        foreach (var center in centers)
        {
            pages.Add(await twin.Racks(center, 0, 20_000, default));
        }

        // Half of the first data center's racks are at or above this.
        var warm = pages[0].InletC.Order().ElementAt(pages[0].Total / 2);
        var tallies = await twin.Tally(new RackQuery(centers, ["powerKw", "inletC"], [new Limit("inletC", LimitKind.AtLeast, warm)]), default);
        (tallies.Tick, tallies.TimeMs).ShouldBe((twin.Latest.Tick, twin.Latest.TimeMs));
        tallies.DataCenters.Length.ShouldBe(centers.Length);
        for (var d = 0; d < centers.Length; d++)
        {
            var (page, tally) = (pages[d], tallies.DataCenters[d]);
            int[] chosen = [.. Enumerable.Range(0, page.Total).Where(i => page.InletC[i] >= warm)];
            (tally.Racks, tally.Chosen, tally.Metrics[0].Count).ShouldBe((page.Total, chosen.Length, chosen.Length), $"{centers[d]}");
            tally.Metrics[0].Sum.ShouldBe(chosen.Sum(i => (double)page.PowerKw[i]), $"{centers[d]}: racks add up in their order");
            tally.Metrics[1].Most.ShouldBe(chosen.Length == 0 ? double.NegativeInfinity : chosen.Max(i => page.InletC[i]));
        }

        (await Refused(() => twin.Tally(new RackQuery([NodePath.Parse("no/such/center")], ["inletC"], []), default).AsTask())).ShouldBe(Refusal.NotFound);
        (await Refused(() => twin.Tally(new RackQuery(centers, ["itKw"], []), default).AsTask())).ShouldBe(Refusal.NotFound);
    }

    private static async Task RacksAreThemselves(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(5);
        await twin.Rest();
        var center = twin.Info.World.DataCenters.Last();
        var index = center.RackCount - 1;
        var page = await twin.Racks(center.Path, index, 1, default);
        var rack = await twin.Rack(center.Path.Child(NodePath.RackName(index)), default);
        (rack.Tick, rack.TimeMs, rack.Hall.Name).ShouldBe((page.Tick, page.TimeMs, center.Halls[^1].Name));
        (rack.InletC, rack.PowerKw, rack.Load, rack.SiliconC, rack.Status, rack.Mode)
            .ShouldBe((page.InletC[0], page.PowerKw[0], page.Load[0], page.SiliconC[0], page.Status[0], page.Mode), "to the last bit");
        (await Refused(() => twin.Rack(center.Path.Child(NodePath.RackName(index + 1)), default).AsTask())).ShouldBe(Refusal.NotFound);
        (await Refused(() => twin.Rack(center.Path, default).AsTask())).ShouldBe(Refusal.NotFound);
    }

    private static async Task HostingIsTold(ITwinUnderTest under)
    {
        var twin = under.Twin;
        await twin.Run(3);
        await twin.Submit(Outage(twin, "known"), default);
        (await twin.Journaled(["never", "known"], default)).ShouldBe(["known"]);
        (await Refused(() => twin.Journaled(new string[HostingView.MostIds + 1], default).AsTask())).ShouldBe(Refusal.Invalid);
        var hosting = await twin.Hosting(default);
        (hosting.Journaled, hosting.Epoch).ShouldBe((1, twin.Latest.Epoch));
        hosting.CheckpointTick.ShouldBeLessThanOrEqualTo(twin.Latest.Tick);
        foreach (var kind in twin.Info.Nodes.GroupBy(n => n.Kind))
        {
            hosting.Hosts.Sum(h => h.Nodes[kind.Key]).ShouldBe(kind.Count(), $"{kind.Key}");
        }
    }

    private static InjectRequest Outage(ITwin twin, string id) => new(
        id, "suite", EventKind.FeedLoss, twin.Info.World.DataCenters.First().Path, "1", null, null, null, true, null, "conformance");

    private static async Task<Refusal?> Refused(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (TwinRefusedException e)
        {
            return e.Refusal;
        }
    }
}
