namespace Twin.Model;

/// <summary>How a node is: as it should be, to be watched, or to be acted on.</summary>
public enum ConditionLevel { Normal, Watch, Alarm }

/// <summary>What decides a node's condition, the worst first.</summary>
public enum ConditionFact
{
    None,

    /// <summary>Totals do not close; the value is the larger relative error.</summary>
    Closure,

    /// <summary>IT power without supply, kW.</summary>
    Unserved,

    /// <summary>Racks that have shut down to protect themselves.</summary>
    ShutDown,

    /// <summary>Racks without cooling, weighted by the part of the tick.</summary>
    Uncooled,

    /// <summary>The data center has no supply.</summary>
    NoSupply,

    /// <summary>The hottest inlet is beyond the allowable range, °C.</summary>
    InletAllowable,

    /// <summary>The data center lives on its battery.</summary>
    OnBattery,

    /// <summary>The data center lives on its generators.</summary>
    OnGenerators,

    /// <summary>Racks that slow down to protect themselves.</summary>
    Throttled,

    /// <summary>Racks with a fault.</summary>
    Faulted,

    /// <summary>The data center was asked to draw at most this, kW.</summary>
    Asked,

    /// <summary>The hottest inlet is beyond the recommended range, °C.</summary>
    InletRecommended,

    /// <summary>Nothing is wrong yet, but an event acts.</summary>
    Event,
}

/// <summary>Inlets that a node's condition is held to (ASHRAE TC 9.9, Thermal Guidelines, 5th edition 2021, air cooling).</summary>
public sealed record InletRange
{
    /// <summary>Upper end of the range recommended for classes A1 to A4, °C.</summary>
    public double RecommendedC { get; init; } = 27;

    /// <summary>Upper end of what class A1 allows, °C.</summary>
    public double AllowableC { get; init; } = 32;
}

/// <summary>Is a node all right, and if not, what is wrong and what is behind it.</summary>
/// <param name="Value">What decided, in the fact's unit.</param>
/// <param name="Limit">The limit that it crossed; NaN where the fact has none.</param>
/// <param name="EventId">The first event that acts on the node or below it; null where none does.</param>
/// <param name="Events">How many do.</param>
public readonly record struct Condition(ConditionLevel Level, ConditionFact Fact, double Value, double Limit, string? EventId, int Events)
{
    // Counts are weighted by the part of a tick, and powers summed: less than half a rack or half a kilowatt is none.
    private const double Some = 0.5;

    /// <summary>The quantities that <see cref="OfPast"/> judges by, beside the highest inlet.</summary>
    public static IReadOnlyList<Quantity> Judged { get; } =
    [
        Quantity.UnservedKw, Quantity.RacksShutDown, Quantity.RacksUncooled, Quantity.RacksThrottled, Quantity.RacksFaulted, Quantity.DischargeKw, Quantity.GenerationKw,
    ];

    /// <param name="supply">A data center's; null above it.</param>
    /// <param name="askedKw">What a data center was asked to draw at most; null where nothing was asked.</param>
    /// <param name="events">Events of the whole world; those that concern the node count.</param>
    /// <param name="nowMs">End of the tick, Unix ms.</param>
    public static Condition Of(
        NodePath path, in Reading reading, in Closure closure, Supply? supply, double? askedKw, InletRange range, IReadOnlyList<TwinEvent> events, long nowMs)
    {
        string? first = null;
        var count = 0;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].StartMs <= nowMs && nowMs < events[i].GoneMs && Concerns(events[i], path))
            {
                first ??= events[i].Id;
                count++;
            }
        }

        var (fact, value, limit) = Worst(reading, closure, supply, askedKw, range);
        fact = fact == ConditionFact.None && count > 0 ? ConditionFact.Event : fact;
        return new Condition(LevelOf(fact), fact, value, limit, first, count);
    }

    /// <summary>
    /// A node's condition in a while that is over, by the greatest values in it. What a data center lived on shows in its
    /// powers; whether totals closed and what was asked of it is not kept.
    /// </summary>
    /// <param name="events">Those that are known of that while.</param>
    /// <param name="atMs">Its end, Unix ms.</param>
    public static Condition OfPast(NodePath path, in Reading greatest, InletRange range, IReadOnlyList<TwinEvent> events, long atMs)
    {
        Supply? supply = path.Kind != NodeKind.DataCenter ? null
            : greatest[Quantity.DischargeKw] >= Some ? Supply.Battery
            : greatest[Quantity.GenerationKw] >= Some ? Supply.Generator
            : null;
        return Of(path, greatest, default, supply, null, range, events, atMs);
    }

    /// <summary>
    /// An event is told of the nodes above it, and below it down to the level that its kind acts on: a hub's heat wave is
    /// the hub's, not each data center's.
    /// </summary>
    private static bool Concerns(TwinEvent e, NodePath path) =>
        path.Contains(e.Target) || (e.Target.Contains(path) && path.Kind <= EventCatalogue.Of(e.Kind).Level);

    private static ConditionLevel LevelOf(ConditionFact fact) => fact switch
    {
        ConditionFact.None => ConditionLevel.Normal,
        <= ConditionFact.InletAllowable => ConditionLevel.Alarm,
        _ => ConditionLevel.Watch,
    };

    private static (ConditionFact Fact, double Value, double Limit) Worst(in Reading r, in Closure closure, Supply? supply, double? askedKw, InletRange range)
    {
        if (!closure.Holds)
        {
            return (ConditionFact.Closure, closure.Max, Closure.Tolerance);
        }

        ReadOnlySpan<(ConditionFact Fact, bool Holds, double Value, double Limit)> facts =
        [
            (ConditionFact.Unserved, r[Quantity.UnservedKw] >= Some, r[Quantity.UnservedKw], double.NaN),
            (ConditionFact.ShutDown, r[Quantity.RacksShutDown] >= Some, r[Quantity.RacksShutDown], double.NaN),
            (ConditionFact.Uncooled, r[Quantity.RacksUncooled] >= Some, r[Quantity.RacksUncooled], double.NaN),
            (ConditionFact.NoSupply, supply == Supply.None, double.NaN, double.NaN),
            (ConditionFact.InletAllowable, r.MaxInletC > range.AllowableC, r.MaxInletC, range.AllowableC),
            (ConditionFact.OnBattery, supply is Supply.Battery or Supply.Transfer, double.NaN, double.NaN),
            (ConditionFact.OnGenerators, supply == Supply.Generator, double.NaN, double.NaN),
            (ConditionFact.Throttled, r[Quantity.RacksThrottled] >= Some, r[Quantity.RacksThrottled], double.NaN),
            (ConditionFact.Faulted, r[Quantity.RacksFaulted] >= Some, r[Quantity.RacksFaulted], double.NaN),
            (ConditionFact.Asked, askedKw is not null, askedKw ?? 0, double.NaN),
            (ConditionFact.InletRecommended, r.MaxInletC > range.RecommendedC, r.MaxInletC, range.RecommendedC),
        ];
        foreach (var (fact, holds, value, limit) in facts)
        {
            if (holds)
            {
                return (fact, value, limit);
            }
        }

        return (ConditionFact.None, double.NaN, double.NaN);
    }
}
