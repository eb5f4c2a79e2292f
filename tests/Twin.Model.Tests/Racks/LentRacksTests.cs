namespace Twin.Model.Tests.Racks;

/// <summary>Racks that step themselves are worth the same bits, and what they answer is what counts.</summary>
public sealed class LentRacksTests
{
    private const int Racks = 61;

    [Fact]
    public void A_day_with_racks_lent_at_random_has_the_bits_of_a_day_without()
    {
        var (plain, lending) = (Center(), Center());
        var chance = new Random(1);
        var held = new Dictionary<int, RackRow>();
        for (var i = 0; i < 24 * 60; i++)
        {
            var (tick, input) = Tick(i, plain);
            plain.Step(tick, input);
            lending.Prepare(tick, input);
            var phases = lending.LentPhases();
            for (var n = chance.Next(4); n > 0; n--)
            {
                var rack = chance.Next(Racks);
                if (!held.Remove(rack))
                {
                    held.Add(rack, lending.Racks[lending.Racks.Locate(rack).Row]);
                }
            }

            var done = new List<(int, RackDone[])>();
            foreach (var rack in held.Keys.ToArray())
            {
                var answers = Answer(lending, rack, held[rack], phases(rack));
                held[rack] = answers[^1].After;
                done.Add((lending.Racks.Locate(rack).Row, answers));
            }

            lending.Finish(tick, input, new LentRacks(lending.Plan.Phases, done));
            lending.Hash().ShouldBe(plain.Hash(), $"tick {i}, {held.Count} racks lent");
            lending.Reading.ToArray().ShouldBe(plain.Reading.ToArray(), $"tick {i}, {held.Count} racks lent");
        }

        held.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_answer_of_a_lent_rack_counts_and_not_what_the_data_center_would_have_computed()
    {
        var (plain, lending) = (Center(), Center());
        var (tick, input) = Tick(0, plain);
        plain.Step(tick, input);
        lending.Prepare(tick, input);
        var row = lending.Racks.Locate(7).Row;
        var answers = Answer(lending, 7, lending.Racks[row], lending.LentPhases()(7));
        answers[^1] = answers[^1] with { After = answers[^1].After with { InletC = 99 }, ItKWs = answers[^1].ItKWs + 60 };
        lending.Finish(tick, input, new LentRacks(lending.Plan.Phases, [(row, answers)]));

        lending.Racks[row].InletC.ShouldBe(99);
        lending.Reading.MaxInletC.ShouldBe(99);
        lending.Reading[Quantity.ItKw].ShouldBe(plain.Reading[Quantity.ItKw] + 1, 1e-3);
        lending.Hash().ShouldNotBe(plain.Hash());
    }

    [Fact]
    public void A_set_point_acts_on_the_racks_that_it_names_from_its_begin_to_its_end()
    {
        var center = Center();
        var before = Read(340);
        var (during, both, after) = (Read(360), Read(460), Read(600));
        foreach (var rack in Enumerable.Range(0, Racks))
        {
            center.Physics(0).ShouldBe(center.Physics(center.Racks.Locate(rack).Hall), "all racks are of one class");
            (during[rack].PowerKw > before[rack].PowerKw * 1.01f).ShouldBe(rack <= 30, $"rack {rack} with its fans set to 18 °C");
            (both[rack].PowerKw > before[rack].PowerKw * 1.01f).ShouldBe(rack < 20, $"rack {rack} with a second set point of 30 °C above the first");
            after[rack].PowerKw.ShouldBe(before[rack].PowerKw, 0.01f * before[rack].PowerKw, $"rack {rack} when both are over");
        }

        // Every rack is held at the same load, so that nothing but its fans makes a difference.
        RackReading[] Read(int until)
        {
            for (var i = until - 5; i < until; i++)
            {
                var (tick, input) = Tick(i, center);
                var load = new TwinEvent { Id = "held", Kind = EventKind.RackLoad, Target = center.Spec.Path, StartMs = Start, Magnitude = 0.8 };
                center.Step(tick, input with { Events = [load, .. input.Events.Where(e => e.Kind == EventKind.RackSetPoint)] });
            }

            var racks = new RackReading[Racks];
            center.ReadRacks(0, racks);
            return racks;
        }
    }

    private static RackDone[] Answer(DataCenter center, int rack, RackRow row, RackPhase[] phases)
    {
        var (hall, at) = center.Racks.Locate(rack);
        var done = new RackDone[phases.Length];
        for (var p = 0; p < phases.Length; p++)
        {
            done[p] = RackDone.Step(center.Physics(hall), row, (uint)at, phases[p], center.RackSeed);
            row = done[p].After;
        }

        return done;
    }

    private static DataCenter Center() => new Site(Site.Center1(PlantKind.ChilledWater, racks: Racks), Site.Still(28), 60_000, Start).Center;

    private static readonly Twin.Model.Weather.WeatherPoint Air = Site.Still(28).At(0L);

    private static readonly long Start = Site.Ms("2026-07-01T00:00:00Z");

    /// <summary>A tick with whatever acts on racks: faults, caps, set loads, failed fans, an outage.</summary>
    private static (Tick Tick, DataCenterInput Input) Tick(int index, DataCenter center)
    {
        var tick = new Tick(index, Start + (index * 60_000L), 60_000);
        TwinEvent[] all =
        [
            Event("fault", EventKind.RackFault, 90, 45, "0-5,9"), Event("cap", EventKind.RackCap, 100.5, 300, "3-40") with { Magnitude = 0.5 },
            Event("load", EventKind.RackLoad, 200, 60, "7") with { Magnitude = 0.9 }, Event("fans", EventKind.FanWallFailure, 400, 100, "") with { Magnitude = 3 },
            Event("cool", EventKind.RackSetPoint, 350.5, 200, "0-30") with { Magnitude = 18 }, Event("warm", EventKind.RackSetPoint, 450, 30.25, "20-60") with { Magnitude = 30 },
            Event("outage", EventKind.FeedLoss, 700, 30, ""),
        ];
        return (tick, new DataCenterInput(
            [new WeatherNode(tick.StartMs, Air), new WeatherNode(tick.EndMs, Air)],
            [.. all.Where(e => e.StartMs < tick.EndMs && e.GoneMs > tick.StartMs - 60_000)], 0.7, 0.4, 0.7));

        TwinEvent Event(string id, EventKind kind, double afterMin, double lastsMin, string selection) => new()
        {
            Id = id, Kind = kind, Target = center.Spec.Path, Selection = selection, StartMs = Start + (long)(afterMin * 60_000), DurationMs = (long)(lastsMin * 60_000), Magnitude = 1,
        };
    }
}
