using Twin.Model.Grid;

namespace Twin.Model.Tests.DataCenters;

public class SagTests
{
    private static Site New(int stepMs = 1000) =>
        new(Site.Center1(PlantKind.Waterless, work: Site.Flat60), Site.Still(5), stepMs, Site.Ms("2026-01-10T00:00:00Z"));

    private static TwinEvent[] Sags(Site site, double depth, params double[] afterS) =>
        [.. afterS.Select(s => site.Event(EventKind.VoltageSag, s, 0.1, depth))];

    private static Site Run(Site site, double seconds)
    {
        while (site.NowMs < site.StartMs + (seconds * 1000))
        {
            site.Step();
        }

        return site;
    }

    [Fact]
    public void Three_sags_in_a_minute_take_it_off_the_grid_and_it_comes_back_after_half_an_hour()
    {
        var site = New();
        site.Events = Sags(site, 0.6, 10, 30, 50);
        Run(site, 49);
        site.Center.State.Power.Supply.ShouldBe(Supply.Utility);
        Run(site, 52);
        site.Center.State.Power.Supply.ShouldBe(Supply.Battery);
        Run(site, 90);
        site.Center.State.Power.Supply.ShouldBe(Supply.Generator);
        site.Center.Reading[Quantity.GridImportKw].ShouldBe(0);
        site.Center.Reading[Quantity.UnservedKw].ShouldBe(0);
        Run(site, 50 + 1800 + 62);
        site.Center.State.Power.Supply.ShouldBe(Supply.Utility);
        site.Log.Count(o => o.Kind == OccurrenceKind.VoltageSagged).ShouldBe(3);
        site.Log.Count(o => o.Kind == OccurrenceKind.LeftGrid).ShouldBe(1);
    }

    [Fact]
    public void Two_sags_or_three_far_apart_or_shallow_ones_do_not()
    {
        foreach (var (depth, at) in new (double, double[])[] { (0.6, [10, 30]), (0.6, [10, 45, 75, 110]), (0.05, [10, 20, 30]) })
        {
            var site = New();
            site.Events = Sags(site, depth, at);
            Run(site, 200).Log.ShouldNotContain(o => o.Kind == OccurrenceKind.LeftGrid);
            site.Center.State.Power.Supply.ShouldBe(Supply.Utility);
        }
    }

    [Fact]
    public void A_tick_of_a_minute_sees_them_as_ticks_of_a_second_do()
    {
        var (fine, coarse) = (New(), New(60_000));
        fine.Events = Sags(fine, 0.6, 10, 30, 50);
        coarse.Events = Sags(coarse, 0.6, 10, 30, 50);
        Run(fine, 120).Log.Where(Told).ShouldBe(Run(coarse, 120).Log.Where(Told));

        static bool Told(Occurrence o) => o.Kind is OccurrenceKind.VoltageSagged or OccurrenceKind.LeftGrid or OccurrenceKind.GeneratorsStarted or OccurrenceKind.SupplyLost;
    }

    [Fact]
    public void Sections_are_counted_along_the_shortest_way()
    {
        var network = new StationNetwork(
            [new("a", 500), new("b", 220), new("c", 220), new("d", 220), new("far", 220)],
            [new("1", 0, 1), new("2", 1, 2), new("3", 2, 3), new("4", 3, 0)]);
        network.Sections(0, 2).ShouldBe(2);
        network.Sections(0, 3).ShouldBe(1);
        network.Sections(2, 2).ShouldBe(0);
        network.Sections(0, 4).ShouldBe(4);
    }
}
