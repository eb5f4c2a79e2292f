using System.ComponentModel;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>A node above the rack, at one tick.</summary>
internal sealed record NodeView(
    string Path,
    NodeKind Kind,
    string Name,
    string NameZh,
    [property: Description("Path of the node above; null for the network.")] string? Parent,
    [property: Description("Racks at or below it.")] int Racks,
    [property: Description("IT design power, kW.")] double DesignItKw,
    double? LatitudeDeg,
    double? LongitudeDeg,
    [property: Description("Kind of cooling plant, of a data center.")] PlantKind? PlantKind,
    [property: Description("Whether it is as it should be, and what decides.")] ConditionView Condition,
    ReadingView Reading,
    ClosuresView Closures,
    [property: Description("Outdoor air, of a hub and its data centers.")] OutdoorView? Weather,
    [property: Description("Price of grid power, of a region and below, CNY/kWh.")] double? PriceCnyPerKWh,
    [property: Description("Emission factor of grid power, of a region and below, kg/kWh.")] double? CarbonKgPerKWh,
    [property: Description("What the cooling plant does, of a data center.")] CoolingView? Cooling,
    [property: Description("What the power chain does, of a data center.")] PowerChainView? Power,
    [property: Description("Fleets and storage plants, of a region whose grid is known.")] RegionGridView? Grid,
    [property: Description("Substations without voltage, of a hub whose network of stations is known.")] IReadOnlyList<string>? DarkStations,
    [property: Description("What a hub is held to by policy.")] NodePolicyView? Policy,
    [property: Description("Substations that feed a data center, one a feed.")] IReadOnlyList<string>? Feeds,
    [property: Description("Inlets of running racks; null on ticks that were not published with them.")] InletsView? Inlets,
    [property: Description("Paths of the nodes below it, in order; racks are read by column.")] IReadOnlyList<string> Children)
{
    public static NodeView Of(TwinInfo info, Frame frame, int index, MetricSelection metrics)
    {
        var (node, now) = (info.Nodes[index], frame.Nodes[index]);
        return new NodeView(
            node.Path.Value, node.Kind, node.Name, node.NameZh, node.Parent < 0 ? null : info.Nodes[node.Parent].Path.Value,
            node.Racks, node.DesignItKw, node.LatitudeDeg, node.LongitudeDeg, node.Plant,
            ConditionView.Of(frame.ConditionOf(info, index)), new ReadingView(now, metrics), ClosuresView.Of(now.Closure), OutdoorView.Of(now.Weather),
            Wire.Finite(now.PriceCnyPerKWh), Wire.Finite(now.CarbonKgPerKWh), CoolingView.Of(now.Plant), PowerChainView.Of(now.Power),
            RegionGridView.Of(now.Grid), now.DarkStations, NodePolicyView.Of(node.Policy), node.Feeds, InletsView.Of(now.Inlets), [.. ChildrenOf(info, index).Select(i => info.Nodes[i].Path.Value)]);
    }

    /// <summary>Indexes of the nodes right below one, in order.</summary>
    public static IEnumerable<int> ChildrenOf(TwinInfo info, int index) => Enumerable.Range(0, info.Nodes.Count).Where(i => info.Nodes[i].Parent == index);
}

/// <summary>Nodes at one tick, a page of them.</summary>
/// <param name="Next">Give it as cursor for the next page; null on the last.</param>
internal sealed record NodePageView(long Epoch, long Tick, DateTime Time, IReadOnlyList<NodeView> Items, string? Next);

/// <summary>Outdoor air.</summary>
internal sealed record OutdoorView(
    double? DryBulbC, double? WetBulbC, double? DewPointC, double? RhPct, double? WindMs, double? GhiWm2, double? Pm10UgM3, double? PressurePa)
{
    public static OutdoorView? Of(WeatherView? w) => w is null ? null : new OutdoorView(
        Wire.Finite(w.DryBulbC), Wire.Finite(w.WetBulbC), Wire.Finite(w.DewPointC), Wire.Finite(w.RhPct),
        Wire.Finite(w.WindMs), Wire.Finite(w.GhiWm2), Wire.Finite(w.Pm10UgM3), Wire.Finite(w.PressurePa));
}

/// <summary>A cooling plant's mode, since when, and why.</summary>
internal sealed record CoolingView(
    PlantMode Mode,
    [property: Description("Null where it has been so from the start.")] DateTime? Since,
    [property: Description("What decided.")] Cause Cause,
    [property: Description("The value that decided, in the cause's unit.")] double? Value,
    [property: Description("The limit it crossed.")] double? Limit,
    double? SupplyC, double? CoolantC,
    [property: Description("Compressors in use, 0 to 1.")] double? CompressorShare,
    [property: Description("Outside air is shut out, by dust, humidity or frost.")] bool AirBlocked,
    [property: Description("Wet surfaces are drained, by frost or for want of water.")] bool WetBlocked)
{
    public static CoolingView? Of(PlantView? p) => p is null ? null : new CoolingView(
        p.Mode, Wire.Since(p.SinceMs), p.Cause, Wire.Finite(p.Value), Wire.Finite(p.Limit), Wire.Finite(p.SupplyC), Wire.Finite(p.CoolantC),
        Wire.Finite(p.CompressorShare), p.AirBlocked, p.WetBlocked);
}

/// <summary>A power chain, and how long the data center lives if its supply, or its cooling, is lost now.</summary>
internal sealed record PowerChainView(
    Supply Supply,
    [property: Description("Null where it has been so from the start.")] DateTime? Since,
    int FeedsUp,
    [property: Description("Charge, 0 to 1.")] double? BatteryShare,
    [property: Description("At the present IT power, s; null without load.")] double? BatteryS,
    [property: Description("At the present facility power, s; null without load.")] double? FuelS,
    [property: Description("To 40 °C inlet without cooling, s; null where an hour is not enough.")] double? ThermalS,
    int GeneratorsRunning,
    bool OnBypass,
    [property: Description("Most that it is asked to draw at the meter, kW; null while nothing is asked.")] double? TargetKw,
    [property: Description("IT energy of work that was put off and is still to be done, kWh.")] double? OwedKWh)
{
    public static PowerChainView? Of(PowerView? p) => p is null ? null : new PowerChainView(
        p.Supply, Wire.Since(p.SinceMs), p.FeedsUp, Wire.Finite(p.BatteryShare), Wire.Finite(p.BatteryS), Wire.Finite(p.FuelS), Wire.Finite(p.ThermalS),
        p.GeneratorsRunning, p.OnBypass, Wire.Finite(p.TargetKw), Wire.Finite(p.OwedKWh));
}

/// <summary>Inlet temperatures of running racks, °C, each to the upper end of its half-kelvin bin.</summary>
internal sealed record InletsView(int Racks, double? P05C, double? P50C, double? P95C, double? P99C)
{
    public static InletsView? Of(InletHistogram? h) => h is null ? null : new InletsView(
        h.Total, Wire.Finite(h.QuantileC(0.05)), Wire.Finite(h.QuantileC(0.5)), Wire.Finite(h.QuantileC(0.95)), Wire.Finite(h.QuantileC(0.99)));
}

/// <summary>What a hub is held to by policy, and what of it follows from how it is built.</summary>
internal sealed record NodePolicyView(
    [property: Description("Most that its PUE may be over a year.")] double PueTarget,
    [property: Description("Part of its power that contracts for green power cover, 0 to 1.")] double GreenShare,
    [property: Description("Part of its racks that hold servers, 0 to 1.")] double RackUpShare,
    [property: Description("Substations of its network; 0 where it is not known.")] int Stations)
{
    public static NodePolicyView? Of(PolicyView? p) => p is null ? null : new NodePolicyView(p.PueTarget, p.GreenShare, p.RackUpShare, p.Stations);
}
