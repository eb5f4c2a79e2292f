namespace Twin.Grains;

/// <summary>What every grain of a silo stands on.</summary>
internal sealed record ClusterSite(TwinClusterOptions Options, WorldMap Map, IClusterStore Store, IStepHook Hook)
{
    public TimeProvider Time => Options.Time;
}
