using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Twin.Api;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Cli;

/// <summary><c>twin serve</c>: runs a world live, with API and page, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var choice = new ServeChoice();
        var command = new Command("serve", "Runs a world live, with API and page, until it is stopped with Ctrl+C.");
        choice.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var served = choice.Read(parsed, Console.Out, edition: "");
            var options = new EmbeddedOptions
            {
                World = served.Loaded.World, WorldDigest = served.Loaded.Digest, Seed = served.Seed, StepMs = served.StepMs,
                Speed = served.Speed, Threads = served.Threads, DataFolder = served.DataFolder,
                Notice = static sentence => Console.Out.WriteLine(sentence),
            };
            return await Serve(options, served.Loaded, served.Addresses, cancel);
        });
        return command;
    }

    private static async Task<int> Serve(EmbeddedOptions options, LoadedWorld loaded, IReadOnlyList<Uri> addresses, CancellationToken cancel)
    {
        await using var twin = await Open(options);

        // What stops the twin is said once, below and in words; the host would tell it twice more, as stack traces.
        await using var app = Build(twin, addresses, services => services.AddLogging(log => log.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)));
        await Listen(app, addresses, cancel);
        Banner.Write(Console.Out, twin, loaded, options.DataFolder, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        var stop = new TaskCompletionSource();
        await using (cancel.Register(() => stop.TrySetResult()))
        await using (app.Lifetime.ApplicationStopping.Register(() => stop.TrySetResult()))
        {
            await Task.WhenAny(stop.Task, twin.Completion);
        }

        Console.Out.WriteLine("Stopping ...");
        await app.StopAsync(CancellationToken.None);
        await twin.DisposeAsync();

        // Only now is it settled: the page's end may come before the twin's, and the last write may be the one that fails.
        if (twin.Completion.IsFaulted)
        {
            throw new ToolException(ExitCodes.Failed, $"The twin stopped on an error: {twin.Completion.Exception!.InnerException!.Message}");
        }

        Console.Out.WriteLine(options.DataFolder is null
            ? $"Stopped after tick {twin.Latest.Tick}; nothing was kept."
            : $"Stopped after tick {twin.Latest.Tick}; a start on the same data goes on from there.");
        return ExitCodes.Ok;
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="ToolException">The port is in use.</exception>
    internal static async Task Listen(WebApplication app, IReadOnlyList<Uri> addresses, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new ToolException(
                ExitCodes.Failed,
                $"{string.Join(", ", addresses)} cannot be listened on: the port is in use, perhaps by another twin. Stop that one, or choose another port (--urls http://127.0.0.1:0 takes any free one).");
        }
    }

    private static async Task<EmbeddedTwin> Open(EmbeddedOptions options)
    {
        try
        {
            return await EmbeddedTwin.Open(options);
        }
        catch (DataFolderException e)
        {
            throw new ToolException(ExitCodes.Failed, e.Message);
        }
    }

    /// <summary>The API and page over a twin, whichever edition, and what else a host serves beside them.</summary>
    internal static WebApplication Build(ITwin twin, IReadOnlyList<Uri> addresses, Action<IServiceCollection>? add = null, Action<WebApplication>? map = null)
    {
        // Empty: no environment variable and no file beside the program can make it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var api = new TwinApiOptions();
        builder.WebHost.UseTwinServer(addresses, api);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(twin);
        builder.Services.AddTwinApi(api);
        add?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTwinApi();
        map?.Invoke(app);
        return app;
    }
}
