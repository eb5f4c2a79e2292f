using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains.Wire;

/// <summary>Carries a <see cref="Limit"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Limit")]
public struct LimitSurrogate
{
    [Id(0)]
    public string Metric;

    [Id(1)]
    public LimitKind Kind;

    [Id(2)]
    public double Value;
}

[RegisterConverter]
public sealed class LimitConverter : IConverter<Limit, LimitSurrogate>
{
    public Limit ConvertFromSurrogate(in LimitSurrogate surrogate) => new Limit(surrogate.Metric, surrogate.Kind, surrogate.Value);

    public LimitSurrogate ConvertToSurrogate(in Limit value) => new() { Metric = value.Metric, Kind = value.Kind, Value = value.Value };
}

/// <summary>Carries a <see cref="RackQuery"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackQuery")]
public struct RackQuerySurrogate
{
    [Id(0)]
    public NodePath[] DataCenters;

    [Id(1)]
    public string[] Metrics;

    [Id(2)]
    public Limit[] Where;
}

[RegisterConverter]
public sealed class RackQueryConverter : IConverter<RackQuery, RackQuerySurrogate>
{
    public RackQuery ConvertFromSurrogate(in RackQuerySurrogate surrogate) => new RackQuery(surrogate.DataCenters, surrogate.Metrics, surrogate.Where);

    public RackQuerySurrogate ConvertToSurrogate(in RackQuery value) => new() { DataCenters = value.DataCenters, Metrics = value.Metrics, Where = value.Where };
}

/// <summary>Carries a <see cref="Tally"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Tally")]
public struct TallySurrogate
{
    [Id(0)]
    public long Count;

    [Id(1)]
    public double Sum;

    [Id(2)]
    public double Least;

    [Id(3)]
    public double Most;

    [Id(4)]
    public int[] Bins;

    [Id(5)]
    public int[] Counts;
}

[RegisterConverter]
public sealed class TallyConverter : IConverter<Tally, TallySurrogate>
{
    public Tally ConvertFromSurrogate(in TallySurrogate surrogate) => new Tally(surrogate.Count, surrogate.Sum, surrogate.Least, surrogate.Most, surrogate.Bins, surrogate.Counts);

    public TallySurrogate ConvertToSurrogate(in Tally value) => new() { Count = value.Count, Sum = value.Sum, Least = value.Least, Most = value.Most, Bins = value.Bins, Counts = value.Counts };
}

/// <summary>Carries a <see cref="RackTally"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackTally")]
public struct RackTallySurrogate
{
    [Id(0)]
    public int Racks;

    [Id(1)]
    public int Chosen;

    [Id(2)]
    public Tally[] Metrics;
}

[RegisterConverter]
public sealed class RackTallyConverter : IConverter<RackTally, RackTallySurrogate>
{
    public RackTally ConvertFromSurrogate(in RackTallySurrogate surrogate) => new RackTally(surrogate.Racks, surrogate.Chosen, surrogate.Metrics);

    public RackTallySurrogate ConvertToSurrogate(in RackTally value) => new() { Racks = value.Racks, Chosen = value.Chosen, Metrics = value.Metrics };
}

/// <summary>Carries a <see cref="RackTallies"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.RackTallies")]
public struct RackTalliesSurrogate
{
    [Id(0)]
    public long Tick;

    [Id(1)]
    public long TimeMs;

    [Id(2)]
    public RackTally[] DataCenters;
}

[RegisterConverter]
public sealed class RackTalliesConverter : IConverter<RackTallies, RackTalliesSurrogate>
{
    public RackTallies ConvertFromSurrogate(in RackTalliesSurrogate surrogate) => new RackTallies(surrogate.Tick, surrogate.TimeMs, surrogate.DataCenters);

    public RackTalliesSurrogate ConvertToSurrogate(in RackTallies value) => new() { Tick = value.Tick, TimeMs = value.TimeMs, DataCenters = value.DataCenters };
}
