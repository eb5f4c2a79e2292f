using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>
/// Lets a call to the twin's grains pass only where its caller may: grains and silos of the cluster may all, callers from outside
/// what the role of their key allows. A method that says nothing of roles is closed to them.
/// </summary>
internal sealed class AccessFilter(TwinClusterOptions options, CallerKey own) : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<MethodInfo, TwinRole?> _needs = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType?.Namespace?.StartsWith("Twin.", StringComparison.Ordinal) != true || !FromOutside(context.SourceId))
        {
            return context.Invoke();
        }

        var key = RequestContext.Get(TwinKey.ContextName) as string;
        if (key == own.Key)
        {
            return context.Invoke();
        }

        var role = key is null ? TwinRole.None : options.Keys.GetValueOrDefault(key, TwinRole.None);
        var needs = _needs.GetOrAdd(context.InterfaceMethod, static m => m.GetCustomAttribute<NeedsAttribute>()?.Role);
        return needs is { } least && role >= least
            ? context.Invoke()
            : throw new TwinRefusedException(Refusal.Forbidden,
            [
                new Fault("key", needs is null
                    ? $"{context.InterfaceMethod.Name} is for the cluster's own grains."
                    : $"{context.InterfaceMethod.Name} needs the role {needs}; the caller's is {role}. Call with a key that the silo's settings give that role."),
            ]);
    }

    // Grains call under their own id; clients, and a silo's own services, under a client's.
    private static bool FromOutside(GrainId? source) => source is not { } id || id.IsClient();
}
