using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Twin.Cli;
using Twin.Contracts;
using Twin.Engine;
using Twin.Grains;
using Twin.Workplace;

namespace Twin.Silo;

/// <summary><c>twin-silo serve</c>: one silo that runs a world live, with API and page, until it is stopped.</summary>
internal static class SiloCommand
{
    // A database holds one cluster.
    private const string ClusterName = "twin";

    public static Command Make()
    {
        var choice = new ServeChoice();
        var viewer = Keys("--viewer-key", "A key with which Orleans clients may read and subscribe; may be given again.");
        var operators = Keys("--operator-key", "A key with which Orleans clients may also steer racks and the clock.");
        var engineer = Keys("--engineer-key", "A key with which Orleans clients may also inject events.");
        var place = new ClusterPlace();
        var command = new Command("serve", "Runs a world live on a silo, with API and page, until it is stopped with Ctrl+C.") { viewer, operators, engineer };
        var count = Count();
        command.Add(count);
        choice.AddTo(command);
        place.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var served = choice.Read(parsed, Console.Out, edition: "-cluster");
            var (postgres, addresses) = place.Read(parsed, served.Addresses);
            served = served with { DataFolder = postgres is null ? served.DataFolder : null, Addresses = addresses };
            var keys = new Dictionary<string, TwinRole>(StringComparer.Ordinal);
            foreach (var (option, role) in new[] { (viewer, TwinRole.Viewer), (operators, TwinRole.Operator), (engineer, TwinRole.Engineer) })
            {
                foreach (var key in parsed.GetValue(option)!)
                {
                    keys[key] = role;
                }
            }

            return await Serve(
                new TwinClusterOptions
                {
                    World = served.Loaded.World, WorldDigest = served.Loaded.Digest, Seed = served.Seed, StepMs = served.StepMs,
                    Speed = served.Speed, DataFolder = served.DataFolder, Postgres = postgres, Keys = keys, BeginWithSilos = parsed.GetValue(count),
                },
                served, parsed.GetValue(count), cancel);
        });
        return command;
    }

    private static Option<string[]> Keys(string name, string description) =>
        new(name) { Description = description, HelpName = "KEY", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = false };

    private static Option<int> Count() => new("--silos")
    {
        Description = $"Silos in this process, 1 to {LocalSilos.Most}; where there are several, the console has a button that kills one.", HelpName = "N", DefaultValueFactory = _ => 1,
        CustomParser = r => (int)Values.Number(r, "--silos", 1, LocalSilos.Most, "silos"),
    };

    private static async Task<int> Serve(TwinClusterOptions options, Served served, int count, CancellationToken cancel)
    {
        var ports = SiloPorts.Choose();
        using var silos = new LocalSilos(count, (number, beside) =>
        {
            var own = beside is null ? ports : SiloPorts.ChooseFree();
            var name = options.Postgres is null ? $"silo-{number}" : $"silo-{own.Silo}"; // other processes count silos too
            return (name, Build(options, name, own, ports.Silo, beside));
        });
        var silo = silos.First;
        try
        {
            await silos.Start(cancel);
        }
        catch (DataFolderException e)
        {
            throw new ToolException(ExitCodes.Failed, e.Message);
        }

        var twin = silo.Services.GetRequiredService<ITwin>();
        await using var app = ServeCommand.Build(twin, served.Addresses, services => services.AddTwinConsole(new TwinConsoleOptions { Kill = silos.Killer }), pages => pages.MapTwinConsole());
        await ServeCommand.Listen(app, served.Addresses, cancel);
        Console.Out.WriteLine($"Silo on port {ports.Silo}, Orleans clients on port {ports.Gateway} of this machine.");
        Banner.Write(Console.Out, twin, served.Loaded, options.Postgres is null ? options.DataFolder : "in the PostgreSQL database", app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        var stop = new TaskCompletionSource();
        await using (cancel.Register(() => stop.TrySetResult()))
        await using (app.Lifetime.ApplicationStopping.Register(() => stop.TrySetResult()))
        {
            await stop.Task;
        }

        Console.Out.WriteLine("Stopping ...");
        await app.StopAsync(CancellationToken.None);
        await silos.Stop();
        Console.Out.WriteLine(options.Ephemeral
            ? $"Stopped after tick {twin.Latest.Tick}; nothing was kept."
            : $"Stopped after tick {twin.Latest.Tick}; a start on the same data goes on from there.");
        return ExitCodes.Ok;
    }

    /// <param name="first">Port of the silo that keeps the membership.</param>
    /// <param name="beside">Services of a silo of this process that was built before.</param>
    private static IHost Build(TwinClusterOptions options, string name, SiloPorts ports, int first, IServiceProvider? beside)
    {
        // Empty: no environment variable and no file beside the program can make it listen elsewhere.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error); // it would have a server's garbage collector on a laptop
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // its first look compares with the start of the machine
        builder.UseOrleans(silo =>
        {
            if (options.Postgres is null)
            {
                silo.UseLocalhostClustering(ports.Silo, ports.Gateway, new IPEndPoint(IPAddress.Loopback, first));
                silo.Configure<EndpointOptions>(end => end.AdvertisedIPAddress = IPAddress.Loopback);
            }
            else
            {
                silo.ConfigureEndpoints(IPAddress.Loopback, ports.Silo, ports.Gateway);
                silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (ClusterName, ClusterName));
            }

            silo.Configure<SiloOptions>(own => own.SiloName = name);
            silo.AddTwin(options, beside);
        });
        return builder.Build();
    }
}
