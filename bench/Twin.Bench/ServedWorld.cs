using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Twin.Api;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Bench;

/// <summary>A world behind its API and page, in this process, on a free port of this machine.</summary>
internal sealed class ServedWorld : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedWorld(EmbeddedTwin twin, WebApplication app)
    {
        (Twin, _app) = (twin, app);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public EmbeddedTwin Twin { get; }

    public Uri Address { get; }

    public static async Task<ServedWorld> Start(WorldSpec world, string digest, double speed)
    {
        var twin = await EmbeddedTwin.Open(new EmbeddedOptions { World = world, WorldDigest = digest, Speed = speed });
        ListenAddresses.TryRead("http://127.0.0.1:0", out var addresses, out _);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTwinServer(addresses, new TwinApiOptions());
        builder.Services.AddSingleton<ITwin>(twin);
        builder.Services.AddTwinApi();
        var app = builder.Build();
        app.MapTwinApi();
        await app.StartAsync();
        return new ServedWorld(twin, app);
    }

    /// <summary>Waits for a frame at a tick or after it.</summary>
    public async Task Until(long tick)
    {
        await foreach (var frame in Twin.Watch(CancellationToken.None))
        {
            if (frame.Tick >= tick)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Twin.DisposeAsync();
    }
}
