using Microsoft.Extensions.DependencyInjection;
using Twin.Contracts;

namespace Twin.Workplace.Tests;

/// <summary>The console over a twin in this process: it knows no edition.</summary>
internal static class ConsoleHost
{
    extension(TwinHost host)
    {
        public Pulse Pulse => host.Services.GetRequiredService<Pulse>();
    }

    /// <summary>Over the embedded twin, on a summer morning.</summary>
    public static Task<TwinHost> Start(double speed = 600, string world = "small", bool paused = false, TwinConsoleOptions? console = null) =>
        TwinHost.Start(speed: speed, paused: paused, world: world, services: s => s.AddTwinConsole(console), pages: app => app.MapTwinConsole());

    /// <summary>Over a twin that is there already.</summary>
    public static Task<TwinHost> Serve(ITwin twin, IAsyncDisposable? owned = null) =>
        TwinHost.Serve(twin, owned, services: s => s.AddTwinConsole(), pages: app => app.MapTwinConsole());
}
