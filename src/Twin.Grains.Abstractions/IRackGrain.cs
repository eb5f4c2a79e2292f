using Orleans.Concurrency;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>
/// One rack. Calling it lends it its row: from then on it holds its live state and steps itself. Its key is its path:
/// <c>shanxi/datong/dc-03/r-00417</c>.
/// </summary>
[Alias("twin.IRackGrain")]
public interface IRackGrain : IGrainWithStringKey
{
    /// <summary>The rack at the last tick that it stepped, out of its own row.</summary>
    /// <exception cref="TwinRefusedException">The world has no such rack.</exception>
    [Alias("Read"), Needs(TwinRole.Viewer)]
    Task<RackState> Read();

    /// <summary>Holds the rack's utilisation at a share of its capacity, 0–1; a journaled command.</summary>
    /// <param name="durationMs">Simulated ms; null: until the event is ended.</param>
    /// <param name="id">Idempotency key; null: one is made.</param>
    [Alias("SetLoad"), Needs(TwinRole.Operator)]
    Task<Accepted> SetLoad(double share, long? durationMs, string by, string? id);

    /// <summary>Caps the rack's power at a share of its design power, 0.05–1; a journaled command.</summary>
    [Alias("SetCap"), Needs(TwinRole.Operator)]
    Task<Accepted> SetCap(double share, long? durationMs, string by, string? id);

    /// <summary>Sets the inlet from which the rack's fans speed up, 15–35 °C; a journaled command. Lower: more air, cooler silicon, more fan power.</summary>
    [Alias("SetPoint"), Needs(TwinRole.Operator)]
    Task<Accepted> SetPoint(double inletC, long? durationMs, string by, string? id);

    /// <summary>Puts the rack out of order; a journaled command. It ends as any event does.</summary>
    [Alias("SetFault"), Needs(TwinRole.Engineer)]
    Task<Accepted> SetFault(long? durationMs, string by, string? id);

    /// <summary>Lets an event end now.</summary>
    [Alias("End"), Needs(TwinRole.Operator)]
    Task<Accepted> End(EndRequest request);

    /// <summary>Takes a measurement. It stands beside the model, which it never changes.</summary>
    [Alias("Measured"), Needs(TwinRole.Operator)]
    Task<Residual> Measured(RackTelemetry telemetry);

    /// <summary>Tells an observer of every tick that the rack steps. Lapses after <see cref="Subscriptions.LapseAfter"/> unless it is called again.</summary>
    [Alias("Subscribe"), Needs(TwinRole.Viewer)]
    Task Subscribe(IRackObserver observer);

    [Alias("Unsubscribe"), Needs(TwinRole.Viewer)]
    Task Unsubscribe(IRackObserver observer);

    /// <summary>Hands the row back: the data center steps the rack again.</summary>
    [Alias("Release"), Needs(TwinRole.Operator)]
    Task Release();
}

/// <summary>Told of a rack's ticks. Calls are one-way and may be lost; the tick shows a gap.</summary>
[Alias("twin.IRackObserver")]
public interface IRackObserver : IGrainObserver
{
    [Alias("Stepped"), OneWay]
    Task Stepped(RackState state);
}

/// <summary>What a rack's numbers are worth.</summary>
public enum RackQuality
{
    /// <summary>From the model, at the tick that is given.</summary>
    Simulated,

    /// <summary>From the model, with a measurement beside it.</summary>
    Measured,
}

/// <summary>A rack at a tick.</summary>
/// <param name="Lending">Number of its lending; rises each time the data center lends it anew.</param>
/// <param name="Status">See <see cref="RackStatus"/>.</param>
/// <param name="Mode">How its data center is cooled.</param>
/// <param name="Telemetry">The last measurement; null: none.</param>
/// <param name="Residual">Measured minus modelled, at the moment that it was taken; null: none.</param>
[GenerateSerializer, Immutable, Alias("twin.RackState")]
public sealed record RackState(
    [property: Id(0)] NodePath Path, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] long TimeMs,
    [property: Id(4)] long Lending, [property: Id(5)] float PowerKw, [property: Id(6)] float Load, [property: Id(7)] float InletC,
    [property: Id(8)] float SiliconC, [property: Id(9)] uint Status, [property: Id(10)] PlantMode Mode, [property: Id(11)] RackQuality Quality,
    [property: Id(12)] RackTelemetry? Telemetry, [property: Id(13)] Residual? Residual);

/// <summary>A measurement of a rack; what was not measured is null.</summary>
/// <param name="AtMs">When, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("twin.RackTelemetry")]
public sealed record RackTelemetry([property: Id(0)] long AtMs, [property: Id(1)] double? InletC, [property: Id(2)] double? PowerKw);

/// <summary>Measured minus modelled.</summary>
/// <param name="Tick">The tick of the model's value.</param>
[GenerateSerializer, Immutable, Alias("twin.Residual")]
public sealed record Residual([property: Id(0)] long Tick, [property: Id(1)] double? InletK, [property: Id(2)] double? PowerKw);
