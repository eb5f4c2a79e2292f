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
        _network = new Network(new WorldSpec { Name = "one", StartMs = Start, Regions = [region] });
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
}
