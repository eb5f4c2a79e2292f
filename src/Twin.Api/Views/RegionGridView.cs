using System.ComponentModel;
using Twin.Contracts;
using Twin.Model.Grid;

namespace Twin.Api;

/// <summary>A region's grid at one tick.</summary>
internal sealed record RegionGridView(
    [property: Description("Part of the mix that is burnt, imports included, 0 to 1.")] double? FossilShare,
    IReadOnlyList<RegionFleetView> Fleets,
    IReadOnlyList<RegionStorageView> Storage,
    [property: Description("Frequency of the area that the region stands in.")] RegionFrequencyView? Frequency)
{
    public static RegionGridView? Of(GridView? g) => g is null ? null : new RegionGridView(
        Wire.Finite(g.FossilShare),
        [.. g.Fleets.Select(f => new RegionFleetView(f.Name, f.Kind, Wire.Finite(f.CapacityKw), Wire.Finite(f.OfferedKw), Wire.Finite(f.OutputKw)))],
        [.. g.Storage.Select(s => new RegionStorageView(s.Name, s.Kind, Wire.Finite(s.RatedKw), Wire.Finite(s.EnergyKWh), Wire.Finite(s.PowerKw), Wire.Finite(s.Share)))],
        g.Frequency is not { } f ? null : new RegionFrequencyView(Wire.Finite(f.Hz), Wire.Finite(f.LeastHz), Wire.Finite(f.MostHz), Wire.Finite(f.ShedShare), f.Area));
}

/// <summary>All plants of one kind that the region counts together.</summary>
internal sealed record RegionFleetView(
    string Name, GeneratorKind Kind, double? CapacityKw,
    [property: Description("What weather, water and repair leave of it.")] double? OfferedKw,
    double? OutputKw);

/// <summary>A storage plant.</summary>
internal sealed record RegionStorageView(
    string Name, StorageKind Kind, double? RatedKw, double? EnergyKWh,
    [property: Description("Mean of the tick; positive gives, negative takes.")] double? PowerKw,
    [property: Description("Charge, 0 to 1.")] double? Share);

/// <summary>Frequency in a tick.</summary>
internal sealed record RegionFrequencyView(
    [property: Description("At the tick's end.")] double? Hz,
    double? LeastHz,
    double? MostHz,
    [property: Description("Mean share of other demand that load shedding has cut, 0 to 1.")] double? ShedShare,
    [property: Description("Name of the synchronous area; regions of one area have one frequency.")] string Area);
