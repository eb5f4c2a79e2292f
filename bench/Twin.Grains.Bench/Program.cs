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
const int Ticks = 20, TicksOfRound = 2, Rounds = 5, LendingChunk = 1000;
int[] chunks = [250, 500, 1000, 2000, 4000];
var wanted = args is [var given] ? int.Parse(given) : 100_000;

var starting = Stopwatch.StartNew();
var loaded = WorldLoader.Load("china");
var options = new TwinClusterOptions { World = loaded.World, WorldDigest = loaded.Digest, Speed = ClockView.MostSpeed, RackDeadline = TimeSpan.FromMinutes(1), RackIdle = TimeSpan.FromHours(1) };
var clock = new TickClock();
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
builder.UseOrleans(silo =>
{
    var (port, gateway) = (FreePort(), FreePort());
    silo.UseLocalhostClustering(port, gateway, new IPEndPoint(IPAddress.Loopback, port));
    silo.Configure<EndpointOptions>(end => end.AdvertisedIPAddress = IPAddress.Loopback);
    silo.Services.AddSingleton<IStepHook>(clock);
    silo.AddTwin(options);

    // A call that fans out to thousands lasts as long as all of them, on a busy machine above all.
    silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromMinutes(5));
});
using var host = builder.Build();
await host.StartAsync();
var (twin, grains, key) = (host.Services.GetRequiredService<ITwin>(), host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<CallerKey>());
await Beyond(0);
Say("default world, one silo: start to first complete tick", starting.Elapsed.TotalSeconds, "s");
await clock.Next(5);
var dormantS = Median(await clock.Next(Ticks));
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
var cpu = Cpu();
var lendingS = await Each(racks.Length, LendingChunk, i => racks[i].Read());
var lendingCpuS = Cpu() - cpu;
Say($"lending {racks.Length:N0} racks", racks.Length / lendingS, "racks/s");
Say("lending, processor time of a rack", lendingCpuS / racks.Length * 1e6, "µs");
Say("memory of a lent rack", (Heap() - before) / (double)racks.Length, "B");
await Go(2);

// The same fan-out with and without the twin, one after the other for each chunk size; each at its best.
var bareCenters = centers.Select(c => grains.GetGrain<IBareCenter>(c.Path.Value)).ToArray();
var (lentS, bareS) = (double.PositiveInfinity, double.PositiveInfinity);
cpu = Cpu();
var activatingS = await Bare(LendingChunk);
Say("bare Orleans, activating as many with a call each", racks.Length / activatingS, "racks/s");
Say("bare Orleans, processor time of an activation", (Cpu() - cpu) / racks.Length * 1e6, "µs");
foreach (var chunk in chunks)
{
    options.RackChunk = chunk;
    var (ours, theirs) = (new double[Rounds], new double[Rounds]);
    var (oursCpuS, theirsCpuS) = (0.0, 0.0);
    for (var round = 0; round < Rounds; round++)
    {
        cpu = Cpu();
        ours[round] = await Go(TicksOfRound);
        oursCpuS += (Cpu() - cpu) / (1 + TicksOfRound) / Rounds;
        cpu = Cpu();
        theirs[round] = await Bare(chunk);
        theirsCpuS += (Cpu() - cpu) / Rounds;
    }

    Say($"chunks of {chunk:N0}: a tick with {racks.Length:N0} racks lent", Median(ours), $"s ({oursCpuS:0.00} s of processor time)");
    Say($"chunks of {chunk:N0}: bare Orleans, the same fan-out", Median(theirs), $"s ({theirsCpuS:0.00} s of processor time)");
    (lentS, bareS) = (Math.Min(lentS, Median(ours)), Math.Min(bareS, Median(theirs)));
}

Say($"tick, {racks.Length:N0} racks lent", lentS, "s");
Say("lent racks' calls", racks.Length / (lentS - dormantS), "calls/s");
Say("bare Orleans, the same fan-out", racks.Length / bareS, "calls/s");
Say("lent over bare", 100 * bareS / (lentS - dormantS), "%");

var telemetry = new RackTelemetry(1, 25, 2);
var bareRacks = centers.SelectMany(c => Enumerable.Range(0, Math.Min(c.RackCount, wanted)).Select(i => grains.GetGrain<IBareRack>($"{c.Path}/{i}"))).Take(racks.Length).ToArray();
var (measuredS, bareMeasuredS) = (double.PositiveInfinity, double.PositiveInfinity);
foreach (var chunk in chunks)
{
    var (ours, theirs) = (new double[Rounds], new double[Rounds]);
    for (var round = 0; round < Rounds; round++)
    {
        key.Show();
        ours[round] = await Each(racks.Length, chunk, i => racks[i].Measured(telemetry));
        theirs[round] = await Each(racks.Length, chunk, i => bareRacks[i].Measured(telemetry));
    }

    (measuredS, bareMeasuredS) = (Math.Min(measuredS, Median(ours)), Math.Min(bareMeasuredS, Median(theirs)));
}

Say("telemetry into rack grains", racks.Length / measuredS, "calls/s");
Say("bare Orleans, the same calls", racks.Length / bareMeasuredS, "calls/s");
Say("telemetry over bare", 100 * bareMeasuredS / measuredS, "%");
Say("garbage collection, of all time since the start", 100 * GC.GetTotalPauseDuration() / starting.Elapsed, "%");
if (File.Exists("/proc/loadavg"))
{
    Console.WriteLine($"| load of the machine at the end (1, 5, 15 min), {Environment.ProcessorCount} cores | {string.Join(", ", File.ReadAllText("/proc/loadavg").Split(' ')[..3])} |");
}

await host.StopAsync();

// Seconds of a tick, of so many after the first.
async Task<double> Go(int ticks)
{
    await twin.SetClock(new ClockRequest(false, null), default);
    var seconds = await clock.Next(1 + ticks);
    await twin.SetClock(new ClockRequest(true, null), default);
    return Median(seconds[1..]);
}

async Task<double> Bare(int chunk)
{
    var watch = Stopwatch.StartNew();
    await Task.WhenAll(centers.Select((c, i) => bareCenters[i].Step(Math.Min(c.RackCount, wanted), chunk, 1)));
    return watch.Elapsed.TotalSeconds * racks.Length / centers.Sum(c => Math.Min(c.RackCount, wanted));
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

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;

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
