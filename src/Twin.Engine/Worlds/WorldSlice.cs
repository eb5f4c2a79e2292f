using Twin.Model;

namespace Twin.Engine;

/// <summary>A part of a world that runs alone.</summary>
public static class WorldSlice
{
    /// <summary>
    /// The world reduced to a node and what stands below it. Paths stay, and with them each node's chance: a data center
    /// steps to the same bits as in the whole.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such node, or it is a rack.</exception>
    public static WorldSpec Of(WorldSpec world, NodePath node)
    {
        if (node.Kind == NodeKind.Rack)
        {
            throw new ArgumentException($"'{node}' is a rack, which does not run without its data center. Name '{node.Parent}' or a node above it.", nameof(node));
        }

        if (!EventRules.Exists(world, node))
        {
            throw new ArgumentException(
                $"There is no node '{node}' in the world '{world.Name}'. Its regions are {string.Join(", ", world.Regions.Select(r => r.Path.Value))}; hubs and data centers stand below them.",
                nameof(node));
        }

        return world with
        {
            Links = node.Kind == NodeKind.Network ? world.Links : null,
            Regions =
            [
                .. world.Regions.Where(r => Touches(r.Path)).Select(r => r with
                {
                    // A grid that lost hubs would balance another load: a part of a region runs without it.
                    Grid = r.Hubs.All(h => node.Contains(h.Path)) ? r.Grid : null,
                    Hubs = [.. r.Hubs.Where(h => Touches(h.Path)).Select(h => h with { DataCenters = [.. h.DataCenters.Where(d => Touches(d.Path))] })],
                }),
            ],
        };

        bool Touches(NodePath path) => node.Contains(path) || path.Contains(node);
    }
}
