using System.Globalization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Client;

/// <summary>Which nodes are meant: those of a level, at or below some nodes, that keep limits on their metrics.</summary>
/// <param name="Level">Null: every level for a list, data centers for statistics. Racks: statistics alone.</param>
/// <param name="Under">Null: everywhere.</param>
/// <param name="Where">Null: no limits.</param>
public sealed record NodeChoice(NodeKind? Level = null, IReadOnlyCollection<NodePath>? Under = null, IReadOnlyCollection<Limit>? Where = null)
{
    internal IEnumerable<(string Name, string? Value)> Parameters() =>
    [
        ("level", Level is { } level ? Wire.Name(level) : null),
        ("under", Under is { Count: > 0 } under ? string.Join(',', under) : null),
        ("where", Where is { Count: > 0 } where ? string.Join(',', where.Select(Text)) : null),
    ];

    private static string Text(Limit limit) => limit.Metric
        + limit.Kind switch { LimitKind.Below => "<", LimitKind.AtMost => "<=", LimitKind.AtLeast => ">=", _ => ">" }
        + limit.Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A node at a tick.</summary>
/// <param name="Time">Simulated, at the tick's end.</param>
/// <param name="Reading">Metrics by name; null where the node has no value.</param>
public sealed record NodeNow(NodePath Path, NodeKind Kind, string Name, long Tick, DateTimeOffset Time, IReadOnlyDictionary<string, double?> Reading);

/// <summary>Statistics over a selection, or a group of it, at a tick.</summary>
/// <param name="Group">The node that the group lies at or below; null for the one row of all.</param>
/// <param name="Candidates">Nodes, or racks, before the limits.</param>
/// <param name="Chosen">Those that keep every limit.</param>
/// <param name="Metrics">By metric.</param>
public sealed record Aggregate(NodePath? Group, long Tick, DateTimeOffset Time, int Candidates, int Chosen, IReadOnlyDictionary<string, AggregateOf> Metrics);

/// <summary>Statistics of one metric.</summary>
/// <param name="Unit">Empty for ratios.</param>
/// <param name="Count">How many of the chosen have a value.</param>
/// <param name="Statistics">By name; null without any value.</param>
public sealed record AggregateOf(string Unit, long Count, IReadOnlyDictionary<string, double?> Statistics);
