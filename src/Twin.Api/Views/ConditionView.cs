using System.ComponentModel;
using Twin.Model;

namespace Twin.Api;

/// <summary>A node's condition, as the model judges it.</summary>
internal sealed record ConditionView(
    ConditionLevel Level,
    [property: Description("What decides: the worst that holds.")] ConditionFact Fact,
    [property: Description("The value that decided: °C, kW or racks, as the fact says.")] double? Value,
    [property: Description("The limit it crossed; null where there is none.")] double? Limit,
    [property: Description("The first event that acts on the node or below it; null where none does.")] string? EventId,
    [property: Description("How many events act.")] int Events)
{
    public static ConditionView Of(in Condition c) => new(c.Level, c.Fact, Wire.Finite(c.Value), Wire.Finite(c.Limit), c.EventId, c.Events);
}

/// <summary>Inlets that conditions are held to, °C.</summary>
internal sealed record InletRangeView(double RecommendedC, double AllowableC)
{
    public static InletRangeView Of(InletRange r) => new(r.RecommendedC, r.AllowableC);
}
