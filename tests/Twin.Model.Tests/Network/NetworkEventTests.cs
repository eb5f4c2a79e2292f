namespace Twin.Model.Tests.Networks;

/// <summary>Which events the network holds, sends down and tells of.</summary>
public sealed class NetworkEventTests
{
    private const int StepMs = 60_000;
    private static readonly long Start = Site.Ms("2025-04-01T00:00:00Z");

    private readonly Network _network;
    private readonly RegionInput[] _inputs = new RegionInput[1];
    private long _tick;

    public NetworkEventTests()
    {
        var center = Site.Center1(PlantKind.Waterless);
        var hub = new HubSpec { Path = center.Path.Parent, Name = "hub", LatitudeDeg = 40, LongitudeDeg = 113, ElevationM = 1053, Weather = Site.Still(10), DataCenters = [center] };
        var region = new RegionSpec { Path = hub.Path.Parent, Name = "region", CarbonKgPerKWh = 0.7, PriceCnyPerKWh = 0.4, HourlyPriceShare = [.. Enumerable.Repeat(1.0, 24)], Hubs = [hub] };
        _network = new Network(new WorldSpec { Name = "one", StartMs = Start, Regions = [region] }, 1);
    }

    private TwinEvent[] Step(params TwinCommand[] commands)
    {
        _network.Prepare(new Tick(_tick, Start + (_tick * StepMs), StepMs), commands, _inputs);
        _tick++;
        return _inputs[0].Events;
    }

    private static InjectCommand Trip(string id, int startMinute, int? minutes) => new()
    {
        Id = id,
        Event = new TwinEvent
        {
            Id = id, Kind = EventKind.ChillerTrip, Target = NodePath.Parse("shanxi/datong/dc-01"), Magnitude = 1,
            StartMs = Start + (startMinute * 60_000L), DurationMs = minutes * 60_000L,
        },
    };

    [Fact]
    public void An_end_on_a_tick_boundary_is_seen_below_and_told_once()
    {
        Step(Trip("a", 1, 2)).Length.ShouldBe(1);
        Step().Length.ShouldBe(1);
        _network.Occurrences.Select(o => o.Kind).ShouldBe([OccurrenceKind.EventBegan]);
        Step().Length.ShouldBe(1);
        _network.Occurrences.ShouldBeEmpty();
        Step().ShouldContain(e => e.EndMs == Start + (3 * StepMs));
        _network.Occurrences.Select(o => o.Kind).ShouldBe([OccurrenceKind.EventEnded]);
        Step().ShouldBeEmpty();
        _network.Occurrences.ShouldBeEmpty();
    }

    [Fact]
    public void A_repeated_id_is_no_new_event_and_an_open_one_ends_when_told()
    {
        Step(Trip("a", 0, null), Trip("a", 0, 5)).Length.ShouldBe(1);
        Step(new EndCommand { Id = "b", EventId = "a" })[0].EndMs.ShouldBe(Start + StepMs);
        _network.Occurrences.Select(o => o.Kind).ShouldBe([OccurrenceKind.EventEnded]);
        Step().ShouldBeEmpty();
    }

    [Fact]
    public void An_event_that_is_ended_before_it_begins_never_does()
    {
        var wave = Heat(startMinute: 60);
        Step(wave);
        var ended = Step(new EndCommand { Id = "b", EventId = "heat" }).ShouldHaveSingleItem();
        _network.Occurrences.Select(o => o.Kind).ShouldBe([OccurrenceKind.EventEnded]);
        for (var minute = 0; minute < 600; minute++)
        {
            ended.ShareAt(Start + (minute * 60_000L)).ShouldBe(0);
        }

        Step().ShouldBeEmpty();
    }

    [Fact]
    public void An_event_that_is_ended_while_it_rises_goes_down_from_where_it_is()
    {
        var ended = Heat(startMinute: 0).Event.EndedAt(Start + (60 * 60_000));
        double Share(int minute) => ended.ShareAt(Start + (minute * 60_000L));
        Share(30).ShouldBe(1 / 6.0, 1e-12);
        Share(60).ShouldBe(1 / 3.0, 1e-12);
        Share(61).ShouldBeLessThan(Share(60));
        Share(150).ShouldBe(1 / 6.0, 1e-12);
        Share(240).ShouldBe(0);
    }

    private static InjectCommand Heat(int startMinute) => new()
    {
        Id = "heat",
        Event = new TwinEvent
        {
            Id = "heat", Kind = EventKind.HeatWave, Target = NodePath.Parse("shanxi/datong"), Magnitude = 8,
            StartMs = Start + (startMinute * 60_000L), DurationMs = 3 * 86_400_000L, RampMs = 3 * 3_600_000L,
        },
    };
}
