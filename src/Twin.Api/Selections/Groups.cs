using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Nodes gathered under those of a level above them.</summary>
internal static class Groups
{
    /// <summary>Index of the node of that level at or above a node; 0 where there is one group for all.</summary>
    public static int Of(TwinInfo info, int node, NodeKind? level)
    {
        while (level is { } wanted && info.Nodes[node].Kind > wanted)
        {
            node = info.Nodes[node].Parent;
        }

        return level is null ? 0 : node;
    }

    /// <summary>The group's path; null where there is one group for all.</summary>
    public static string? Name(TwinInfo info, int group, NodeKind? level) => level is null ? null : info.Nodes[group].Path.Value;

    public static IReadOnlyDictionary<int, int> Count(IEnumerable<int> nodes, Func<int, int> group) => nodes.CountBy(group).ToDictionary();
}
