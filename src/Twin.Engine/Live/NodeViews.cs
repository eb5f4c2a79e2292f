using Twin.Contracts;
using Twin.Model;
using Twin.Model.Weather;

namespace Twin.Engine;

/// <summary>What a frame says about one node, made from its model: the same in every edition.</summary>
internal static class NodeViews
{
    public static NodeFrame Of(Network network, InletHistogram? inlets) =>
        new(network.Reading, network.Closure, null, null, null, null, null, inlets);

    public static NodeFrame Of(Region region, InletHistogram? inlets) =>
        new(region.Reading, region.Closure, null, region.PriceCnyPerKWh, region.CarbonKgPerKWh, null, null, inlets, GridOf(region));

    public static NodeFrame Of(Hub hub, double priceCnyPerKWh, double carbonKgPerKWh, InletHistogram? inlets) =>
        new(hub.Reading, hub.Closure, View(hub.Weather), priceCnyPerKWh, carbonKgPerKWh, null, null, inlets, null, hub.DarkStations);

    /// <param name="weather">The hub's.</param>
    public static NodeFrame Of(
        DataCenter center, in WeatherPoint weather, double priceCnyPerKWh, double carbonKgPerKWh, in RideThrough outlook, InletHistogram? inlets)
    {
        // Before the first tick a reading counts no racks.
        var racks = center.Plan.Segments == 0 ? 0 : center.Racks.Count;
        return new NodeFrame(
            center.Reading, Closure.Of(center.Reading, [], racks), View(weather), priceCnyPerKWh, carbonKgPerKWh, PlantOf(center), PowerOf(center, outlook), inlets);
    }

    /// <summary>True where a data center's outlook must be worked out with every frame: it lives on what it has stored.</summary>
    public static bool InTrouble(DataCenter center) =>
        center.State.Power.Supply != Supply.Utility || center.State.Plant.Mode == PlantMode.Off;

    private static GridView? GridOf(Region region) => region.Grid is not { } grid ? null : new GridView(
        [.. grid.Fleets.Select(f => new FleetView(f.Spec.Name, f.Spec.Kind, f.Spec.CapacityKw, f.OfferedKw, f.OutputKw))],
        [.. grid.Storage.Select((s, i) => new StorageView(s.Spec.Name, s.Spec.Kind, s.Spec.PowerKw, s.Spec.EnergyKWh, grid.StorageKw[i], s.Share))],
        grid.FossilShare,
        grid.Frequency is not { } f ? null : new FrequencyView(f.Hz, f.LeastHz, f.MostHz, f.ShedShare, grid.AreaName));

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
            center.FuelSeconds(center.Reading.FacilityKw), outlook.ThermalS, power.GeneratorsRunning, power.OnBypass,
            center.TargetKw, center.State.Demand.OwedKWh);
    }
}
