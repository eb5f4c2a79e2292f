using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Nodes by level, place and limits on their metrics.</summary>
internal sealed class NodeSelection
{
    public static readonly string[] Levels = ["network", "region", "hub", "dataCenter"];

    public static readonly QueryParameter Under =
        QueryParameter.Names("under", "At or below these nodes alone, by path, with commas between; left out: everywhere.");

    public static readonly QueryParameter Where = QueryParameter.Names(
        "where", "Limits on metrics, with commas between, all of which must hold: maxInletC>27,pue<=1.3. Signs are < <= >= >; a metric without a value keeps no limit.");

    private readonly int[] _candidates;
    private readonly (Metric Metric, Limit Limit)[] _limits;

    private NodeSelection(int[] candidates, Limit[] limits)
    {
        _candidates = candidates;
        _limits = [.. limits.Select(l => (Metrics.Find(l.Metric)!, l))];
    }

    /// <summary>Nodes that were looked at, before the limits; indexes in the twin's order.</summary>
    public IReadOnlyList<int> Candidates => _candidates;

    /// <param name="nodes">Exactly these; null: by level and place.</param>
    /// <param name="level">Null: every level.</param>
    public static NodeSelection Read(QueryReader query, ITwin twin, int[]? nodes, NodeKind? level)
    {
        var under = query.Nodes(Under.Name, twin);
        var limits = query.Limits(Where.Name, [.. Metrics.All.Select(m => m.Name)]);
        var all = twin.Info.Nodes;
        var roots = (under ?? [0]).Select(i => all[i].Path).ToArray();
        return new NodeSelection(
            nodes ?? [.. Enumerable.Range(0, all.Count).Where(i => (level is null || all[i].Kind == level) && Array.Exists(roots, r => r.Contains(all[i].Path)))],
            limits);
    }

    /// <summary>The level of that name; null where it is left out.</summary>
    public static NodeKind? LevelOf(string? name) => name is null ? null : (NodeKind)Array.IndexOf(Levels, name);

    /// <summary>Those that keep every limit in a frame, in the twin's order.</summary>
    public IEnumerable<int> In(Frame frame) => _candidates.Where(i => Array.TrueForAll(_limits, l => l.Limit.Holds(l.Metric.Of(frame.Nodes[i]))));
}
