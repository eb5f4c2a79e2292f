namespace Twin.Grains;

/// <summary>What a caller from outside the cluster may do; each includes the ones before it.</summary>
public enum TwinRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Reads and subscribes.</summary>
    Viewer,

    /// <summary>Steers racks, ends events, sets the clock, brings telemetry.</summary>
    Operator,

    /// <summary>Injects events of every kind.</summary>
    Engineer,
}

/// <summary>The least role that may call a method of a grain. A method without it is for the cluster's own grains alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(TwinRole role) : Attribute
{
    public TwinRole Role { get; } = role;
}

/// <summary>How a call says who it comes from.</summary>
public static class TwinKey
{
    /// <summary>The name in Orleans' request context that holds the caller's key.</summary>
    public const string ContextName = "twin-key";
}
