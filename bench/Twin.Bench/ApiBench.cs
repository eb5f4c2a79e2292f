using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Twin.Api;
using Twin.Client;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Bench;

/// <summary>
/// The API of the default world under load. Server and readers share this process and its machine, so that what is
/// measured is an upper bound of what readers elsewhere would see.
/// </summary>
internal static class ApiBench
{
    private const int Readers = 1000;
    private const int Stuck = 200;
    private const int Events = 20;
    private const int Reads = 21;

    public static async Task Run()
    {
        var world = WorldLoader.Load(WorldFolder.DefaultWorld);
        await using var twin = await EmbeddedTwin.Open(new EmbeddedOptions { World = world.World, WorldDigest = world.Digest, Speed = 100_000 });
        ListenAddresses.TryRead("http://127.0.0.1:0", out var addresses, out _);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTwinServer(addresses, new TwinApiOptions());
        builder.Services.AddSingleton<ITwin>(twin);
        builder.Services.AddTwinApi();
        await using var app = builder.Build();
        app.MapTwinApi();
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

        // A day of history, as fast as it goes, and then the usual speed.
        await Until(twin, 8640);
        await twin.SetClock(new ClockRequest(null, 60), default);
        Console.WriteLine($"| measured, '{world.World.Name}', {world.World.RackCount:N0} racks | median | 99th percentile |");
        Console.WriteLine("|---|--:|--:|");
        Show("24 h of one hub's history, 300 points", await Times(() => http.GetByteArrayAsync("/api/v1/nodes/shanxi%2Fdatong/history?metric=itKw&from=now-24h&points=300")));
        Show("sum and quantiles over all data centers", await Times(() => http.GetByteArrayAsync("/api/v1/aggregate?metrics=itKw,pue,maxInletC&stats=mean,p50,p99")));
        Show("quantiles over all racks, two metrics", await Times(() => http.GetByteArrayAsync("/api/v1/aggregate?level=rack&metrics=inletC,powerKw&stats=mean,p50,p99")));
        Show("all 358 nodes with six metrics, as JSON", await Times(() => http.GetByteArrayAsync("/api/v1/nodes?limit=500&metrics=itKw,facilityKw,pue,maxInletC,loadShare,waterLph&fields=path,reading")));
        Show($"from accepted to shown, {Readers} readers at 2 Hz", await Shown(http, twin));
        Show($"the same beside {Stuck} readers that never read", await BesideStuck(address, () => Shown(http, twin)));
        Console.WriteLine($"A tick is 167 ms at that speed: two of them and 250 ms are 583 ms.");
        await app.StopAsync();
    }

    private static async Task<double[]> Times(Func<Task<byte[]>> call)
    {
        var times = new double[Reads];
        await call();
        for (var i = 0; i < Reads; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await call();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return times;
    }

    /// <summary>From a command's answer to the message that tells of its event, ms, of every reader and event.</summary>
    private static async Task<double[]> Shown(HttpClient http, EmbeddedTwin twin)
    {
        using var over = new CancellationTokenSource();
        var arrivals = Enumerable.Range(0, Readers).Select(_ => new Dictionary<string, long>()).ToArray();
        var begun = new CountdownEvent(Readers);
        using var many = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers }) { BaseAddress = http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        var reading = arrivals.Select(a => Task.Run(() => Read(many, a, begun, over.Token))).ToArray();
        await Task.Run(begun.Wait);
        var client = new TwinClient(http);
        var accepted = new List<(string Id, long At)>();
        for (var i = 0; i < Events; i++)
        {
            var id = $"{Guid.NewGuid():N}";
            await client.Inject(new InjectRequest(id, "bench", EventKind.HeatWave, NodePath.Parse("shanxi/datong"), "", null, 1, 60_000, false, 60_000, ""));
            accepted.Add((id, Stopwatch.GetTimestamp()));
            await Until(twin, twin.Latest.Tick + 5 + (i % 3));
        }

        await Until(twin, twin.Latest.Tick + 20);
        await over.CancelAsync();
        await Task.WhenAll(reading);
        return [.. arrivals.SelectMany(a => accepted.Select(e => a.TryGetValue(e.Id, out var at) ? Math.Max(0, Stopwatch.GetElapsedTime(e.At, at).TotalMilliseconds) : double.PositiveInfinity))];
    }

    private static async Task Read(HttpClient http, Dictionary<string, long> arrivals, CountdownEvent begun, CancellationToken over)
    {
        try
        {
            using var response = await http.GetAsync("/api/v1/stream?rate=2&metrics=itKw,facilityKw,pue,maxInletC", HttpCompletionOption.ResponseHeadersRead, over);
            await using var body = await response.Content.ReadAsStreamAsync(over);
            begun.Signal();
            await foreach (var item in SseParser.Create(body, (type, data) => type == "occurrence" ? Encoding.UTF8.GetString(data) : "").EnumerateAsync(over))
            {
                if (item.Data.Length > 0 && JsonDocument.Parse(item.Data).RootElement.GetProperty("eventId").GetString() is { } id)
                {
                    arrivals.TryAdd(id, Stopwatch.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task<double[]> BesideStuck(Uri address, Func<Task<double[]>> measure)
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < Stuck; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
                sockets.Add(socket);
                await socket.ConnectAsync(address.Host, address.Port);
                await socket.SendAsync(Encoding.ASCII.GetBytes("GET /api/v1/stream?rate=20 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }

            return await measure();
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    private static async Task Until(EmbeddedTwin twin, long tick)
    {
        await foreach (var frame in twin.Watch(CancellationToken.None))
        {
            if (frame.Tick >= tick)
            {
                return;
            }
        }
    }

    private static void Show(string what, double[] ms)
    {
        Array.Sort(ms);
        Console.WriteLine($"| {what} | {ms[ms.Length / 2]:0.0} ms | {ms[(int)(ms.Length * 0.99)]:0.0} ms |");
    }
}
