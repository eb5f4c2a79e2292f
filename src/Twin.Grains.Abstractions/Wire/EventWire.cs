using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains.Wire;

/// <summary>Carries a <see cref="TwinEvent"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.TwinEvent")]
public struct TwinEventSurrogate
{
    [Id(0)]
    public string Id;

    [Id(1)]
    public EventKind Kind;

    [Id(2)]
    public NodePath Target;

    [Id(3)]
    public string Selection;

    [Id(4)]
    public long StartMs;

    [Id(5)]
    public long? DurationMs;

    [Id(6)]
    public long RampMs;

    [Id(7)]
    public double Magnitude;

    [Id(8)]
    public string By;

    [Id(9)]
    public string Reason;
}

[RegisterConverter]
public sealed class TwinEventConverter : IConverter<TwinEvent, TwinEventSurrogate>
{
    public TwinEvent ConvertFromSurrogate(in TwinEventSurrogate surrogate) => new() { Id = surrogate.Id, Kind = surrogate.Kind, Target = surrogate.Target, Selection = surrogate.Selection, StartMs = surrogate.StartMs, DurationMs = surrogate.DurationMs, RampMs = surrogate.RampMs, Magnitude = surrogate.Magnitude, By = surrogate.By, Reason = surrogate.Reason };

    public TwinEventSurrogate ConvertToSurrogate(in TwinEvent value) => new() { Id = value.Id, Kind = value.Kind, Target = value.Target, Selection = value.Selection, StartMs = value.StartMs, DurationMs = value.DurationMs, RampMs = value.RampMs, Magnitude = value.Magnitude, By = value.By, Reason = value.Reason };
}

/// <summary>Carries a <see cref="Occurrence"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Occurrence")]
public struct OccurrenceSurrogate
{
    [Id(0)]
    public long AtMs;

    [Id(1)]
    public NodePath Path;

    [Id(2)]
    public OccurrenceKind Kind;

    [Id(3)]
    public PlantMode From;

    [Id(4)]
    public PlantMode To;

    [Id(5)]
    public Cause Cause;

    [Id(6)]
    public double Value;

    [Id(7)]
    public double Limit;

    [Id(8)]
    public string? EventId;

    [Id(9)]
    public EventKind? Event;
}

[RegisterConverter]
public sealed class OccurrenceConverter : IConverter<Occurrence, OccurrenceSurrogate>
{
    public Occurrence ConvertFromSurrogate(in OccurrenceSurrogate surrogate) => new Occurrence(surrogate.AtMs, surrogate.Path, surrogate.Kind, surrogate.From, surrogate.To, surrogate.Cause, surrogate.Value, surrogate.Limit, surrogate.EventId, surrogate.Event);

    public OccurrenceSurrogate ConvertToSurrogate(in Occurrence value) => new() { AtMs = value.AtMs, Path = value.Path, Kind = value.Kind, From = value.From, To = value.To, Cause = value.Cause, Value = value.Value, Limit = value.Limit, EventId = value.EventId, Event = value.Event };
}

/// <summary>Carries a <see cref="OccurrenceView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.OccurrenceView")]
public struct OccurrenceViewSurrogate
{
    [Id(0)]
    public long Sequence;

    [Id(1)]
    public long Tick;

    [Id(2)]
    public Occurrence What;
}

[RegisterConverter]
public sealed class OccurrenceViewConverter : IConverter<OccurrenceView, OccurrenceViewSurrogate>
{
    public OccurrenceView ConvertFromSurrogate(in OccurrenceViewSurrogate surrogate) => new OccurrenceView(surrogate.Sequence, surrogate.Tick, surrogate.What);

    public OccurrenceViewSurrogate ConvertToSurrogate(in OccurrenceView value) => new() { Sequence = value.Sequence, Tick = value.Tick, What = value.What };
}

/// <summary>Carries a <see cref="InjectRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.InjectRequest")]
public struct InjectRequestSurrogate
{
    [Id(0)]
    public string? Id;

    [Id(1)]
    public string By;

    [Id(2)]
    public EventKind Kind;

    [Id(3)]
    public NodePath Target;

    [Id(4)]
    public string Selection;

    [Id(5)]
    public long? StartMs;

    [Id(6)]
    public double? Magnitude;

    [Id(7)]
    public long? DurationMs;

    [Id(8)]
    public bool UntilEnded;

    [Id(9)]
    public long? RampMs;

    [Id(10)]
    public string Reason;
}

[RegisterConverter]
public sealed class InjectRequestConverter : IConverter<InjectRequest, InjectRequestSurrogate>
{
    public InjectRequest ConvertFromSurrogate(in InjectRequestSurrogate surrogate) => new InjectRequest(surrogate.Id, surrogate.By, surrogate.Kind, surrogate.Target, surrogate.Selection, surrogate.StartMs, surrogate.Magnitude, surrogate.DurationMs, surrogate.UntilEnded, surrogate.RampMs, surrogate.Reason);

    public InjectRequestSurrogate ConvertToSurrogate(in InjectRequest value) => new() { Id = value.Id, By = value.By, Kind = value.Kind, Target = value.Target, Selection = value.Selection, StartMs = value.StartMs, Magnitude = value.Magnitude, DurationMs = value.DurationMs, UntilEnded = value.UntilEnded, RampMs = value.RampMs, Reason = value.Reason };
}

/// <summary>Carries a <see cref="EndRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.EndRequest")]
public struct EndRequestSurrogate
{
    [Id(0)]
    public string? Id;

    [Id(1)]
    public string By;

    [Id(2)]
    public string EventId;
}

[RegisterConverter]
public sealed class EndRequestConverter : IConverter<EndRequest, EndRequestSurrogate>
{
    public EndRequest ConvertFromSurrogate(in EndRequestSurrogate surrogate) => new EndRequest(surrogate.Id, surrogate.By, surrogate.EventId);

    public EndRequestSurrogate ConvertToSurrogate(in EndRequest value) => new() { Id = value.Id, By = value.By, EventId = value.EventId };
}

/// <summary>Carries a <see cref="Accepted"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Accepted")]
public struct AcceptedSurrogate
{
    [Id(0)]
    public string Id;

    [Id(1)]
    public long Tick;

    [Id(2)]
    public long TimeMs;
}

[RegisterConverter]
public sealed class AcceptedConverter : IConverter<Accepted, AcceptedSurrogate>
{
    public Accepted ConvertFromSurrogate(in AcceptedSurrogate surrogate) => new Accepted(surrogate.Id, surrogate.Tick, surrogate.TimeMs);

    public AcceptedSurrogate ConvertToSurrogate(in Accepted value) => new() { Id = value.Id, Tick = value.Tick, TimeMs = value.TimeMs };
}

/// <summary>Carries a <see cref="Fault"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.Fault")]
public struct FaultSurrogate
{
    [Id(0)]
    public string Field;

    [Id(1)]
    public string Message;
}

[RegisterConverter]
public sealed class FaultConverter : IConverter<Fault, FaultSurrogate>
{
    public Fault ConvertFromSurrogate(in FaultSurrogate surrogate) => new Fault(surrogate.Field, surrogate.Message);

    public FaultSurrogate ConvertToSurrogate(in Fault value) => new() { Field = value.Field, Message = value.Message };
}

/// <summary>Carries a <see cref="TwinRefusedException"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.TwinRefusedException")]
public struct TwinRefusedExceptionSurrogate
{
    [Id(0)]
    public Refusal Refusal;

    [Id(1)]
    public Fault[] Faults;
}

[RegisterConverter]
public sealed class TwinRefusedExceptionConverter : IConverter<TwinRefusedException, TwinRefusedExceptionSurrogate>
{
    public TwinRefusedException ConvertFromSurrogate(in TwinRefusedExceptionSurrogate surrogate) => new TwinRefusedException(surrogate.Refusal, surrogate.Faults);

    public TwinRefusedExceptionSurrogate ConvertToSurrogate(in TwinRefusedException value) => new() { Refusal = value.Refusal, Faults = [.. value.Faults] };
}
