using Orleans.Runtime;

namespace Twin.Grains;

/// <summary>The key under which a silo's own twin calls: made with the cluster's store, and known to nobody outside.</summary>
internal sealed class CallerKey(IClusterStore store)
{
    public string Key { get; } = store.SharedKey;

    /// <summary>Puts the key on the calls that follow.</summary>
    public void Show() => RequestContext.Set(TwinKey.ContextName, Key);
}
