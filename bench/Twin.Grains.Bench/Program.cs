// The cluster edition against bare Orleans, in one process and one run:
//   dotnet run -c Release --project bench/Twin.Grains.Bench [LENT RACKS]
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Twin.Contracts;
using Twin.Engine.Config;
using Twin.Grains;
using Twin.Grains.Bench;
using Twin.Model;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Ticks = 20;
int[] chunks = [250, 500, 1000, 2000, 4000];
var wanted = args is [var given] ? int.Parse(given) : 100_000;

var starting = Stopwatch.StartNew();
var loaded = WorldLoader.Load("china");
var options = new TwinClusterOptions { World = loaded.World, WorldDigest = loaded.Digest, Speed = ClockView.MostSpeed, RackDeadline = TimeSpan.FromMinutes(1), RackIdle = TimeSpan.FromHours(1) };
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
builder.UseOrleans(silo =>
{
    var (port, gateway) = (FreePort(), FreePort());
    silo.UseLocalhostClustering(port, gateway, new IPEndPoint(IPAddress.Loopback, port));
    silo.Configure<EndpointOptions>(end => end.AdvertisedIPAddress = IPAddress.Loopback);
    silo.AddTwin(options);
});
using var host = builder.Build();
await host.StartAsync();
var (twin, grains, key) = (host.Services.GetRequiredService<ITwin>(), host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<CallerKey>());
await Beyond(0);
Say("default world, one silo: start to first complete tick", starting.Elapsed.TotalSeconds, "s");
await Beyond(twin.Latest.Tick + 5);
var dormantS = await TickS();
Say("tick, racks dormant", dormantS * 1000, "ms");
await twin.SetClock(new ClockRequest(true, null), default);
Say("resident", Resident() / 1048576.0, "MiB");

// Whole data centers, until there are enough racks.
var centers = new List<DataCenterSpec>();
foreach (var center in loaded.World.DataCenters.TakeWhile(_ => centers.Sum(c => c.RackCount) < wanted))
{
    centers.Add(center);
}

var paths = centers.SelectMany(c => Enumerable.Range(0, c.RackCount).Select(i => c.Path.Child(NodePath.RackName(i)))).Take(wanted).ToArray();
IRackGrain[] racks = [.. paths.Select(p => grains.Rack(p))];
key.Show();
var before = Heap();
var lendingS = await Each(racks.Length, 1000, i => racks[i].Read());
Say("lending", racks.Length / lendingS, "racks/s");
Say("memory of a lent rack", (Heap() - before) / (double)racks.Length, "B");
foreach (var _ in Enumerable.Range(0, 2))
{
    await Go(2);
}

var lentS = await Go(Ticks);
Say($"tick, {racks.Length:N0} racks lent", lentS, "s");
var calls = racks.Length / (lentS - dormantS);
Say("lent racks' calls", calls, "calls/s");

var bareCenters = centers.Select(c => grains.GetGrain<IBareCenter>(c.Path.Value)).ToArray();
var bare = 0.0;
foreach (var chunk in chunks)
{
    for (var round = 0; round < 4; round++)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(centers.Select((c, i) => bareCenters[i].Step(Math.Min(c.RackCount, wanted), chunk, round)));
        bare = round == 0 ? bare : Math.Max(bare, centers.Sum(c => Math.Min(c.RackCount, wanted)) / watch.Elapsed.TotalSeconds);
    }
}

Say("bare Orleans, the same fan-out, its best chunk", bare, "calls/s");
Say("lent over bare", 100 * calls / bare, "%");

var telemetry = new RackTelemetry(1, 25, 2);
var bareRacks = centers.SelectMany(c => Enumerable.Range(0, Math.Min(c.RackCount, wanted)).Select(i => grains.GetGrain<IBareRack>($"{c.Path}/{i}"))).Take(racks.Length).ToArray();
var (measured, bareMeasured) = (0.0, 0.0);
foreach (var chunk in chunks)
{
    key.Show();
    measured = Math.Max(measured, racks.Length / await Each(racks.Length, chunk, i => racks[i].Measured(telemetry)));
    bareMeasured = Math.Max(bareMeasured, racks.Length / await Each(racks.Length, chunk, i => bareRacks[i].Measured(telemetry)));
}

Say("telemetry into rack grains", measured, "calls/s");
Say("bare Orleans, the same calls", bareMeasured, "calls/s");
Say("telemetry over bare", 100 * measured / bareMeasured, "%");
await host.StopAsync();

async Task<double> Go(int ticks)
{
    var from = twin.Latest.Tick;
    await twin.SetClock(new ClockRequest(false, null), default);
    await Beyond(from + 1);
    var (watch, at) = (Stopwatch.StartNew(), twin.Latest.Tick);
    await Beyond(at + ticks);
    var each = watch.Elapsed.TotalSeconds / (twin.Latest.Tick - at);
    await twin.SetClock(new ClockRequest(true, null), default);
    return each;
}

async Task<double> TickS()
{
    var (watch, at) = (Stopwatch.StartNew(), twin.Latest.Tick);
    await Beyond(at + Ticks);
    return watch.Elapsed.TotalSeconds / (twin.Latest.Tick - at);
}

async Task Beyond(long tick)
{
    await foreach (var frame in twin.Watch(default))
    {
        if (frame.Tick >= tick)
        {
            return;
        }
    }
}

static async Task<double> Each<T>(int count, int chunk, Func<int, Task<T>> call)
{
    var watch = Stopwatch.StartNew();
    await Fan.Out(count, chunk, call);
    return watch.Elapsed.TotalSeconds;
}

static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

static long Resident()
{
    using var self = Process.GetCurrentProcess();
    return self.WorkingSet64;
}

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}

static void Say(string what, double value, string unit) => Console.WriteLine($"| {what} | {value:#,0.###} {unit} |");
