using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>
/// Lets a call pass only where its caller may: grains and silos of the cluster may all; callers from outside what the role of
/// their key allows, and of Orleans' own grains what a client cannot do without. A method that says nothing of roles is closed
/// to them. Who can write a silo's messages by hand is beyond it: silos and gateways belong into a network of their own.
/// </summary>
internal sealed class AccessFilter(TwinClusterOptions options, CallerKey own) : IIncomingGrainCallFilter
{
    // Orleans calls the client of a silo so, and what else it runs there calls under that name.
    private static readonly byte[] OfSilo = [.. "hosted-"u8];

    private readonly ConcurrentDictionary<MethodInfo, (bool Open, TwinRole? Role)> _needs = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (!FromOutside(context.SourceId))
        {
            return context.Invoke();
        }

        var key = RequestContext.Get(TwinKey.ContextName) as string;
        if (key == own.Key)
        {
            return context.Invoke();
        }

        var method = context.InterfaceMethod;
        var (open, needs) = _needs.GetOrAdd(method, m => (options.OpenToClients.Contains(m.DeclaringType?.FullName), m.GetCustomAttribute<NeedsAttribute>()?.Role));
        var role = key is null ? TwinRole.None : options.Keys.GetValueOrDefault(key, TwinRole.None);
        return open || (needs is { } least && role >= least) || (!IsOurs(method) && context.SourceId is { } source && source.Key.AsSpan().StartsWith(OfSilo))
            ? context.Invoke()
            : throw new TwinRefusedException(Refusal.Forbidden,
            [
                new Fault("key", needs is null
                    ? $"{method.DeclaringType?.Name}.{method.Name} is for the cluster's own grains."
                    : $"{method.Name} needs the role {needs}; the caller's is {role}. Call with a key that the silo's settings give that role."),
            ]);
    }

    // Grains call under their own id; clients, and a silo's own services, under a client's.
    private static bool FromOutside(GrainId? source) => source is not { } id || id.IsClient();

    private static bool IsOurs(MethodInfo method) => method.DeclaringType?.Namespace?.StartsWith("Twin.", StringComparison.Ordinal) == true;
}
