using Twin.Model;

namespace Twin.Grains;

/// <summary>Nodes by their paths, which are the keys of their grains.</summary>
public static class TwinGrains
{
    public static INetworkGrain Network(this IGrainFactory grains) => grains.GetGrain<INetworkGrain>(NodePath.RootName);

    /// <summary>A node above the rack.</summary>
    /// <exception cref="ArgumentException">The path names a rack.</exception>
    public static INodeGrain Node(this IGrainFactory grains, NodePath path) => path.Kind switch
    {
        NodeKind.Network => grains.Network(),
        NodeKind.Region => grains.Region(path),
        NodeKind.Hub => grains.Hub(path),
        NodeKind.DataCenter => grains.DataCenter(path),
        _ => throw new ArgumentException($"'{path}' is a rack; take Rack('{path}').", nameof(path)),
    };

    public static IRegionGrain Region(this IGrainFactory grains, NodePath path) => grains.GetGrain<IRegionGrain>(Key(path, NodeKind.Region));

    public static IHubGrain Hub(this IGrainFactory grains, NodePath path) => grains.GetGrain<IHubGrain>(Key(path, NodeKind.Hub));

    public static IDataCenterGrain DataCenter(this IGrainFactory grains, NodePath path) => grains.GetGrain<IDataCenterGrain>(Key(path, NodeKind.DataCenter));

    public static IRackGrain Rack(this IGrainFactory grains, NodePath path) => grains.GetGrain<IRackGrain>(Key(path, NodeKind.Rack));

    private static string Key(NodePath path, NodeKind kind) =>
        path.Kind == kind ? path.Value : throw new ArgumentException($"'{path}' is a {path.Kind}, not a {kind}.", nameof(path));
}
