using System.Collections.Concurrent;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>The world as every silo knows it: nodes by path, times by tick, and the number that tells worlds apart.</summary>
internal sealed class WorldMap
{
    private readonly Dictionary<NodePath, (DataCenterSpec Spec, HubSpec Hub, RegionSpec Region)> _centers = [];
    private readonly ConcurrentDictionary<NodePath, SharedRacks> _racks = new();
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

    /// <summary>A rack's row among its data center's, the seed of its noise, and its class at its place.</summary>
    public (uint Row, uint Seed, RackPhysics Physics) Rack(NodePath path)
    {
        var (spec, hub, _) = DataCenter(path.Parent);
        var index = NodePath.RackIndex(path.Name);
        if (index < 0 || index >= spec.RackCount)
        {
            throw Missing(path);
        }

        // What all racks of a data center share is made once for all of them on a silo.
        var shared = _racks.GetOrAdd(path.Parent, _ =>
        {
            var center = new DataCenter(spec, hub, _options.Seed);
            return new SharedRacks(center.RackSeed, center.Racks, [.. spec.Halls.Select((_, h) => center.Physics(h))]);
        });
        var (hall, row) = shared.Columns.Locate(index);
        return ((uint)row, shared.Seed, shared.Physics[hall]);
    }

    public TwinRefusedException Missing(NodePath path) => new(
        Refusal.NotFound, [new Fault("path", $"There is no node '{path}' in the world '{World.Name}'. Its regions are {string.Join(", ", World.Regions.Select(r => r.Path.Value))}.")]);

    private sealed record SharedRacks(uint Seed, RackColumns Columns, RackPhysics[] Physics);
}
