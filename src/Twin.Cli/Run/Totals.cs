using Twin.Engine;
using Twin.Model;

namespace Twin.Cli;

/// <summary>The totals of every node above the rack: each node, then all that stands below it.</summary>
internal sealed class Totals
{
    private readonly World _world;
    private readonly NodeTotals _network;
    private readonly NodeTotals[] _regions;
    private readonly NodeTotals[] _hubs;
    private readonly NodeTotals[] _centers;
    private readonly double _hours;

    public Totals(World world)
    {
        _world = world;
        _hours = world.StepMs / 3_600_000.0;
        _network = new NodeTotals(NodePath.Root, world.Spec.RackCount);
        _regions = [.. world.Regions.Select(r => new NodeTotals(r.Spec.Path, r.Spec.Hubs.Sum(h => h.DataCenters.Sum(d => d.RackCount))))];
        _hubs = [.. world.Hubs.Select(h => new NodeTotals(h.Spec.Path, h.Spec.DataCenters.Sum(d => d.RackCount)))];
        _centers = [.. world.DataCenters.Select(d => new NodeTotals(d.Spec.Path, d.Spec.RackCount))];
    }

    /// <summary>Adds the tick that was stepped last.</summary>
    public void Add()
    {
        _network.Add(_world.Network.Reading, _world.Network.Closure, _hours);
        for (var i = 0; i < _regions.Length; i++)
        {
            _regions[i].Add(_world.Regions[i].Reading, _world.Regions[i].Closure, _hours);
        }

        for (var i = 0; i < _hubs.Length; i++)
        {
            _hubs[i].Add(_world.Hubs[i].Reading, _world.Hubs[i].Closure, _hours);
        }

        for (var i = 0; i < _centers.Length; i++)
        {
            var reading = _world.DataCenters[i].Reading;
            _centers[i].Add(reading, Closure.Of(reading, [], _centers[i].Racks), _hours);
        }
    }

    /// <summary>All nodes in tree order.</summary>
    public IEnumerable<NodeTotals> Nodes()
    {
        yield return _network;
        for (var r = 0; r < _regions.Length; r++)
        {
            yield return _regions[r];
            var (firstHub, lastHub) = _world.HubsOf(r);
            for (var h = firstHub; h < lastHub; h++)
            {
                yield return _hubs[h];
                var (first, last) = _world.DataCentersOf(h);
                for (var d = first; d < last; d++)
                {
                    yield return _centers[d];
                }
            }
        }
    }
}
