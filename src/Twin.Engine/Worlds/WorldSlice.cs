using Twin.Model;

namespace Twin.Engine;

/// <summary>A part of a world that runs alone.</summary>
public static class WorldSlice
{
    // Draw at the meter over design IT power: racks at three fifths and a PUE of 1.15, what metered hubs come to.
    private const double UsualShare = 0.6 * 1.15;

    /// <summary>
    /// The world reduced to a node and what stands below it. Paths stay, and with them each node's chance: a data center
    /// steps to the same bits as in the whole where that has no jobs, which belong to the whole alone. The grid of its region
    /// stays too, so that price and carbon do: its fleets keep the weather of hubs that are left out, and what their data
    /// centers would draw is taken to be the same all day.
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
            // A part has no other hubs to link or to move work to: there, work follows its usual day.
            Links = node.Kind == NodeKind.Network ? world.Links : null,
            Jobs = node.Kind == NodeKind.Network ? world.Jobs : null,
            Regions =
            [
                .. world.Regions.Where(r => Touches(r.Path)).Select(r => r with
                {
                    Grid = r.Grid is null ? null : r.Grid with { Demand = r.Grid.Demand with { FlatKw = r.Grid.Demand.FlatKw + LeftOutKw(r) } },
                    FleetHubs = r.FleetHubs ?? r.Hubs,
                    Hubs = [.. r.Hubs.Where(h => Touches(h.Path)).Select(h => h with { DataCenters = [.. h.DataCenters.Where(d => Touches(d.Path))] })],
                }),
            ],
        };

        double LeftOutKw(RegionSpec r) => UsualShare * r.Hubs.SelectMany(h => h.DataCenters).Where(d => !Touches(d.Path)).Sum(d => d.DesignItKw);

        bool Touches(NodePath path) => node.Contains(path) || path.Contains(node);
    }
}
