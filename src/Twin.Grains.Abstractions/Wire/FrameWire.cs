using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains.Wire;

/// <summary>Carries a <see cref="ClockView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.ClockView")]
public struct ClockViewSurrogate
{
    [Id(0)]
    public bool Paused;

    [Id(1)]
    public double Speed;

    [Id(2)]
    public double Achieved;

    [Id(3)]
    public int StepMs;
}

[RegisterConverter]
public sealed class ClockViewConverter : IConverter<ClockView, ClockViewSurrogate>
{
    public ClockView ConvertFromSurrogate(in ClockViewSurrogate surrogate) => new ClockView(surrogate.Paused, surrogate.Speed, surrogate.Achieved, surrogate.StepMs);

    public ClockViewSurrogate ConvertToSurrogate(in ClockView value) => new() { Paused = value.Paused, Speed = value.Speed, Achieved = value.Achieved, StepMs = value.StepMs };
}

/// <summary>Carries a <see cref="ClockRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.ClockRequest")]
public struct ClockRequestSurrogate
{
    [Id(0)]
    public bool? Paused;

    [Id(1)]
    public double? Speed;
}

[RegisterConverter]
public sealed class ClockRequestConverter : IConverter<ClockRequest, ClockRequestSurrogate>
{
    public ClockRequest ConvertFromSurrogate(in ClockRequestSurrogate surrogate) => new ClockRequest(surrogate.Paused, surrogate.Speed);

    public ClockRequestSurrogate ConvertToSurrogate(in ClockRequest value) => new() { Paused = value.Paused, Speed = value.Speed };
}

/// <summary>Carries a <see cref="Frame"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Frame")]
public struct FrameSurrogate
{
    [Id(0)]
    public long Epoch;

    [Id(1)]
    public long Sequence;

    [Id(2)]
    public long Tick;

    [Id(3)]
    public long TimeMs;

    [Id(4)]
    public long WallMs;

    [Id(5)]
    public ClockView Clock;

    [Id(6)]
    public NodeFrame[] Nodes;

    [Id(7)]
    public TwinEvent[] Events;

    [Id(8)]
    public OccurrenceView[] Occurrences;

    [Id(9)]
    public LinksView? Links;

    [Id(10)]
    public JobsView? Jobs;
}

[RegisterConverter]
public sealed class FrameConverter : IConverter<Frame, FrameSurrogate>
{
    public Frame ConvertFromSurrogate(in FrameSurrogate surrogate) => new Frame(surrogate.Epoch, surrogate.Sequence, surrogate.Tick, surrogate.TimeMs, surrogate.WallMs, surrogate.Clock, surrogate.Nodes, surrogate.Events, surrogate.Occurrences, surrogate.Links, surrogate.Jobs);

    public FrameSurrogate ConvertToSurrogate(in Frame value) => new() { Epoch = value.Epoch, Sequence = value.Sequence, Tick = value.Tick, TimeMs = value.TimeMs, WallMs = value.WallMs, Clock = value.Clock, Nodes = [.. value.Nodes], Events = [.. value.Events], Occurrences = [.. value.Occurrences], Links = value.Links, Jobs = value.Jobs };
}

/// <summary>Carries a <see cref="HallView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.HallView")]
public struct HallViewSurrogate
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public string RackClass;

    [Id(2)]
    public double DesignKw;

    [Id(3)]
    public int First;

    [Id(4)]
    public int Racks;

    [Id(5)]
    public int RacksPerRow;
}

[RegisterConverter]
public sealed class HallViewConverter : IConverter<HallView, HallViewSurrogate>
{
    public HallView ConvertFromSurrogate(in HallViewSurrogate surrogate) => new HallView(surrogate.Name, surrogate.RackClass, surrogate.DesignKw, surrogate.First, surrogate.Racks, surrogate.RacksPerRow);

    public HallViewSurrogate ConvertToSurrogate(in HallView value) => new() { Name = value.Name, RackClass = value.RackClass, DesignKw = value.DesignKw, First = value.First, Racks = value.Racks, RacksPerRow = value.RacksPerRow };
}

/// <summary>Carries a <see cref="RackPage"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackPage")]
public struct RackPageSurrogate
{
    [Id(0)]
    public NodePath DataCenter;

    [Id(1)]
    public long Tick;

    [Id(2)]
    public long TimeMs;

    [Id(3)]
    public int Total;

    [Id(4)]
    public int From;

    [Id(5)]
    public HallView[] Halls;

    [Id(6)]
    public float[] InletC;

    [Id(7)]
    public float[] PowerKw;

    [Id(8)]
    public float[] Load;

    [Id(9)]
    public float[] SiliconC;

    [Id(10)]
    public byte[] Status;

    [Id(11)]
    public PlantMode Mode;
}

[RegisterConverter]
public sealed class RackPageConverter : IConverter<RackPage, RackPageSurrogate>
{
    public RackPage ConvertFromSurrogate(in RackPageSurrogate surrogate) => new RackPage(surrogate.DataCenter, surrogate.Tick, surrogate.TimeMs, surrogate.Total, surrogate.From, surrogate.Halls, surrogate.InletC, surrogate.PowerKw, surrogate.Load, surrogate.SiliconC, surrogate.Status, surrogate.Mode);

    public RackPageSurrogate ConvertToSurrogate(in RackPage value) => new() { DataCenter = value.DataCenter, Tick = value.Tick, TimeMs = value.TimeMs, Total = value.Total, From = value.From, Halls = [.. value.Halls], InletC = value.InletC, PowerKw = value.PowerKw, Load = value.Load, SiliconC = value.SiliconC, Status = value.Status, Mode = value.Mode };
}

/// <summary>Carries a <see cref="HistoryQuery"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.HistoryQuery")]
public struct HistoryQuerySurrogate
{
    [Id(0)]
    public NodePath Node;

    [Id(1)]
    public string Metric;

    [Id(2)]
    public long FromMs;

    [Id(3)]
    public long ToMs;

    [Id(4)]
    public int Points;
}

[RegisterConverter]
public sealed class HistoryQueryConverter : IConverter<HistoryQuery, HistoryQuerySurrogate>
{
    public HistoryQuery ConvertFromSurrogate(in HistoryQuerySurrogate surrogate) => new HistoryQuery(surrogate.Node, surrogate.Metric, surrogate.FromMs, surrogate.ToMs, surrogate.Points);

    public HistoryQuerySurrogate ConvertToSurrogate(in HistoryQuery value) => new() { Node = value.Node, Metric = value.Metric, FromMs = value.FromMs, ToMs = value.ToMs, Points = value.Points };
}

/// <summary>Carries a <see cref="HistorySeries"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.HistorySeries")]
public struct HistorySeriesSurrogate
{
    [Id(0)]
    public NodePath Node;

    [Id(1)]
    public string Metric;

    [Id(2)]
    public string Unit;

    [Id(3)]
    public long ResolutionMs;

    [Id(4)]
    public long[] TimeMs;

    [Id(5)]
    public double[] Min;

    [Id(6)]
    public double[] Mean;

    [Id(7)]
    public double[] Max;
}

[RegisterConverter]
public sealed class HistorySeriesConverter : IConverter<HistorySeries, HistorySeriesSurrogate>
{
    public HistorySeries ConvertFromSurrogate(in HistorySeriesSurrogate surrogate) => new HistorySeries(surrogate.Node, surrogate.Metric, surrogate.Unit, surrogate.ResolutionMs, surrogate.TimeMs, surrogate.Min, surrogate.Mean, surrogate.Max);

    public HistorySeriesSurrogate ConvertToSurrogate(in HistorySeries value) => new() { Node = value.Node, Metric = value.Metric, Unit = value.Unit, ResolutionMs = value.ResolutionMs, TimeMs = value.TimeMs, Min = value.Min, Mean = value.Mean, Max = value.Max };
}

/// <summary>Carries a <see cref="StateHash"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.StateHash")]
public struct StateHashSurrogate
{
    [Id(0)]
    public long Tick;

    [Id(1)]
    public string Hash;
}

[RegisterConverter]
public sealed class StateHashConverter : IConverter<StateHash, StateHashSurrogate>
{
    public StateHash ConvertFromSurrogate(in StateHashSurrogate surrogate) => new StateHash(surrogate.Tick, surrogate.Hash);

    public StateHashSurrogate ConvertToSurrogate(in StateHash value) => new() { Tick = value.Tick, Hash = value.Hash };
}
