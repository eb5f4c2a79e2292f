namespace Twin.Model.Links;

/// <summary>Which links an event cuts.</summary>
public static class LinkRules
{
    /// <summary>True where a cut names the link, or names none and the link ends at a hub of its target. All links at once are cut by name alone.</summary>
    public static bool Cuts(TwinEvent e, LinkSpec link, IReadOnlyList<HubSpec> hubs) =>
        e.Selection == link.Name || (e.Selection.Length == 0 && EndsBelow(link, hubs, e.Target));

    /// <summary>Names of the links that end at a hub of a node.</summary>
    public static string[] At(WorldSpec world, NodePath node)
    {
        HubSpec[] hubs = [.. world.Hubs];
        return [.. (world.Links?.Links ?? []).Where(l => node.Kind == NodeKind.Network || EndsBelow(l, hubs, node)).Select(l => l.Name)];
    }

    private static bool EndsBelow(LinkSpec link, IReadOnlyList<HubSpec> hubs, NodePath node) => Below(link.From, hubs, node) || Below(link.To, hubs, node);

    private static bool Below(int end, IReadOnlyList<HubSpec> hubs, NodePath node) => end < hubs.Count && node.Contains(hubs[end].Path);
}
