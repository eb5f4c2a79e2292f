using Twin.Contracts;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Grains.Wire;

/// <summary>Carries a path as its text.</summary>
[GenerateSerializer, Immutable, Alias("twin.NodePath")]
public struct NodePathSurrogate
{
    [Id(0)]
    public string Value;
}

[RegisterConverter]
public sealed class NodePathConverter : IConverter<NodePath, NodePathSurrogate>
{
    public NodePath ConvertFromSurrogate(in NodePathSurrogate surrogate) => NodePath.Parse(surrogate.Value);

    public NodePathSurrogate ConvertToSurrogate(in NodePath value) => new() { Value = value.Value };
}

/// <summary>Carries a reading; the values are in the order of <see cref="Quantity"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Reading")]
public struct ReadingSurrogate
{
    [Id(0)]
    public double[] Values;

    [Id(1)]
    public double MaxInletC;
}

[RegisterConverter]
public sealed class ReadingConverter : IConverter<Reading, ReadingSurrogate>
{
    public Reading ConvertFromSurrogate(in ReadingSurrogate surrogate) => Reading.Of(surrogate.Values, surrogate.MaxInletC);

    public ReadingSurrogate ConvertToSurrogate(in Reading value) => new() { Values = value.ToArray(), MaxInletC = value.MaxInletC };
}

/// <summary>Carries a <see cref="Closure"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Closure")]
public struct ClosureSurrogate
{
    [Id(0)]
    public double SumError;

    [Id(1)]
    public Quantity SumQuantity;

    [Id(2)]
    public double EnergyError;
}

[RegisterConverter]
public sealed class ClosureConverter : IConverter<Closure, ClosureSurrogate>
{
    public Closure ConvertFromSurrogate(in ClosureSurrogate surrogate) => new Closure(surrogate.SumError, surrogate.SumQuantity, surrogate.EnergyError);

    public ClosureSurrogate ConvertToSurrogate(in Closure value) => new() { SumError = value.SumError, SumQuantity = value.SumQuantity, EnergyError = value.EnergyError };
}

/// <summary>Carries a <see cref="InletHistogram"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.InletHistogram")]
public struct InletHistogramSurrogate
{
    [Id(0)]
    public int[] Counts;
}

[RegisterConverter]
public sealed class InletHistogramConverter : IConverter<InletHistogram, InletHistogramSurrogate>
{
    public InletHistogram ConvertFromSurrogate(in InletHistogramSurrogate surrogate) => InletHistogram.Of(surrogate.Counts);

    public InletHistogramSurrogate ConvertToSurrogate(in InletHistogram value) => new() { Counts = value.Counts };
}

/// <summary>Carries a <see cref="WeatherView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.WeatherView")]
public struct WeatherViewSurrogate
{
    [Id(0)]
    public double DryBulbC;

    [Id(1)]
    public double WetBulbC;

    [Id(2)]
    public double DewPointC;

    [Id(3)]
    public double RhPct;

    [Id(4)]
    public double WindMs;

    [Id(5)]
    public double GhiWm2;

    [Id(6)]
    public double Pm10UgM3;

    [Id(7)]
    public double PressurePa;
}

[RegisterConverter]
public sealed class WeatherViewConverter : IConverter<WeatherView, WeatherViewSurrogate>
{
    public WeatherView ConvertFromSurrogate(in WeatherViewSurrogate surrogate) => new WeatherView(surrogate.DryBulbC, surrogate.WetBulbC, surrogate.DewPointC, surrogate.RhPct, surrogate.WindMs, surrogate.GhiWm2, surrogate.Pm10UgM3, surrogate.PressurePa);

    public WeatherViewSurrogate ConvertToSurrogate(in WeatherView value) => new() { DryBulbC = value.DryBulbC, WetBulbC = value.WetBulbC, DewPointC = value.DewPointC, RhPct = value.RhPct, WindMs = value.WindMs, GhiWm2 = value.GhiWm2, Pm10UgM3 = value.Pm10UgM3, PressurePa = value.PressurePa };
}

/// <summary>Carries a <see cref="PlantView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.PlantView")]
public struct PlantViewSurrogate
{
    [Id(0)]
    public PlantMode Mode;

    [Id(1)]
    public long SinceMs;

    [Id(2)]
    public Cause Cause;

    [Id(3)]
    public double Value;

    [Id(4)]
    public double Limit;

    [Id(5)]
    public double SupplyC;

    [Id(6)]
    public double CoolantC;

    [Id(7)]
    public double CompressorShare;

    [Id(8)]
    public bool AirBlocked;

    [Id(9)]
    public bool WetBlocked;
}

[RegisterConverter]
public sealed class PlantViewConverter : IConverter<PlantView, PlantViewSurrogate>
{
    public PlantView ConvertFromSurrogate(in PlantViewSurrogate surrogate) => new PlantView(surrogate.Mode, surrogate.SinceMs, surrogate.Cause, surrogate.Value, surrogate.Limit, surrogate.SupplyC, surrogate.CoolantC, surrogate.CompressorShare, surrogate.AirBlocked, surrogate.WetBlocked);

    public PlantViewSurrogate ConvertToSurrogate(in PlantView value) => new() { Mode = value.Mode, SinceMs = value.SinceMs, Cause = value.Cause, Value = value.Value, Limit = value.Limit, SupplyC = value.SupplyC, CoolantC = value.CoolantC, CompressorShare = value.CompressorShare, AirBlocked = value.AirBlocked, WetBlocked = value.WetBlocked };
}

/// <summary>Carries a <see cref="PowerView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.PowerView")]
public struct PowerViewSurrogate
{
    [Id(0)]
    public Supply Supply;

    [Id(1)]
    public long SinceMs;

    [Id(2)]
    public int FeedsUp;

    [Id(3)]
    public double BatteryShare;

    [Id(4)]
    public double BatteryS;

    [Id(5)]
    public double FuelS;

    [Id(6)]
    public double? ThermalS;

    [Id(7)]
    public int GeneratorsRunning;

    [Id(8)]
    public bool OnBypass;

    [Id(9)]
    public double? TargetKw;

    [Id(10)]
    public double OwedKWh;
}

[RegisterConverter]
public sealed class PowerViewConverter : IConverter<PowerView, PowerViewSurrogate>
{
    public PowerView ConvertFromSurrogate(in PowerViewSurrogate surrogate) => new PowerView(surrogate.Supply, surrogate.SinceMs, surrogate.FeedsUp, surrogate.BatteryShare, surrogate.BatteryS, surrogate.FuelS, surrogate.ThermalS, surrogate.GeneratorsRunning, surrogate.OnBypass, surrogate.TargetKw, surrogate.OwedKWh);

    public PowerViewSurrogate ConvertToSurrogate(in PowerView value) => new() { Supply = value.Supply, SinceMs = value.SinceMs, FeedsUp = value.FeedsUp, BatteryShare = value.BatteryShare, BatteryS = value.BatteryS, FuelS = value.FuelS, ThermalS = value.ThermalS, GeneratorsRunning = value.GeneratorsRunning, OnBypass = value.OnBypass, TargetKw = value.TargetKw, OwedKWh = value.OwedKWh };
}

/// <summary>Carries a <see cref="NodeFrame"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.NodeFrame")]
public struct NodeFrameSurrogate
{
    [Id(0)]
    public Reading Reading;

    [Id(1)]
    public Closure Closure;

    [Id(2)]
    public WeatherView? Weather;

    [Id(3)]
    public double? PriceCnyPerKWh;

    [Id(4)]
    public double? CarbonKgPerKWh;

    [Id(5)]
    public PlantView? Plant;

    [Id(6)]
    public PowerView? Power;

    [Id(7)]
    public InletHistogram? Inlets;

    [Id(8)]
    public GridView? Grid;

    [Id(9)]
    public string[]? DarkStations;
}

[RegisterConverter]
public sealed class NodeFrameConverter : IConverter<NodeFrame, NodeFrameSurrogate>
{
    public NodeFrame ConvertFromSurrogate(in NodeFrameSurrogate surrogate) => new NodeFrame(surrogate.Reading, surrogate.Closure, surrogate.Weather, surrogate.PriceCnyPerKWh, surrogate.CarbonKgPerKWh, surrogate.Plant, surrogate.Power, surrogate.Inlets, surrogate.Grid, surrogate.DarkStations);

    public NodeFrameSurrogate ConvertToSurrogate(in NodeFrame value) => new() { Reading = value.Reading, Closure = value.Closure, Weather = value.Weather, PriceCnyPerKWh = value.PriceCnyPerKWh, CarbonKgPerKWh = value.CarbonKgPerKWh, Plant = value.Plant, Power = value.Power, Inlets = value.Inlets, Grid = value.Grid, DarkStations = value.DarkStations?.ToArray() };
}

/// <summary>Carries a <see cref="GridView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.GridView")]
public struct GridViewSurrogate
{
    [Id(0)]
    public FleetView[] Fleets;

    [Id(1)]
    public StorageView[] Storage;

    [Id(2)]
    public double FossilShare;

    [Id(3)]
    public FrequencyView? Frequency;
}

[RegisterConverter]
public sealed class GridViewConverter : IConverter<GridView, GridViewSurrogate>
{
    public GridView ConvertFromSurrogate(in GridViewSurrogate surrogate) => new(surrogate.Fleets, surrogate.Storage, surrogate.FossilShare, surrogate.Frequency);

    public GridViewSurrogate ConvertToSurrogate(in GridView value) => new() { Fleets = [.. value.Fleets], Storage = [.. value.Storage], FossilShare = value.FossilShare, Frequency = value.Frequency };
}

/// <summary>Carries a <see cref="FleetView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.FleetView")]
public struct FleetViewSurrogate
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public GeneratorKind Kind;

    [Id(2)]
    public double CapacityKw;

    [Id(3)]
    public double OfferedKw;

    [Id(4)]
    public double OutputKw;
}

[RegisterConverter]
public sealed class FleetViewConverter : IConverter<FleetView, FleetViewSurrogate>
{
    public FleetView ConvertFromSurrogate(in FleetViewSurrogate surrogate) => new(surrogate.Name, surrogate.Kind, surrogate.CapacityKw, surrogate.OfferedKw, surrogate.OutputKw);

    public FleetViewSurrogate ConvertToSurrogate(in FleetView value) => new() { Name = value.Name, Kind = value.Kind, CapacityKw = value.CapacityKw, OfferedKw = value.OfferedKw, OutputKw = value.OutputKw };
}

/// <summary>Carries a <see cref="StorageView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.StorageView")]
public struct StorageViewSurrogate
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public StorageKind Kind;

    [Id(2)]
    public double RatedKw;

    [Id(3)]
    public double EnergyKWh;

    [Id(4)]
    public double PowerKw;

    [Id(5)]
    public double Share;
}

[RegisterConverter]
public sealed class StorageViewConverter : IConverter<StorageView, StorageViewSurrogate>
{
    public StorageView ConvertFromSurrogate(in StorageViewSurrogate surrogate) => new(surrogate.Name, surrogate.Kind, surrogate.RatedKw, surrogate.EnergyKWh, surrogate.PowerKw, surrogate.Share);

    public StorageViewSurrogate ConvertToSurrogate(in StorageView value) => new() { Name = value.Name, Kind = value.Kind, RatedKw = value.RatedKw, EnergyKWh = value.EnergyKWh, PowerKw = value.PowerKw, Share = value.Share };
}

/// <summary>Carries a <see cref="FrequencyView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.FrequencyView")]
public struct FrequencyViewSurrogate
{
    [Id(0)]
    public double Hz;

    [Id(1)]
    public double LeastHz;

    [Id(2)]
    public double MostHz;

    [Id(3)]
    public double ShedShare;

    [Id(4)]
    public string Area;
}

[RegisterConverter]
public sealed class FrequencyViewConverter : IConverter<FrequencyView, FrequencyViewSurrogate>
{
    public FrequencyView ConvertFromSurrogate(in FrequencyViewSurrogate surrogate) => new(surrogate.Hz, surrogate.LeastHz, surrogate.MostHz, surrogate.ShedShare, surrogate.Area);

    public FrequencyViewSurrogate ConvertToSurrogate(in FrequencyView value) => new() { Hz = value.Hz, LeastHz = value.LeastHz, MostHz = value.MostHz, ShedShare = value.ShedShare, Area = value.Area };
}
