using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Twin.Grains;

/// <summary>What a client of the cluster says of itself.</summary>
public sealed record TwinClientOptions
{
    /// <summary>The caller's key, which the silo's settings give a role; null: none, and every call is refused.</summary>
    public string? Key { get; init; }
}

/// <summary>For integrators: <c>UseOrleansClient(client => client.UseLocalhostClustering().AddTwinClient(…))</c>.</summary>
public static class TwinClient
{
    /// <summary>Sends the caller's key with every call. Grains are then found by their paths: <see cref="TwinGrains"/>.</summary>
    public static IClientBuilder AddTwinClient(this IClientBuilder client, TwinClientOptions options)
    {
        client.Services.AddSingleton(options);
        client.AddOutgoingGrainCallFilter(context =>
        {
            if (options.Key is { } key)
            {
                RequestContext.Set(TwinKey.ContextName, key);
            }

            return context.Invoke();
        });
        return client;
    }
}
