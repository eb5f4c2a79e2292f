// An Orleans client of the cluster edition: reads a rack, subscribes to a hub, injects an event, and goes on when a silo dies.
//
//   ClusterClient CLUSTER GATEWAYS KEY RACK
//
// CLUSTER is dev for one silo, twin for silos that share a PostgreSQL database; GATEWAYS are the ports that the silos
// print, with commas between; KEY was given to the silos with --engineer-key; RACK is a path such as shanxi/datong/jd/r-00417.
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Twin.Contracts;
using Twin.Grains;
using Twin.Model;

if (args is not [var cluster, var gateways, var key, var path])
{
    Console.Error.WriteLine("ClusterClient CLUSTER GATEWAYS KEY RACK, such as: ClusterClient dev 30000 my-key shanxi/datong/jd/r-00417");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int[] ports = [.. gateways.Split(',').Select(int.Parse)];
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.UseOrleansClient(client => client
    .UseLocalhostClustering(ports, cluster, cluster)
    .AddTwinClient(new TwinClientOptions { Key = key })
    .UseConnectionRetryFilter((_, _) => Task.FromResult(true))
    .Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(5)));
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IClusterClient>();

var rackPath = NodePath.Parse(path);
var (rack, hub) = (grains.Rack(rackPath), grains.Hub(rackPath.Parent.Parent));
var observer = new HubObserver();
var reference = grains.CreateObjectReference<INodeObserver>(observer);

// The id is the client's own: however often it is asked for, the event happens once.
var request = new InjectRequest(
    $"sample-{Guid.NewGuid():N}", "the sample", EventKind.RackCap, rackPath, "", StartMs: null, Magnitude: 0.5, DurationMs: 3_600_000,
    UntilEnded: false, RampMs: null, "to see what it does");
var accepted = await UntilAnswered(() => grains.Network().Inject(request));
Console.WriteLine($"event {accepted.Id} takes effect in tick {accepted.Tick}");

// A subscription lapses unless it is renewed, and is lost with the silo that held it: renewing it mends both.
while (true)
{
    await UntilAnswered(async () =>
    {
        await hub.Subscribe(reference);
        return true;
    });
    var state = await UntilAnswered(rack.Read);
    Console.WriteLine($"rack {state.Path} at tick {state.Tick}: {state.PowerKw:0.00} kW, inlet {state.InletC:0.0} °C, {state.Quality}");
    await Task.Delay(TimeSpan.FromSeconds(1));
}

// A silo may die in the middle of a call: ask again, another one answers.
static async Task<T> UntilAnswered<T>(Func<Task<T>> call)
{
    while (true)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is not TwinRefusedException { Refusal: not Refusal.Conflict })
        {
            Console.WriteLine($"again: {e.Message.Split('\n')[0]}");
            await Task.Delay(200);
        }
    }
}

/// <summary>Prints each tick of a hub. Ticks that come again after a silo's death are known by their number.</summary>
internal sealed class HubObserver : INodeObserver
{
    private long _tick = -1;

    public Task Completed(NodeState state)
    {
        if (state.Tick > _tick)
        {
            _tick = state.Tick;
            Console.WriteLine($"hub {state.Path} at tick {state.Tick}: {state.Node.Reading[Quantity.ItKw]:0} kW of IT");
        }

        return Task.CompletedTask;
    }
}
