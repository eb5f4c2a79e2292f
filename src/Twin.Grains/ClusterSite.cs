namespace Twin.Grains;

/// <summary>What every grain of a silo stands on.</summary>
internal sealed record ClusterSite(TwinClusterOptions Options, WorldMap Map, IClusterStore Store, IStepHook Hook)
{
    public TimeProvider Time => Options.Time;

    /// <summary>True where every rack is lent from the start. Counted once: every lent rack asks with every step.</summary>
    public bool LendsAll { get; } = Options.LendsAll;
}
