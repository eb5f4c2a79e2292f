using System.ComponentModel;

namespace Twin.Api;

/// <summary>Statistics over a selection, at one tick.</summary>
internal sealed record AggregateView(
    long Epoch,
    [property: Description("The tick that every value stands at.")] long Tick,
    [property: Description("Simulated time at its end, UTC.")] DateTime Time,
    [property: Description("Always simulated: no value here was measured.")] string Quality,
    [property: Description("One for all, or one for each group, in the order of nodes.")] IReadOnlyList<AggregateRow> Rows);

/// <summary>A group of the selection.</summary>
internal sealed record AggregateRow(
    [property: Description("The node that the group lies at or below; null for the one row of all.")] string? Path,
    [property: Description("Nodes, or racks, before the limits.")] int Candidates,
    [property: Description("Those that keep every limit.")] int Chosen,
    [property: Description("By metric.")] IReadOnlyDictionary<string, AggregateOf> Metrics);

/// <summary>Statistics of one metric.</summary>
internal sealed record AggregateOf(
    [property: Description("Empty for ratios.")] string Unit,
    [property: Description("How many of the chosen have a value.")] long Count,
    [property: Description("By name, as asked for; null without any value.")] IReadOnlyDictionary<string, double?> Stats);
