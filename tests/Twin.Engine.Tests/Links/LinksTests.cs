using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Links;

namespace Twin.Engine.Tests.Links;

/// <summary>Links between hubs and demand centers: lengths, latencies with their kind, cuts and failover.</summary>
public sealed class LinksTests
{
    private static readonly WorldSpec World = DefaultWorld.Loaded.World;
    private static readonly LinksSpec Spec = World.Links!;
    private static readonly HubSpec[] Hubs = [.. World.Hubs];
    private const int StepMs = 60_000;

    [Fact]
    public void Light_needs_what_the_sources_say_once_their_kind_is_known()
    {
        Fibre.Over(330, 0).Ms.ShouldBe(1.62, 0.01);
        Fibre.Over(330, 0).ThereAndBack.Ms.ShouldBe(3.23, 0.01);
        Fibre.Over(430, 0).ThereAndBack.Ms.ShouldBe(4.21, 0.01);
        new RoundTrip(4.2).Half.ShouldBe(new OneWay(2.1));
    }

    [Fact]
    public void Each_published_latency_is_met_by_its_own_kind_and_missed_by_the_other()
    {
        var published = Spec.Links.Where(l => l.Published is not null).ToArray();
        published.Length.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var link in published)
        {
            // Sources round, and lengths of routes are not surveyed.
            var ours = link.Latency.ThereAndBack.Ms;
            ours.ShouldBe(link.Published!.RoundTrip.Ms, 0.35 * ours, link.Name);
            var other = link.Published.Kind == LatencyKind.RoundTrip ? link.Published.Ms * 2 : link.Published.Ms;
            Math.Abs(ours - other).ShouldBeGreaterThan(Math.Abs(ours - link.Published.RoundTrip.Ms), $"{link.Name}: read as the other kind it would fit better");
        }
    }

    [Fact]
    public void Datong_reaches_Beijing_by_two_routes_and_fails_over_from_one_to_the_other()
    {
        var whole = At([]);
        Way(whole, "shanxi/datong", "beijing").ShouldBe(["datong-beijing-yanggao"]);
        var first = Trip(whole, "shanxi/datong", "beijing")!.Value.Ms;

        var cut = At([Cut("datong-beijing-yanggao")]);
        Way(cut, "shanxi/datong", "beijing").ShouldBe(["datong-beijing-lingqiu"]);
        (Trip(cut, "shanxi/datong", "beijing")!.Value.Ms - first).ShouldBeInRange(0.5, 3, "MODELS §10: failover takes half a millisecond to three more");
        var link = Number("datong-beijing-lingqiu");
        cut.ServiceGbps[link].ShouldBeGreaterThan(whole.ServiceGbps[link], "the second route carries what the first did");
        cut.ServiceGbps[Number("datong-beijing-yanggao")].ShouldBe(0);

        Way(At([Cut("datong-beijing-yanggao"), Cut("datong-beijing-lingqiu")]), "shanxi/datong", "beijing").ShouldContain("datong-zhangjiakou", "the way around stays");
    }

    [Fact]
    public void A_hub_whose_links_are_all_cut_is_alone_and_it_is_told()
    {
        var alone = At([Cut("")]);
        Trip(alone, "shanxi/datong", "beijing").ShouldBeNull();
        alone.Occurrences.Single(o => o.Kind == OccurrenceKind.RouteLost).Path.Value.ShouldBe("shanxi/datong");
        alone.FreeGbps(0, 1).ShouldBe(0);

        var mended = new LinkNetwork(World, Spec);
        var over = Cut("") with { DurationMs = StepMs };
        mended.Step(Tick(0), [over]);
        mended.Step(Tick(1), [over]);
        mended.Occurrences.Single(o => o.Path.Value == "shanxi/datong").Kind.ShouldBe(OccurrenceKind.RouteChanged);
    }

    [Fact]
    public void What_hubs_send_is_what_links_carry()
    {
        var network = At([]);
        network.SentGbps.Sum().ShouldBeGreaterThan(1000);
        for (var i = 0; i < Spec.Links.Length; i++)
        {
            var expected = 0.0;
            for (var hub = 0; hub < Hubs.Length; hub++)
            {
                for (var center = 0; center < Spec.Centers.Length; center++)
                {
                    expected += network.Routes.Way(hub, Hubs.Length + center).Contains(i) ? network.SentGbps[(hub * Spec.Centers.Length) + center] : 0;
                }
            }

            network.ServiceGbps[i].ShouldBe(expected, 1e-9 * (1 + expected), Spec.Links[i].Name);
            network.UsedShare(i).ShouldBeLessThan(1, $"{Spec.Links[i].Name} is built for a usual day");
        }
    }

    [Fact]
    public void Ways_are_the_quickest_by_an_independent_search()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 50; trial++)
        {
            var up = Spec.Links.Select(_ => random.NextDouble() > 0.3).ToArray();
            var routes = new Routes(Spec, Hubs.Length, up);
            var ends = Hubs.Length + Spec.Centers.Length;
            var ms = new double[ends, ends];
            for (var a = 0; a < ends; a++)
            {
                for (var b = 0; b < ends; b++)
                {
                    ms[a, b] = a == b ? 0 : double.PositiveInfinity;
                }
            }

            for (var i = 0; i < up.Length; i++)
            {
                var l = Spec.Links[i];
                if (up[i] && l.Latency.Ms < ms[l.From, l.To])
                {
                    ms[l.From, l.To] = ms[l.To, l.From] = l.Latency.Ms;
                }
            }

            for (var k = 0; k < ends; k++)
            {
                for (var a = 0; a < ends; a++)
                {
                    for (var b = 0; b < ends; b++)
                    {
                        ms[a, b] = Math.Min(ms[a, b], ms[a, k] + ms[k, b]);
                    }
                }
            }

            for (var hub = 0; hub < Hubs.Length; hub++)
            {
                for (var end = 0; end < ends; end++)
                {
                    (routes.Latency(hub, end)?.Ms ?? -1).ShouldBe(double.IsFinite(ms[hub, end]) ? ms[hub, end] : -1, 1e-9, $"trial {trial}, seed 7: {hub} to {end}");
                    routes.Way(hub, end).Sum(i => Spec.Links[i].Latency.Ms).ShouldBe(double.IsFinite(ms[hub, end]) ? ms[hub, end] : 0, 1e-9);
                }
            }
        }
    }

    [Fact]
    public void A_cut_of_a_link_that_is_not_there_is_refused_with_those_that_are()
    {
        var cut = Cut("datong-shanghai") with { Id = "wrong" };
        EventRules.Check(World, cut).Single().Message.ShouldContain("datong-beijing-yanggao");
        EventRules.Check(World, Cut("datong-beijing-lingqiu")).ShouldBeEmpty();
        EventRules.Check(World, Cut("beijing-shanghai") with { Target = NodePath.Root }).ShouldBeEmpty();
    }

    private static LinkNetwork At(TwinEvent[] events)
    {
        var network = new LinkNetwork(World, Spec);
        network.Step(Tick(0), events);
        return network;
    }

    private static Tick Tick(long index) => new(index, World.StartMs + (index * StepMs), StepMs);

    private static TwinEvent Cut(string link) => new()
    {
        Id = $"cut-{link}", Kind = EventKind.LinkCut, Target = NodePath.Parse("shanxi/datong"), Selection = link, StartMs = World.StartMs, Magnitude = 1,
    };

    private static int Number(string link) => Array.FindIndex(Spec.Links, l => l.Name == link);

    private static int Hub(string path) => Array.FindIndex(Hubs, h => h.Path.Value == path);

    private static int Center(string name) => Hubs.Length + Array.FindIndex(Spec.Centers, c => c.Name == name);

    private static string[] Way(LinkNetwork network, string hub, string center) =>
        [.. network.Routes.Way(Hub(hub), Center(center)).Reverse().Select(i => Spec.Links[i].Name)];

    private static RoundTrip? Trip(LinkNetwork network, string hub, string center) => network.Routes.Latency(Hub(hub), Center(center))?.ThereAndBack;
}
