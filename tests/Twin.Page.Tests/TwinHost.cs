using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Twin.Api;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Page.Tests;

/// <summary>A shipped world on a summer morning, served as <c>twin serve</c> serves it, in this process.</summary>
internal sealed class TwinHost : IAsyncDisposable
{
    // Eight in the morning of a summer day in the hubs: plants are about to work.
    private static readonly long SummerMs = new DateTimeOffset(2026, 7, 14, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly WebApplication _app;
    private readonly EmbeddedTwin _twin;

    private TwinHost(WebApplication app, EmbeddedTwin twin, Uri address) => (_app, _twin, Address) = (app, twin, address);

    public Uri Address { get; }

    public ITwin Twin => _twin;

    /// <param name="address">Where to listen; port 0 takes any free one.</param>
    public static async Task<TwinHost> Start(string address = "http://127.0.0.1:0", double speed = 600, bool paused = false, string world = "small")
    {
        var loaded = WorldLoader.Load(world);
        var twin = await EmbeddedTwin.Open(new EmbeddedOptions { World = loaded.World with { StartMs = SummerMs }, WorldDigest = loaded.Digest, Speed = speed, Paused = paused });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var options = new TwinApiOptions();
        builder.WebHost.UseTwinServer([new Uri(address)], options);
        builder.Services.AddSingleton<ITwin>(twin);
        builder.Services.AddTwinApi(options);
        var app = builder.Build();
        app.MapTwinApi();
        await app.StartAsync();
        return new TwinHost(app, twin, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    public async ValueTask DisposeAsync()
    {
        // Open streams end when their twin does: without it the server would wait for its readers.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _twin.DisposeAsync();
    }
}
