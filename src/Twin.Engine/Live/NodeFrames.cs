using Twin.Contracts;
using Twin.Model;
using Twin.Model.Weather;

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
            if (_stale[i] || center.State.Power.Supply != Supply.Utility || center.State.Plant.Mode == PlantMode.Off)
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
                var weather = View(hub.Weather);
                var (first, last) = world.DataCentersOf(h);
                for (var d = first; d < last; d++)
                {
                    var center = world.DataCenters[d];
                    var inlets = published ? _inlets[d] : null;
                    inHub?.Add(inlets!);
                    frames[at++] = new NodeFrame(
                        center.Reading, Closure.Of(center.Reading, [], center.TickedRacks()), weather, price, carbon, PlantOf(center), PowerOf(center, _outlooks[d]), inlets);
                }

                inRegion?.Add(inHub!);
                frames[hubAt] = new NodeFrame(hub.Reading, hub.Closure, weather, price, carbon, null, null, inHub);
            }

            all?.Add(inRegion!);
            frames[regionAt] = new NodeFrame(region.Reading, region.Closure, null, price, carbon, null, null, inRegion, GridOf(region));
        }

        frames[0] = new NodeFrame(world.Network.Reading, world.Network.Closure, null, null, null, null, null, all);
        return frames;
    }

    private static GridView? GridOf(Region region) => region.Grid is not { } grid ? null : new GridView(
        [.. grid.Fleets.Select(f => new FleetView(f.Spec.Name, f.Spec.Kind, f.Spec.CapacityKw, f.OfferedKw, f.OutputKw))],
        [.. grid.Storage.Select((s, i) => new StorageView(s.Spec.Name, s.Spec.Kind, s.Spec.PowerKw, s.Spec.EnergyKWh, grid.StorageKw[i], s.Share))],
        grid.FossilShare,
        grid.Frequency is not { } f ? null : new FrequencyView(f.Hz, f.LeastHz, f.MostHz, f.ShedShare));

    private static WeatherView View(in WeatherPoint w) =>
        new(w.DryBulbC, w.WetBulbC, w.DewPointC, w.RhPct, w.WindMs, w.GhiWm2, w.Pm10UgM3, w.PressurePa);

    private static PlantView PlantOf(DataCenter center)
    {
        var plant = center.State.Plant;
        var duty = center.Plan.Segments == 0 ? default : center.Plan[center.Plan.Segments - 1].Duty;
        return new PlantView(
            plant.Mode, plant.ModeSinceMs, plant.ModeCause, plant.ModeValue, plant.ModeLimit, duty.SupplyC, plant.CoolantC, duty.CompressorShare,
            plant.AirBlocked, plant.WetBlocked);
    }

    private static PowerView PowerOf(DataCenter center, in RideThrough outlook)
    {
        var power = center.State.Power;
        return new PowerView(
            power.Supply, power.SupplySinceMs, outlook.FeedsUp, power.BatteryShare, center.BatterySeconds(center.Reading[Quantity.ItKw]),
            center.FuelSeconds(center.Reading.FacilityKw), outlook.ThermalS, power.GeneratorsRunning, power.OnBypass);
    }
}

file static class Before
{
    /// <summary>Racks that a reading must count: none before the first tick.</summary>
    public static int TickedRacks(this DataCenter center) => center.Plan.Segments == 0 ? 0 : center.Racks.Count;
}
