using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>The nodes of a world above the rack in the order of frames: each node, then all that stands below it.</summary>
internal static class NodeList
{
    public static NodeInfo[] Of(WorldSpec world)
    {
        var nodes = new List<NodeInfo>
        {
            new(NodePath.Root, NodeKind.Network, world.Name, "", -1, world.RackCount, world.DataCenters.Sum(d => d.DesignItKw), null, null, null),
        };
        foreach (var region in world.Regions)
        {
            var regionAt = nodes.Count;
            nodes.Add(new NodeInfo(
                region.Path, NodeKind.Region, region.Name, region.NameZh, 0, region.Hubs.Sum(h => h.DataCenters.Sum(d => d.RackCount)),
                region.Hubs.Sum(h => h.DataCenters.Sum(d => d.DesignItKw)), null, null, null));
            foreach (var hub in region.Hubs)
            {
                var hubAt = nodes.Count;
                nodes.Add(new NodeInfo(
                    hub.Path, NodeKind.Hub, hub.Name, hub.NameZh, regionAt, hub.DataCenters.Sum(d => d.RackCount),
                    hub.DataCenters.Sum(d => d.DesignItKw), hub.LatitudeDeg, hub.LongitudeDeg, null,
                    new PolicyView(hub.PueTarget, hub.GreenShare, hub.RackUpShare, hub.Network?.Stations.Length ?? 0)));
                nodes.AddRange(hub.DataCenters.Select(d => new NodeInfo(
                    d.Path, NodeKind.DataCenter, d.Name, "", hubAt, d.RackCount, d.DesignItKw, hub.LatitudeDeg, hub.LongitudeDeg, d.Plant.Kind,
                    Feeds: [.. d.Feeds.Select(f => hub.Substations[f])])));
            }
        }

        return [.. nodes];
    }
}
