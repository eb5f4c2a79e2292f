using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Twin.Api;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Workplace.Tests;

/// <summary>The console over the embedded twin, on a summer morning, in this process: it knows no edition.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    // Eight in the morning of a summer day in the hubs: plants are about to work.
    private static readonly long SummerMs = new DateTimeOffset(2026, 7, 14, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly WebApplication _app;
    private readonly EmbeddedTwin _twin;

    private ConsoleHost(WebApplication app, EmbeddedTwin twin, Uri address) => (_app, _twin, Address) = (app, twin, address);

    public Uri Address { get; }

    public ITwin Twin => _twin;

    public Pulse Pulse => _app.Services.GetRequiredService<Pulse>();

    public static async Task<ConsoleHost> Start(double speed = 600, string world = "small", TwinConsoleOptions? console = null)
    {
        var loaded = WorldLoader.Load(world);
        var twin = await EmbeddedTwin.Open(new EmbeddedOptions { World = loaded.World with { StartMs = SummerMs }, WorldDigest = loaded.Digest, Speed = speed });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var options = new TwinApiOptions();
        builder.WebHost.UseTwinServer([new Uri("http://127.0.0.1:0")], options);
        builder.Services.AddSingleton<ITwin>(twin);
        builder.Services.AddTwinApi(options);
        builder.Services.AddTwinConsole(console);
        var app = builder.Build();
        app.MapTwinApi();
        app.MapTwinConsole();
        await app.StartAsync();
        return new ConsoleHost(app, twin, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
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
