namespace Twin.Model;

/// <summary>What can be done to the world (MODELS §10).</summary>
public enum EventKind
{
    HeatWave, ColdWave, DustStorm, Calm,
    FeedLoss, SubstationTrip,
    ChillerTrip, PumpTrip, FanWallFailure, UpsFailure, GeneratorFailure, WaterLoss,
    LoadSurge, JobStart, JobStop,
    RackFault, RackCap, RackLoad,
    CloudFront, Icing, CapacityLoss, TieLoss, PriceSpike, LineTrip, VoltageSag,
    LinkCut,
    BusTrip, UhvLoss, FrequencyDip, DemandCall, SchedulerOff,
    RackSetPoint,
}

/// <summary>An event as it was accepted: what, where, when, how strong.</summary>
public sealed record TwinEvent
{
    /// <summary>Unique; a repeated id is the same event.</summary>
    public required string Id { get; init; }

    public required EventKind Kind { get; init; }

    /// <summary>The node it is for; a node above a kind's level means all nodes of that level below.</summary>
    public required NodePath Target { get; init; }

    /// <summary>Part of the target that is hit, by the kind: a substation's name, a hall's, a feed's number, racks such as "0-99,120"; empty: all of it.</summary>
    public string Selection { get; init; } = "";

    /// <summary>Begin, Unix ms.</summary>
    public required long StartMs { get; init; }

    /// <summary>From begin to the start of the end's ramp, ms; null: until it is ended.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Time to full strength, and from it back, ms.</summary>
    public long RampMs { get; init; }

    /// <summary>Strength in the unit of <see cref="EventCatalogue"/>.</summary>
    public required double Magnitude { get; init; }

    /// <summary>Who asked for it; for people, not for the model.</summary>
    public string By { get; init; } = "";

    /// <summary>Why; for people, not for the model.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it begins to end, Unix ms; <see cref="long.MaxValue"/> while that is open.</summary>
    public long EndMs => DurationMs is { } d ? StartMs + d : long.MaxValue;

    /// <summary>When nothing of it is left, Unix ms.</summary>
    public long GoneMs => EndMs == long.MaxValue ? long.MaxValue : EndMs + RampMs;

    /// <summary>
    /// Share of its strength at a moment: 0 before and after, 1 in between, linear on the ramps. One that ends while it still
    /// rises goes down from what it has reached.
    /// </summary>
    public double ShareAt(double ms)
    {
        if (ms < StartMs || ms >= GoneMs)
        {
            return 0;
        }

        var up = RampMs == 0 ? 1 : Math.Min(1, (Math.Min(ms, EndMs) - StartMs) / RampMs);
        var down = RampMs == 0 || ms < EndMs ? 1 : 1 - ((ms - EndMs) / RampMs);
        return up * down;
    }

    public double StrengthAt(double ms) => Magnitude * ShareAt(ms);

    /// <summary>On/off events act while this is true.</summary>
    public bool ActsAt(double ms) => ms >= StartMs && ms < EndMs;

    /// <summary>The same event, ending at <paramref name="ms"/> if it would end later; one that has not begun by then never does.</summary>
    public TwinEvent EndedAt(long ms) =>
        EndMs <= ms ? this : ms > StartMs ? this with { DurationMs = ms - StartMs } : this with { StartMs = ms, DurationMs = 0, RampMs = 0 };
}
