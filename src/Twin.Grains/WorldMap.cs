using System.Collections.Concurrent;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>The world as every silo knows it: nodes by path, times by tick, and the number that tells worlds apart.</summary>
internal sealed class WorldMap
{
    private readonly Dictionary<NodePath, (DataCenterSpec Spec, HubSpec Hub, RegionSpec Region)> _centers = [];
    private readonly ConcurrentDictionary<NodePath, RacksOfCenter> _racks = new();
    private readonly TwinClusterOptions _options;

    public WorldMap(TwinClusterOptions options)
    {
        if (!Model.Tick.IsStep(options.StepMs))
        {
            throw new ArgumentException($"A step of {options.StepMs} ms is not possible: it must be 10 ms to 15 min and divide 15 min, such as 1 s, 10 s or 60 s.", nameof(options));
        }

        _options = options;
        Signature = Model.StableHash.Of($"{options.WorldDigest} {options.Seed} {options.StepMs} {options.Version}");
        Nodes = NodeList.Of(options.World);
        foreach (var region in options.World.Regions)
        {
            foreach (var hub in region.Hubs)
            {
                foreach (var center in hub.DataCenters)
                {
                    _centers.Add(center.Path, (center, hub, region));
                }
            }
        }
    }

    /// <summary>Differs between worlds, seeds, steps and versions: nodes step only under their own.</summary>
    public ulong Signature { get; }

    public NodeInfo[] Nodes { get; }

    public WorldSpec World => _options.World;

    /// <summary>Simulated begin of a tick, Unix ms.</summary>
    public long StartOf(long tick) => World.StartMs + (tick * _options.StepMs);

    public Tick Tick(long index) => new(index, StartOf(index), _options.StepMs);

    public RegionSpec Region(NodePath path) => World.Regions.FirstOrDefault(r => r.Path == path) ?? throw Missing(path);

    public HubSpec Hub(NodePath path) => World.Hubs.FirstOrDefault(h => h.Path == path) ?? throw Missing(path);

    public (DataCenterSpec Spec, HubSpec Hub, RegionSpec Region) DataCenter(NodePath path) => _centers.TryGetValue(path, out var found) ? found : throw Missing(path);

    /// <exception cref="TwinRefusedException">The world has no such rack.</exception>
    public RackPlace Rack(NodePath path)
    {
        var parent = path.Parent;
        var (spec, hub, _) = DataCenter(parent);
        var index = NodePath.RackIndex(path.Name);
        if (index < 0 || index >= spec.RackCount)
        {
            throw Missing(path);
        }

        // What all racks of a data center share is made once for all of them on a silo.
        if (!_racks.TryGetValue(parent, out var shared))
        {
            shared = _racks.GetOrAdd(parent, new RacksOfCenter(new DataCenter(spec, hub, _options.Seed)));
        }

        return shared.Place(index);
    }

    public TwinRefusedException Missing(NodePath path) => new(
        Refusal.NotFound, [new Fault("path", $"There is no node '{path}' in the world '{World.Name}'. Its regions are {string.Join(", ", World.Regions.Select(r => r.Path.Value))}.")]);
}
