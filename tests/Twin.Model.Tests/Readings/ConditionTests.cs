namespace Twin.Model.Tests.Readings;

/// <summary>Which fact decides a node's condition, and of which nodes an event is told.</summary>
public sealed class ConditionTests
{
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");
    private static readonly NodePath Center = NodePath.Parse("shanxi/datong/jd");

    private static Reading Good => new() { MaxInletC = 25 };

    [Fact]
    public void A_good_node_is_normal_and_nothing_decides()
    {
        var c = Judge(Good);
        (c.Level, c.Fact, c.EventId, c.Events).ShouldBe((ConditionLevel.Normal, ConditionFact.None, null, 0));
    }

    [Theory]
    [InlineData(27.0, ConditionLevel.Normal, ConditionFact.None)]
    [InlineData(27.1, ConditionLevel.Watch, ConditionFact.InletRecommended)]
    [InlineData(32.0, ConditionLevel.Watch, ConditionFact.InletRecommended)]
    [InlineData(32.1, ConditionLevel.Alarm, ConditionFact.InletAllowable)]
    public void Inlets_are_held_to_the_recommended_and_the_allowable_range(double inletC, ConditionLevel level, ConditionFact fact)
    {
        var c = Judge(new Reading { MaxInletC = inletC });
        (c.Level, c.Fact).ShouldBe((level, fact));
        if (fact != ConditionFact.None)
        {
            c.Value.ShouldBe(inletC);
            c.Limit.ShouldBe(level == ConditionLevel.Alarm ? 32 : 27);
        }
    }

    [Fact]
    public void The_range_is_the_worlds()
    {
        var cool = new InletRange { RecommendedC = 20, AllowableC = 24 };
        Condition.Of(Datong, Good, default, null, null, cool, [], 0).Fact.ShouldBe(ConditionFact.InletAllowable);
    }

    [Theory]
    [InlineData(Quantity.UnservedKw, ConditionFact.Unserved, ConditionLevel.Alarm)]
    [InlineData(Quantity.RacksShutDown, ConditionFact.ShutDown, ConditionLevel.Alarm)]
    [InlineData(Quantity.RacksUncooled, ConditionFact.Uncooled, ConditionLevel.Alarm)]
    [InlineData(Quantity.RacksThrottled, ConditionFact.Throttled, ConditionLevel.Watch)]
    [InlineData(Quantity.RacksFaulted, ConditionFact.Faulted, ConditionLevel.Watch)]
    public void What_racks_suffer_decides_with_its_amount(Quantity quantity, ConditionFact fact, ConditionLevel level)
    {
        var reading = Good;
        reading[quantity] = 12;
        var c = Judge(reading);
        (c.Fact, c.Level, c.Value).ShouldBe((fact, level, 12));
        reading[quantity] = 0.4;
        Judge(reading).Fact.ShouldBe(ConditionFact.None, "less than half of one is none");
    }

    [Fact]
    public void The_worst_decides_and_a_closure_that_does_not_hold_before_all()
    {
        var reading = new Reading { MaxInletC = 28 };
        reading[Quantity.RacksThrottled] = 3;
        Judge(reading).Fact.ShouldBe(ConditionFact.Throttled);
        Condition.Of(Center, reading, default, Supply.Generator, null, new InletRange(), [], 0).Fact.ShouldBe(ConditionFact.OnGenerators);
        Condition.Of(Center, reading, default, Supply.None, null, new InletRange(), [], 0).Level.ShouldBe(ConditionLevel.Alarm);
        Condition.Of(Center, reading, new Closure(1, Quantity.ItKw, 0), Supply.None, null, new InletRange(), [], 0).Fact.ShouldBe(ConditionFact.Closure);
        Condition.Of(Center, reading, new Closure(double.NaN, Quantity.ItKw, 0), null, null, new InletRange(), [], 0).Fact.ShouldBe(ConditionFact.Closure);
    }

    [Fact]
    public void A_hubs_event_is_told_of_the_hub_and_above_while_it_acts()
    {
        var heat = Event("a", EventKind.HeatWave, Datong);
        foreach (var (path, told) in new[] { ("network", true), ("shanxi", true), ("shanxi/datong", true), ("shanxi/datong/jd", false), ("gansu/qingyang", false) })
        {
            (Condition.Of(NodePath.Parse(path), Good, default, null, null, new InletRange(), [heat], 1500).Fact == ConditionFact.Event).ShouldBe(told, path);
        }

        Condition.Of(Datong, Good, default, null, null, new InletRange(), [heat], 999).Fact.ShouldBe(ConditionFact.None, "it has not begun");
        Condition.Of(Datong, Good, default, null, null, new InletRange(), [heat], heat.GoneMs).Fact.ShouldBe(ConditionFact.None, "it is over");
    }

    [Fact]
    public void A_data_centers_event_at_a_hub_is_told_of_each_and_counted()
    {
        var c = Condition.Of(Center, Good, default, Supply.Utility, null, new InletRange(), [Event("a", EventKind.FeedLoss, Datong), Event("b", EventKind.ChillerTrip, Center)], 1500);
        (c.Fact, c.EventId, c.Events).ShouldBe((ConditionFact.Event, "a", 2));
    }

    private static Condition Judge(in Reading reading) => Condition.Of(Datong, reading, default, null, null, new InletRange(), [], 0);

    private static TwinEvent Event(string id, EventKind kind, NodePath target) =>
        new() { Id = id, Kind = kind, Target = target, StartMs = 1000, DurationMs = 1000, Magnitude = 1 };
}
