using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Twin.Api;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Page.Tests;

/// <summary>A twin, served as <c>twin serve</c> serves it, in this process.</summary>
internal sealed class TwinHost : IAsyncDisposable
{
    // Eight in the morning of a summer day in the hubs: plants are about to work.
    private static readonly long SummerMs = new DateTimeOffset(2026, 7, 14, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly WebApplication _app;
    private readonly IAsyncDisposable? _owned;

    private TwinHost(WebApplication app, ITwin twin, IAsyncDisposable? owned, Uri address) => (_app, Twin, _owned, Address) = (app, twin, owned, address);

    public Uri Address { get; }

    public ITwin Twin { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>A shipped world on a summer morning.</summary>
    /// <param name="address">Where to listen; port 0 takes any free one.</param>
    /// <param name="services">What else the host holds.</param>
    /// <param name="pages">What else it serves.</param>
    public static async Task<TwinHost> Start(string address = "http://127.0.0.1:0", double speed = 600, bool paused = false, string world = "small", Action<IServiceCollection>? services = null, Action<WebApplication>? pages = null)
    {
        var loaded = WorldLoader.Load(world);
        var twin = await EmbeddedTwin.Open(new EmbeddedOptions { World = loaded.World with { StartMs = SummerMs }, WorldDigest = loaded.Digest, Speed = speed, Paused = paused });
        return await Serve(twin, twin, address, services, pages);
    }

    /// <summary>A twin that is there already.</summary>
    /// <param name="owned">What ends with the host.</param>
    public static async Task<TwinHost> Serve(ITwin twin, IAsyncDisposable? owned = null, string address = "http://127.0.0.1:0", Action<IServiceCollection>? services = null, Action<WebApplication>? pages = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var options = new TwinApiOptions();
        builder.WebHost.UseTwinServer([new Uri(address)], options);
        builder.Services.AddSingleton(twin);
        builder.Services.AddTwinApi(options);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTwinApi();
        pages?.Invoke(app);
        await app.StartAsync();
        return new TwinHost(app, twin, owned, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    public async ValueTask DisposeAsync()
    {
        // Open streams end when their twin does: without it the server would wait for its readers.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await (_owned?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
