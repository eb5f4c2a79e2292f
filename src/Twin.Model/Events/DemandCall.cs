namespace Twin.Model;

/// <summary>How a data center is called to draw less (MODELS §7.4).</summary>
public enum DemandCallKind
{
    /// <summary>At once: the battery bridges until work is put off a minute later.</summary>
    Emergency,

    /// <summary>Known since yesterday: work is put off and compressors get warmer air; batteries stay full.</summary>
    DayAhead,

    /// <summary>Within seconds and for minutes: the battery alone.</summary>
    Frequency,
}

/// <summary>The kinds of demand-response calls as events name them in their selection.</summary>
public static class DemandCalls
{
    public const string Emergency = "emergency";
    public const string DayAhead = "dayAhead";
    public const string Frequency = "frequency";

    /// <summary>The kind that a selection names; an empty one is an emergency. Null: no such kind.</summary>
    public static DemandCallKind? Of(string selection) => selection switch
    {
        "" or Emergency => DemandCallKind.Emergency,
        DayAhead => DemandCallKind.DayAhead,
        Frequency => DemandCallKind.Frequency,
        _ => null,
    };
}
