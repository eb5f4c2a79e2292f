using System.Runtime.CompilerServices;

namespace Twin.Model;

/// <summary>
/// The additive quantities of a reading. Powers and flows are means over the tick; counts are racks, weighted by the
/// part of the tick. Their unit stands in the name; <see cref="Quantities"/> says it in words.
/// </summary>
public enum Quantity
{
    /// <summary>Racks that exist.</summary>
    Racks,

    /// <summary>Racks that run at the end of the tick.</summary>
    RacksOn,

    /// <summary>Racks that slow down to protect themselves, at the end of the tick.</summary>
    RacksThrottled,

    /// <summary>Racks that have shut down to protect themselves, at the end of the tick.</summary>
    RacksShutDown,

    /// <summary>Racks with a fault, at the end of the tick.</summary>
    RacksFaulted,

    /// <summary>Racks × part of the tick with natural cooling alone.</summary>
    RacksFullFree,

    /// <summary>Racks × part of the tick with natural cooling and compressors.</summary>
    RacksPartialFree,

    /// <summary>Racks × part of the tick with compressors alone.</summary>
    RacksMechanical,

    /// <summary>Racks × part of the tick without cooling.</summary>
    RacksUncooled,

    /// <summary>IT design power, kW.</summary>
    DesignKw,

    /// <summary>IT power, servers with their fans, kW.</summary>
    ItKw,

    /// <summary>Part of IT power that drives server fans, kW.</summary>
    FanKw,

    /// <summary>Cooling power, kW.</summary>
    CoolingKw,

    /// <summary>Loss in uninterruptible supplies, kW.</summary>
    UpsLossKw,

    /// <summary>Loss in transformers, kW.</summary>
    TransformerLossKw,

    /// <summary>Loss in distribution, kW.</summary>
    DistributionLossKw,

    /// <summary>Lighting, controls, offices, kW.</summary>
    OtherKw,

    /// <summary>Power from the grid, at the meter, kW.</summary>
    GridImportKw,

    /// <summary>Power from own generation, kW.</summary>
    GenerationKw,

    /// <summary>Power out of storage, kW.</summary>
    DischargeKw,

    /// <summary>Power into storage, kW.</summary>
    ChargeKw,

    /// <summary>Power given to the grid, kW.</summary>
    ExportKw,

    /// <summary>IT power that was wanted and had no supply, kW.</summary>
    UnservedKw,

    /// <summary>Heat that the plant took from air, kW.</summary>
    HeatAirKw,

    /// <summary>Heat that the plant took from liquid, kW.</summary>
    HeatLiquidKw,

    /// <summary>Water taken, L/h.</summary>
    WaterLph,

    /// <summary>Generator fuel burnt, L/h.</summary>
    FuelLph,

    /// <summary>Location-based emissions of grid power, kg CO₂/h.</summary>
    CarbonKgph,

    /// <summary>Cost of grid power, CNY/h.</summary>
    CostCnyph,

    /// <summary>Dense 16-bit compute installed, PFLOPS.</summary>
    InstalledPflops,

    /// <summary>Dense 16-bit compute in use, PFLOPS.</summary>
    UsedPflops,

    /// <summary>Market-based emissions of grid power: none for the contracted green share, the residual factor for the rest, kg CO₂/h.</summary>
    MarketCarbonKgph,

    /// <summary>Power that a region's grid gives its data centers, kW. This and what follows is a region's own term.</summary>
    DeliveredKw,

    /// <summary>Other demand of the region that is served, kW.</summary>
    RegionDemandKw,

    /// <summary>Other demand that is cut, kW.</summary>
    RegionUnservedKw,

    /// <summary>Power from wind, kW.</summary>
    WindKw,

    /// <summary>Power from sun, kW.</summary>
    PvKw,

    /// <summary>Power from water, kW.</summary>
    HydroKw,

    /// <summary>Power from coal and gas, kW.</summary>
    ThermalKw,

    /// <summary>Wind, sun and water that were offered and not taken, kW.</summary>
    CurtailedKw,

    /// <summary>Power from the grids around, kW.</summary>
    TieImportKw,

    /// <summary>Power to the grids around, kW.</summary>
    TieExportKw,

    /// <summary>Power into the region's storage plants, kW.</summary>
    StorageChargeKw,

    /// <summary>Power out of the region's storage plants, kW.</summary>
    StorageDischargeKw,

    /// <summary>Loss in the region's grid, kW.</summary>
    RegionLossKw,
}

/// <summary>Facts about the quantities.</summary>
public static class Quantities
{
    public static readonly int Count = Enum.GetValues<Quantity>().Length;

    /// <summary>Unit for people.</summary>
    public static string Unit(Quantity q) => q switch
    {
        <= Quantity.RacksUncooled => "racks",
        Quantity.WaterLph or Quantity.FuelLph => "L/h",
        Quantity.CarbonKgph or Quantity.MarketCarbonKgph => "kg/h",
        Quantity.CostCnyph => "CNY/h",
        Quantity.InstalledPflops or Quantity.UsedPflops => "PFLOPS",
        _ => "kW",
    };

    /// <summary>Name on the wire: camelCase, ends in its unit.</summary>
    public static string Name(Quantity q) => Names[(int)q];

    private static readonly string[] Names =
        [.. Enum.GetNames<Quantity>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];
}

[InlineArray(45)]
internal struct QuantityValues
{
    private double _first;
}

/// <summary>
/// What a node tells its parent about one tick: additive quantities, and the highest inlet. At every level
/// parent = Σ children, and import + generation + discharge = IT + cooling + losses + other + charge + export. A region's
/// grid is a child of its own with a second balance: ties + fleets + storage out = data centers + other demand + storage in
/// + export + losses.
/// </summary>
public struct Reading
{
    private QuantityValues _values;

    /// <summary>Highest inlet of a running rack at the end of the tick, °C; −∞ where none runs.</summary>
    public double MaxInletC;

    public Reading() => MaxInletC = double.NegativeInfinity;

    public double this[Quantity q]
    {
        readonly get => _values[(int)q];
        set => _values[(int)q] = value;
    }

    public readonly double LossKw => this[Quantity.UpsLossKw] + this[Quantity.TransformerLossKw] + this[Quantity.DistributionLossKw];

    /// <summary>Everything the facility uses, kW: IT, cooling, losses, other.</summary>
    public readonly double FacilityKw => this[Quantity.ItKw] + this[Quantity.CoolingKw] + LossKw + this[Quantity.OtherKw];

    /// <summary>Momentary power usage effectiveness (ISO/IEC 30134-2); NaN without IT power.</summary>
    public readonly double Pue => FacilityKw / this[Quantity.ItKw];

    /// <summary>What came in minus what was used, kW: the error of the energy closure.</summary>
    public readonly double EnergyErrorKw =>
        this[Quantity.GridImportKw] + this[Quantity.GenerationKw] + this[Quantity.DischargeKw]
        - (FacilityKw + this[Quantity.ChargeKw] + this[Quantity.ExportKw]);

    /// <summary>What is fed into the regions' grids, kW.</summary>
    public readonly double GridFedKw =>
        this[Quantity.TieImportKw] + this[Quantity.WindKw] + this[Quantity.PvKw] + this[Quantity.HydroKw] + this[Quantity.ThermalKw]
        + this[Quantity.StorageDischargeKw];

    /// <summary>What is fed into the regions' grids minus what is taken from them, kW: the error of the grids' closure.</summary>
    public readonly double GridErrorKw =>
        GridFedKw - (this[Quantity.DeliveredKw] + this[Quantity.RegionDemandKw] + this[Quantity.StorageChargeKw] + this[Quantity.TieExportKw] + this[Quantity.RegionLossKw]);

    /// <summary>Adds a child's reading. Call in child order: the order is part of the result.</summary>
    public void Add(in Reading child)
    {
        for (var i = 0; i < Quantities.Count; i++)
        {
            _values[i] += child._values[i];
        }

        MaxInletC = Math.Max(MaxInletC, child.MaxInletC);
    }

    /// <summary>The reading with those values, in the order of <see cref="Quantity"/>.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than quantities.</exception>
    public static Reading Of(ReadOnlySpan<double> values, double maxInletC)
    {
        if (values.Length != Quantities.Count)
        {
            throw new ArgumentException($"A reading has {Quantities.Count} values; {values.Length} were given. They come from another version.", nameof(values));
        }

        var reading = new Reading { MaxInletC = maxInletC };
        for (var i = 0; i < values.Length; i++)
        {
            reading._values[i] = values[i];
        }

        return reading;
    }

    /// <summary>The values in the order of <see cref="Quantity"/>.</summary>
    public readonly double[] ToArray()
    {
        var values = new double[Quantities.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _values[i];
        }

        return values;
    }
}
