using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>One rack as it is shown, the same in every twin.</summary>
internal static class RackViews
{
    /// <summary>The data center that a rack stands in, and its index there.</summary>
    /// <exception cref="TwinRefusedException">The world has no such rack.</exception>
    public static (NodePath DataCenter, int Index) Place(WorldSpec world, NodePath rack) =>
        rack.Kind == NodeKind.Rack && EventRules.Exists(world, rack)
            ? (rack.Parent, NodePath.RackIndex(rack.Name))
            : throw new TwinRefusedException(Refusal.NotFound, [new Fault("path", $"There is no rack '{rack}' in the world '{world.Name}'. A rack's path is its data center's and its name, as in shanxi/datong/dc-03/r-00417.")]);

    /// <exception cref="TwinRefusedException">There are too many ids.</exception>
    public static void CheckCount(IReadOnlyList<string> ids)
    {
        if (ids.Count > HostingView.MostIds)
        {
            throw new TwinRefusedException(Refusal.Invalid, [new Fault("ids", $"{ids.Count} ids are asked for; at most {HostingView.MostIds} are looked up at once.")]);
        }
    }
}
