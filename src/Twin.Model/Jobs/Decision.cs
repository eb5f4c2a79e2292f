using System.Runtime.InteropServices;

namespace Twin.Model.Jobs;

/// <summary>What the scheduler did with jobs.</summary>
public enum DecisionKind
{
    /// <summary>They go to another hub.</summary>
    Moved,

    /// <summary>They wait for a later hour.</summary>
    Held,

    /// <summary>They were stopped and wait to go on.</summary>
    Stopped,

    /// <summary>They run slower, with less power, until another hour.</summary>
    Capped,
}

/// <summary>Why it did so.</summary>
public enum DecisionReason
{
    /// <summary>Energy, emissions and the move together cost less there.</summary>
    CheaperHub,

    /// <summary>Energy and emissions cost less then.</summary>
    CheaperHour,

    /// <summary>The hub that they were given to has no room for them.</summary>
    NoRoom,

    /// <summary>The hub's grid does not serve all demand.</summary>
    GridShort,

    /// <summary>The hub's racks are hot and slow down.</summary>
    TooWarm,

    /// <summary>The hub lost racks that they ran on.</summary>
    RacksLost,

    /// <summary>The hub was called to draw less.</summary>
    DemandCall,
}

/// <summary>What the scheduler did with all jobs of one class, hub and reason in a quarter of an hour. Its fields fill it without a gap.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Decision
{
    /// <summary>Counts decisions; gaps show that old ones were dropped.</summary>
    public long Sequence;

    /// <summary>The first of its jobs, Unix ms.</summary>
    public long FirstMs;

    /// <summary>The last of them, Unix ms.</summary>
    public long LastMs;

    /// <summary>The hour that they are held for, or the end of their cap, Unix ms; 0 for none.</summary>
    public long UntilMs;

    /// <summary>Design power of the racks that they want, kW.</summary>
    public double Kw;

    /// <summary>Time × design power that they have left, kWh.</summary>
    public double KWh;

    /// <summary>What it costs this way, CNY: energy, emissions at their weight, and the move.</summary>
    public double CostCny;

    /// <summary>What it would cost at once where they were given to, CNY.</summary>
    public double AgainstCny;

    public DecisionKind Kind;

    public DecisionReason Reason;

    public int Jobs;

    /// <summary>Number of the class.</summary>
    public short Class;

    /// <summary>Number of the hub that they were at.</summary>
    public byte From;

    /// <summary>Number of the hub that they go to, or stay at.</summary>
    public byte To;

    /// <summary>True where costs were weighed; stops and caps answer a need.</summary>
    public readonly bool Costs => Kind is DecisionKind.Moved or DecisionKind.Held;

    /// <summary>True where both are of one kind and may be told as one.</summary>
    public readonly bool Joins(in Decision other, long quarterMs) =>
        Kind == other.Kind && Reason == other.Reason && Class == other.Class && From == other.From && To == other.To && UntilMs == other.UntilMs
        && FirstMs / quarterMs == other.FirstMs / quarterMs;
}
