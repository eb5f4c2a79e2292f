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
        var choice = new WorldChoice();
        var urls = new Option<string>("--urls")
        {
            Description = "Where it listens, on this machine alone; several with semicolons between, port 0 for any free one.",
            HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var speed = new Option<double>("--speed")
        {
            Description = "Simulated seconds per real second.", HelpName = "N", DefaultValueFactory = _ => 60,
            CustomParser = r => Values.Number(r, "--speed", ClockView.LeastSpeed, ClockView.MostSpeed, "simulated seconds per second"),
        };
        var step = WorldChoice.Step(10_000);
        var data = new Option<string?>("--data")
        {
            Description = "Folder of journal, checkpoints and history; a second start goes on where the first one stopped. (default: under the user's own data, a folder for each world)",
            HelpName = "DIR",
        };
        var ephemeral = new Option<bool>("--ephemeral") { Description = "Keep nothing." };

        var command = new Command("serve", "Runs a world live, with API and page, until it is stopped with Ctrl+C.");
        command.Add(urls);
        choice.AddTo(command);
        foreach (var option in (Option[])[speed, step, data, ephemeral])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(ephemeral) && result.GetValue(data) is not null)
            {
                result.AddError("--data and --ephemeral contradict each other; give one of them.");
            }

            // Null while the default stands.
            if (result.GetValue(urls) is { } given && !ListenAddresses.TryRead(given, out _, out var fault))
            {
                result.AddError($"--urls: {fault}");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            ListenAddresses.TryRead(parsed.GetValue(urls)!, out var addresses, out _);
            Console.Out.WriteLine($"Loading the world '{parsed.GetValue(choice.World)}' ...");
            var loaded = choice.Load(parsed, startMs: null);
            var (seed, stepMs) = (parsed.GetValue(choice.Seed), parsed.GetValue(step));
            var folder = parsed.GetValue(ephemeral)
                ? null
                : parsed.GetValue(data) ?? DataPlace.Of(loaded.World.Name, loaded.Digest, seed, stepMs);
            var options = new EmbeddedOptions
            {
                World = loaded.World, WorldDigest = loaded.Digest, Seed = seed, StepMs = stepMs,
                Speed = parsed.GetValue(speed), Threads = parsed.GetValue(choice.Threads),
                DataFolder = folder is null ? null : Path.GetFullPath(folder),
                Notice = static sentence => Console.Out.WriteLine(sentence),
            };
            return await Serve(options, loaded, addresses, cancel);
        });
        return command;
    }

    private static async Task<int> Serve(EmbeddedOptions options, LoadedWorld loaded, IReadOnlyList<Uri> addresses, CancellationToken cancel)
    {
        await using var twin = await Open(options);
        await using var app = Build(twin, addresses);
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

        Banner.Write(Console.Out, twin, loaded, options, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        var stop = new TaskCompletionSource();
        await using (cancel.Register(() => stop.TrySetResult()))
        await using (app.Lifetime.ApplicationStopping.Register(() => stop.TrySetResult()))
        {
            await Task.WhenAny(stop.Task, twin.Completion);
        }

        if (twin.Completion.IsFaulted)
        {
            throw new ToolException(ExitCodes.Failed, $"The twin stopped on an error: {twin.Completion.Exception!.InnerException!.Message}");
        }

        Console.Out.WriteLine("Stopping ...");
        await app.StopAsync(CancellationToken.None);
        await twin.DisposeAsync();
        Console.Out.WriteLine(options.DataFolder is null
            ? $"Stopped after tick {twin.Latest.Tick}; nothing was kept."
            : $"Stopped after tick {twin.Latest.Tick}; a start on the same data goes on from there.");
        return ExitCodes.Ok;
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

    private static WebApplication Build(EmbeddedTwin twin, IReadOnlyList<Uri> addresses)
    {
        // Empty: no environment variable and no file beside the program can make it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var api = new TwinApiOptions();
        builder.WebHost.UseTwinServer(addresses, api);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<ITwin>(twin);
        builder.Services.AddTwinApi(api);
        var app = builder.Build();
        app.MapTwinApi();
        return app;
    }
}
