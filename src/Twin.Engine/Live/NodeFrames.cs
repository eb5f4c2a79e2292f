using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>Makes what a frame says about each node out of the live world, in the order of <see cref="NodeList"/>.</summary>
/// <param name="outlooksPerFrame">Data centers in good order whose thermal outlook is worked out anew with a published frame.</param>
internal sealed class NodeFrames(World world, int outlooksPerFrame)
{
    private readonly RideThrough[] _outlooks = new RideThrough[world.DataCenters.Length];
    private readonly bool[] _stale = new bool[world.DataCenters.Length];
    private readonly InletHistogram[] _inlets = new InletHistogram[world.DataCenters.Length];
    private readonly int _nodes = 1 + world.Regions.Length + world.Hubs.Length + world.DataCenters.Length;
    private int _turn;
    private bool _anyOutlook;

    /// <summary>The last tick, with what costs more than a tick may: histograms of inlets and outlooks.</summary>
    public NodeFrame[] Published()
    {
        Array.Fill(_stale, !_anyOutlook);
        _anyOutlook = true;
        for (var i = 0; i < Math.Min(outlooksPerFrame, _stale.Length); i++)
        {
            _stale[_turn] = true;
            _turn = (_turn + 1) % _stale.Length;
        }

        world.ForDataCenters(i =>
        {
            var center = world.DataCenters[i];
            var histogram = new InletHistogram();
            histogram.Fill(center.Racks);
            _inlets[i] = histogram;

            // Thermal minutes step racks ahead by up to an hour: each frame does a few by turns, and all those in trouble.
            if (_stale[i] || NodeViews.InTrouble(center))
            {
                _outlooks[i] = center.Outlook();
            }
        });
        return Make(published: true);
    }

    /// <summary>The last tick, without histograms; outlooks are those of the last published frame.</summary>
    public NodeFrame[] Bare() => Make(published: false);

    private NodeFrame[] Make(bool published)
    {
        var frames = new NodeFrame[_nodes];
        var at = 1;
        var all = published ? new InletHistogram() : null;
        for (var r = 0; r < world.Regions.Length; r++)
        {
            var regionAt = at++;
            var inRegion = published ? new InletHistogram() : null;
            var region = world.Regions[r];
            var (price, carbon) = (region.PriceCnyPerKWh, region.CarbonKgPerKWh);
            var (firstHub, lastHub) = world.HubsOf(r);
            for (var h = firstHub; h < lastHub; h++)
            {
                var hubAt = at++;
                var inHub = published ? new InletHistogram() : null;
                var hub = world.Hubs[h];
                var (first, last) = world.DataCentersOf(h);
                for (var d = first; d < last; d++)
                {
                    var center = world.DataCenters[d];
                    var inlets = published ? _inlets[d] : null;
                    inHub?.Add(inlets!);
                    frames[at++] = NodeViews.Of(center, hub.Weather, price, carbon, _outlooks[d], inlets);
                }

                inRegion?.Add(inHub!);
                frames[hubAt] = NodeViews.Of(hub, price, carbon, inHub);
            }

            all?.Add(inRegion!);
            frames[regionAt] = NodeViews.Of(region, inRegion);
        }

        frames[0] = NodeViews.Of(world.Network, all);
        return frames;
    }
}
