using Twin.Model;
using Twin.Model.Grid;
using Twin.Model.Weather;

namespace Twin.Grains.Wire;

/// <summary>Carries a <see cref="WeatherPoint"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.WeatherPoint")]
internal struct WeatherPointSurrogate
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
    public double HumidityRatio;

    [Id(5)]
    public double PressurePa;

    [Id(6)]
    public double DensityKgM3;

    [Id(7)]
    public double WindMs;

    [Id(8)]
    public double GhiWm2;

    [Id(9)]
    public double Pm10UgM3;
}

[RegisterConverter]
internal sealed class WeatherPointConverter : IConverter<WeatherPoint, WeatherPointSurrogate>
{
    public WeatherPoint ConvertFromSurrogate(in WeatherPointSurrogate surrogate) => new WeatherPoint(surrogate.DryBulbC, surrogate.WetBulbC, surrogate.DewPointC, surrogate.RhPct, surrogate.HumidityRatio, surrogate.PressurePa, surrogate.DensityKgM3, surrogate.WindMs, surrogate.GhiWm2, surrogate.Pm10UgM3);

    public WeatherPointSurrogate ConvertToSurrogate(in WeatherPoint value) => new() { DryBulbC = value.DryBulbC, WetBulbC = value.WetBulbC, DewPointC = value.DewPointC, RhPct = value.RhPct, HumidityRatio = value.HumidityRatio, PressurePa = value.PressurePa, DensityKgM3 = value.DensityKgM3, WindMs = value.WindMs, GhiWm2 = value.GhiWm2, Pm10UgM3 = value.Pm10UgM3 };
}

/// <summary>Carries a <see cref="WeatherNode"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.WeatherNode")]
internal struct WeatherNodeSurrogate
{
    [Id(0)]
    public long AtMs;

    [Id(1)]
    public WeatherPoint Weather;
}

[RegisterConverter]
internal sealed class WeatherNodeConverter : IConverter<WeatherNode, WeatherNodeSurrogate>
{
    public WeatherNode ConvertFromSurrogate(in WeatherNodeSurrogate surrogate) => new WeatherNode(surrogate.AtMs, surrogate.Weather);

    public WeatherNodeSurrogate ConvertToSurrogate(in WeatherNode value) => new() { AtMs = value.AtMs, Weather = value.Weather };
}

/// <summary>Carries a <see cref="RackRow"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackRow")]
internal struct RackRowSurrogate
{
    [Id(0)]
    public float InletC;

    [Id(1)]
    public float MassC;

    [Id(2)]
    public float SiliconC;

    [Id(3)]
    public uint Status;

    [Id(4)]
    public ushort Traits;
}

[RegisterConverter]
internal sealed class RackRowConverter : IConverter<RackRow, RackRowSurrogate>
{
    public RackRow ConvertFromSurrogate(in RackRowSurrogate surrogate) => new RackRow(surrogate.InletC, surrogate.MassC, surrogate.SiliconC, surrogate.Status, surrogate.Traits);

    public RackRowSurrogate ConvertToSurrogate(in RackRow value) => new() { InletC = value.InletC, MassC = value.MassC, SiliconC = value.SiliconC, Status = value.Status, Traits = value.Traits };
}

/// <summary>Carries a <see cref="RackSegment"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackSegment")]
internal struct RackSegmentSurrogate
{
    [Id(0)]
    public float Seconds;

    [Id(1)]
    public float Load;

    [Id(2)]
    public float Noise;

    [Id(3)]
    public uint NoiseCell;

    [Id(4)]
    public float SupplyC;

    [Id(5)]
    public float CoolShare;

    [Id(6)]
    public float LackShare;

    [Id(7)]
    public float CoolantC;

    [Id(8)]
    public float FlowShare;

    [Id(9)]
    public bool Powered;
}

[RegisterConverter]
internal sealed class RackSegmentConverter : IConverter<RackSegment, RackSegmentSurrogate>
{
    public RackSegment ConvertFromSurrogate(in RackSegmentSurrogate surrogate) => new()
    {
        Seconds = surrogate.Seconds,
        Load = surrogate.Load,
        Noise = surrogate.Noise,
        NoiseCell = surrogate.NoiseCell,
        SupplyC = surrogate.SupplyC,
        CoolShare = surrogate.CoolShare,
        LackShare = surrogate.LackShare,
        CoolantC = surrogate.CoolantC,
        FlowShare = surrogate.FlowShare,
        Powered = surrogate.Powered,
    };

    public RackSegmentSurrogate ConvertToSurrogate(in RackSegment value) => new()
    {
        Seconds = value.Seconds,
        Load = value.Load,
        Noise = value.Noise,
        NoiseCell = value.NoiseCell,
        SupplyC = value.SupplyC,
        CoolShare = value.CoolShare,
        LackShare = value.LackShare,
        CoolantC = value.CoolantC,
        FlowShare = value.FlowShare,
        Powered = value.Powered,
    };
}

/// <summary>Carries a <see cref="RackAir"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackAir")]
internal struct RackAirSurrogate
{
    [Id(0)]
    public float Share;

    [Id(1)]
    public float? FansFromC;
}

[RegisterConverter]
internal sealed class RackAirConverter : IConverter<RackAir, RackAirSurrogate>
{
    public RackAir ConvertFromSurrogate(in RackAirSurrogate surrogate) => new RackAir(surrogate.Share, surrogate.FansFromC);

    public RackAirSurrogate ConvertToSurrogate(in RackAir value) => new() { Share = value.Share, FansFromC = value.FansFromC };
}

/// <summary>Carries a <see cref="RackPhase"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackPhase")]
internal struct RackPhaseSurrogate
{
    [Id(0)]
    public RackSegment[] Segments;

    [Id(1)]
    public RackAir Air;

    [Id(2)]
    public uint? EventBits;
}

[RegisterConverter]
internal sealed class RackPhaseConverter : IConverter<RackPhase, RackPhaseSurrogate>
{
    public RackPhase ConvertFromSurrogate(in RackPhaseSurrogate surrogate) => new RackPhase(surrogate.Segments, surrogate.Air, surrogate.EventBits);

    public RackPhaseSurrogate ConvertToSurrogate(in RackPhase value) => new() { Segments = value.Segments, Air = value.Air, EventBits = value.EventBits };
}

/// <summary>Carries a <see cref="RackDone"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackDone")]
internal struct RackDoneSurrogate
{
    [Id(0)]
    public RackRow After;

    [Id(1)]
    public float ItKWs;

    [Id(2)]
    public float FanKWs;

    [Id(3)]
    public float HeatAirKWs;

    [Id(4)]
    public float HeatLiquidKWs;

    [Id(5)]
    public float LoadS;
}

[RegisterConverter]
internal sealed class RackDoneConverter : IConverter<RackDone, RackDoneSurrogate>
{
    public RackDone ConvertFromSurrogate(in RackDoneSurrogate surrogate) => new RackDone(surrogate.After, surrogate.ItKWs, surrogate.FanKWs, surrogate.HeatAirKWs, surrogate.HeatLiquidKWs, surrogate.LoadS);

    public RackDoneSurrogate ConvertToSurrogate(in RackDone value) => new() { After = value.After, ItKWs = value.ItKWs, FanKWs = value.FanKWs, HeatAirKWs = value.HeatAirKWs, HeatLiquidKWs = value.HeatLiquidKWs, LoadS = value.LoadS };
}

/// <summary>Carries a <see cref="FrequencyBreak"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.FrequencyBreak")]
internal struct FrequencyBreakSurrogate
{
    [Id(0)]
    public long FromMs;

    [Id(1)]
    public long ToMs;
}

[RegisterConverter]
internal sealed class FrequencyBreakConverter : IConverter<FrequencyBreak, FrequencyBreakSurrogate>
{
    public FrequencyBreak ConvertFromSurrogate(in FrequencyBreakSurrogate surrogate) => new(surrogate.FromMs, surrogate.ToMs);

    public FrequencyBreakSurrogate ConvertToSurrogate(in FrequencyBreak value) => new() { FromMs = value.FromMs, ToMs = value.ToMs };
}

/// <summary>Carries a <see cref="FrequencyNotice"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.FrequencyNotice")]
internal struct FrequencyNoticeSurrogate
{
    [Id(0)]
    public long AtMs;

    [Id(1)]
    public OccurrenceKind Kind;

    [Id(2)]
    public double Hz;

    [Id(3)]
    public double LimitHz;
}

[RegisterConverter]
internal sealed class FrequencyNoticeConverter : IConverter<FrequencyNotice, FrequencyNoticeSurrogate>
{
    public FrequencyNotice ConvertFromSurrogate(in FrequencyNoticeSurrogate surrogate) => new(surrogate.AtMs, surrogate.Kind, surrogate.Hz, surrogate.LimitHz);

    public FrequencyNoticeSurrogate ConvertToSurrogate(in FrequencyNotice value) => new() { AtMs = value.AtMs, Kind = value.Kind, Hz = value.Hz, LimitHz = value.LimitHz };
}

/// <summary>Carries an <see cref="AreaFrequency"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.AreaFrequency")]
internal struct AreaFrequencySurrogate
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
    public FrequencyBreak[] Breaks;

    [Id(5)]
    public FrequencyNotice[] Notices;
}

[RegisterConverter]
internal sealed class AreaFrequencyConverter : IConverter<AreaFrequency, AreaFrequencySurrogate>
{
    public AreaFrequency ConvertFromSurrogate(in AreaFrequencySurrogate surrogate) => new(surrogate.Hz, surrogate.LeastHz, surrogate.MostHz, surrogate.ShedShare, surrogate.Breaks, surrogate.Notices);

    public AreaFrequencySurrogate ConvertToSurrogate(in AreaFrequency value) => new() { Hz = value.Hz, LeastHz = value.LeastHz, MostHz = value.MostHz, ShedShare = value.ShedShare, Breaks = value.Breaks, Notices = value.Notices };
}
