using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Tests.Grid;

/// <summary>Datong's 120 stations, checked by a second way to find out what has voltage.</summary>
public sealed class DatongNetworkTests
{
    private static readonly HubSpec Hub = DefaultWorld.Loaded.World.Hubs.Single(h => h.Path.Value == "shanxi/datong");
    private static readonly StationNetwork Network = Hub.Network!;

    private static readonly string[] Rings = ["northeast", "southeast", "central", "west"];

    /// <summary>Labels run down the lines until none changes: no queue, no order, nothing shared with the model.</summary>
    private static bool[] BruteForce(ISet<string> gone)
    {
        var live = Network.Stations.Select(s => s.Kv == 500 && !gone.Contains(s.Name)).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var line in Network.Lines.Where(l => !gone.Contains(l.Name)))
            {
                foreach (var (a, b) in new[] { (line.From, line.To), (line.To, line.From) })
                {
                    if (live[a] && !live[b] && !gone.Contains(Network.Stations[b].Name) && Network.Stations[b].Kv <= Network.Stations[a].Kv)
                    {
                        (live[b], changed) = (true, true);
                    }
                }
            }
        }

        return live;
    }

    private static bool[] Model(params string[] gone) => Network.Energised([.. gone.Select((g, i) => Event(g, i))], 0);

    private static TwinEvent Event(string element, int i, long startMs = 0) => new()
    {
        Id = $"out-{i}", Kind = Network.IndexOf(element) >= 0 ? EventKind.SubstationTrip : EventKind.LineTrip, Target = Hub.Path, Selection = element,
        StartMs = startMs, DurationMs = 600_000, Magnitude = 1,
    };

    private static string RingOf(int substation) => Rings.Single(r => Hub.Substations[substation].StartsWith(r, StringComparison.Ordinal));

    private static string[] Dark(HubSpec hub, bool[] live) => [.. hub.DataCenters.Where(d => d.Feeds.All(f => !live[Network.IndexOf(hub.Substations[f])])).Select(d => d.Path.Value)];

    private static string[] Dark(bool[] live) => Dark(Hub, live);

    /// <summary>The hub with every third data center on two stations of one ring.</summary>
    private static readonly HubSpec OnOneRing = Hub with
    {
        DataCenters = [.. Hub.DataCenters.Select((d, i) => i % 3 > 0 ? d : d with { Feeds = [d.Feeds[0], Array.FindIndex(Hub.Substations, s => s != Hub.Substations[d.Feeds[0]] && s.StartsWith(RingOf(d.Feeds[0]), StringComparison.Ordinal))] })],
    };

    private static IEnumerable<string> Elements => [.. Network.Stations.Select(s => s.Name), .. Network.Lines.Select(l => l.Name)];

    [Fact]
    public void There_are_as_many_stations_as_the_documents_say()
    {
        Network.Stations.Length.ShouldBe(120);
        Network.Stations.Count(s => s.Kv == 500).ShouldBe(3);
        Network.Stations.Count(s => s.Kv == 220).ShouldBe(17);
        Elements.Distinct().Count().ShouldBe(120 + Network.Lines.Length);
        Model().ShouldAllBe(live => live);
    }

    [Fact]
    public void No_data_center_hangs_on_one_ring_alone() =>
        Hub.DataCenters.ShouldAllBe(d => d.Feeds.Select(RingOf).Distinct().Count() == 2);

    [Fact]
    public void Any_one_bar_out_leaves_every_data_center_supplied_and_every_station_live()
    {
        foreach (var station in Network.Stations)
        {
            for (var bar = 1; bar <= 2; bar++)
            {
                var e = Event(station.Name, 0) with { Kind = EventKind.BusTrip, Magnitude = bar };
                EventRules.Check(DefaultWorld.Loaded.World, e).ShouldBeEmpty();
                Network.Energised([e], 0).ShouldAllBe(live => live, $"{station.Name} bar {bar}");
                var feeds = Hub.DataCenters.Count(d => Hub.Substations[d.Feeds[bar - 1]] == station.Name);
                EventReach.Of(DefaultWorld.Loaded.World, e).Count.ShouldBe(feeds, $"{station.Name} bar {bar}");
            }
        }
    }

    [Fact]
    public void Any_one_element_out_leaves_every_data_center_supplied_and_every_other_station_live()
    {
        foreach (var element in Elements)
        {
            var live = Model(element);
            live.ShouldBe(BruteForce(new HashSet<string> { element }), element);
            Dark(live).ShouldBeEmpty(element);
            live.Count(l => !l).ShouldBe(Network.IndexOf(element) >= 0 ? 1 : 0, element);
        }
    }

    [Fact]
    public void The_two_feeders_of_a_ring_out_shed_that_ring_and_no_more()
    {
        var shed = new List<string>();
        foreach (var ring in Rings)
        {
            var last = Network.Lines.Count(l => l.Name.StartsWith(ring + "-", StringComparison.Ordinal) && !l.Name.Contains("110", StringComparison.Ordinal));
            var live = Model($"{ring}-1", $"{ring}-{last}");
            live.ShouldBe(BruteForce(new HashSet<string> { $"{ring}-1", $"{ring}-{last}" }), ring);
            Network.Stations.Where((_, i) => !live[i]).ShouldAllBe(s => s.Name.StartsWith(ring, StringComparison.Ordinal));
            live.Count(l => !l).ShouldBe(ring == "central" ? 5 + 28 : 4 + 24);
            Dark(live).ShouldBeEmpty(ring);
            shed.AddRange(Dark(OnOneRing, live));
        }

        // A data center goes with a ring when both its feeds hang on it.
        shed.Order(StringComparer.Ordinal).ShouldBe(OnOneRing.DataCenters
            .Where(d => d.Feeds.Select(RingOf).Distinct().Count() == 1).Select(d => d.Path.Value).Order(StringComparer.Ordinal));
        shed.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Every_pair_of_large_elements_agrees_with_brute_force()
    {
        string[] large = [.. Network.Stations.Where(s => s.Kv >= 220).Select(s => s.Name), .. Network.Lines.Where(l => Network.Stations[l.To].Kv >= 220).Select(l => l.Name)];
        large.Length.ShouldBe(20 + 21);
        for (var i = 0; i < large.Length; i++)
        {
            for (var j = i + 1; j < large.Length; j++)
            {
                Model(large[i], large[j]).ShouldBe(BruteForce(new HashSet<string> { large[i], large[j] }), $"{large[i]} and {large[j]}");
            }
        }
    }

    [Fact]
    public void Data_centers_live_through_what_the_network_says()
    {
        // Halls of four racks: supply does not ask how many there are.
        var small = OnOneRing with { DataCenters = [.. OnOneRing.DataCenters.Select(d => d with { Halls = [.. d.Halls.Select(h => h with { Racks = 4 })] })] };
        var region = DefaultWorld.Loaded.World.Regions.Single(r => r.Path.Value == "shanxi") with { Hubs = [small], Grid = null };
        using var world = new World(DefaultWorld.Loaded.World with { Regions = [region], Links = null }, "rings", 1, 10_000, 1);
        world.Step();

        world.Step([new InjectCommand { Id = "a", Event = Event("northeast-1", 0, world.TimeMs) }, new InjectCommand { Id = "b", Event = Event("northeast-5", 1, world.TimeMs) }]);
        string[] dark = Dark(OnOneRing, Model("northeast-1", "northeast-5"));
        dark.ShouldNotBeEmpty();
        world.DataCenters.Where(d => d.State.Power.Supply is not (Supply.Utility or Supply.Transfer)).Select(d => d.Spec.Path.Value).ShouldBe(dark);
        world.DataCenters.ShouldAllBe(d => d.Reading[Quantity.UnservedKw] == 0);
        world.Hubs[0].DarkStations!.Count.ShouldBe(4 + 24);
        EventReach.Of(world.Spec, Event("northeast-1", 0)).ShouldBeEmpty();
        EventReach.Of(world.Spec, Event("northeast-220-1", 0)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_line_that_is_not_there_is_told_with_those_that_are() =>
        EventRules.Check(DefaultWorld.Loaded.World, Event("northeast-9", 0) with { Kind = EventKind.LineTrip }).Single().Message
            .ShouldStartWith("'northeast-9' is no line there; there are northeast-1, northeast-2,");
}
