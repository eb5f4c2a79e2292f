namespace Twin.Model;

/// <summary>What can happen to a node by itself, as distinct from what is done to it.</summary>
public enum OccurrenceKind
{
    ModeChange, OutsideAirBlocked, WetBlocked, BlockLifted, FilterChanged,
    SupplyLost, FeedTransfer, GeneratorsStarted, GeneratorsShort, BatteryEmpty, FuelEmpty, SupplyReturned, UpsOverloaded,
    CoolingLost, CoolingReturned, RacksThrottling, RacksShutDown, RacksRecovered,
    EventBegan, EventEnded,
    CurtailmentBegan, CurtailmentEnded, DemandCut, DemandServed,
    FrequencyOff, FrequencyFast, LoadShed,
    VoltageSagged, LeftGrid,
    RouteChanged, RouteLost,
    DemandLowered, DemandFreed, RampExceeded, LargeJobBegan, LargeJobEnded,
}

/// <summary>Why it happened.</summary>
public enum Cause
{
    None, DryBulb, WetBulb, DewPoint, Dust, Frost, Water, Pump, Supply, Generator, Battery, Fuel, Plant, Overload, Inlet, Command, Restart, Capacity, Frequency, Voltage, Link, Work,
}

/// <summary>
/// One thing that happened at one moment within a tick, with its cause: "mechanical since 14:36, outdoor 31.4 °C is
/// above 30 °C". It goes up beside the reading, in time and child order, and enters no hash.
/// </summary>
/// <param name="AtMs">Unix time, ms.</param>
/// <param name="Path">The node.</param>
/// <param name="From">Mode before, for a change of mode.</param>
/// <param name="To">Mode after.</param>
/// <param name="Value">The value that decided, in <paramref name="Cause"/>'s unit (°C, µg/m³, racks, kW, ms).</param>
/// <param name="Limit">The limit it crossed.</param>
/// <param name="EventId">The injected event behind it; null where there is none.</param>
/// <param name="Event">That event's kind; its target is the path and its magnitude the value, in the kind's unit.</param>
public readonly record struct Occurrence(
    long AtMs, NodePath Path, OccurrenceKind Kind, PlantMode From, PlantMode To, Cause Cause, double Value, double Limit, string? EventId,
    EventKind? Event = null);
