using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Twin.Client;
using Twin.Contracts;
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
    private const int Flood = 5000;

    public static async Task Run()
    {
        var world = WorldLoader.Load(WorldFolder.DefaultWorld);
        await using var served = await ServedWorld.Start(world.World, world.Digest, speed: 100_000);
        using var http = new HttpClient { BaseAddress = served.Address, Timeout = TimeSpan.FromMinutes(5) };

        // A day of history, as fast as it goes, and then the usual speed.
        await served.Until(8640);
        await served.Twin.SetClock(new ClockRequest(null, 60), default);
        Console.WriteLine($"| measured, '{world.World.Name}', {world.World.RackCount:N0} racks | median | 99th percentile |");
        Console.WriteLine("|---|--:|--:|");
        Show("24 h of one hub's history, 300 points", await Times(() => http.GetByteArrayAsync("/api/v1/nodes/shanxi%2Fdatong/history?metric=itKw&from=now-24h&points=300")));
        Show("sum and quantiles over all data centers", await Times(() => http.GetByteArrayAsync("/api/v1/aggregate?metrics=itKw,pue,maxInletC&stats=mean,p50,p99")));
        Show("quantiles over all racks, two metrics", await Times(() => http.GetByteArrayAsync("/api/v1/aggregate?level=rack&metrics=inletC,powerKw&stats=mean,p50,p99")));
        Show("all 358 nodes with six metrics, as JSON", await Times(() => http.GetByteArrayAsync("/api/v1/nodes?limit=500&metrics=itKw,facilityKw,pue,maxInletC,loadShare,waterLph&fields=path,reading")));
        Show($"from accepted to shown, {Readers} readers at 2 Hz", await Shown(http, served));
        Show($"the same beside {Stuck} readers that never read", await BesideStuck(served.Address, () => Shown(http, served)));
        Show($"between two ticks while {Flood:N0} requests come at once", await TicksInFlood(served));
        Console.WriteLine($"A tick is 167 ms at that speed: two of them and 250 ms are 583 ms.");
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
    private static async Task<double[]> Shown(HttpClient http, ServedWorld served)
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
            await served.Until(served.Twin.Latest.Tick + 5 + (i % 3));
        }

        await served.Until(served.Twin.Latest.Tick + 20);
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

    /// <summary>Wall time between two ticks while as many requests as that are on their way, ms.</summary>
    private static async Task<double[]> TicksInFlood(ServedWorld served)
    {
        string[] paths = ["nodes?limit=500", "aggregate?level=rack&metrics=inletC,powerKw&stats=p50,p99", "network", "nodes/shanxi%2Fdatong/history?metric=itKw&points=1000", "nodes/nowhere"];
        using var many = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4000 }) { BaseAddress = served.Address, Timeout = TimeSpan.FromMinutes(5) };
        var flood = Task.WhenAll(Enumerable.Range(0, Flood).Select(async i =>
        {
            using var answer = await many.GetAsync($"/api/v1/{paths[i % paths.Length]}");
            await answer.Content.CopyToAsync(Stream.Null);
        }));
        var between = new List<double>();
        var last = 0L;
        await foreach (var frame in served.Twin.Watch(CancellationToken.None))
        {
            if (last > 0)
            {
                between.Add(frame.WallMs - last);
            }

            last = frame.WallMs;
            if (flood.IsCompleted)
            {
                break;
            }
        }

        await flood;
        return [.. between];
    }

    private static void Show(string what, double[] ms)
    {
        Array.Sort(ms);
        Console.WriteLine($"| {what} | {ms[ms.Length / 2]:0.0} ms | {ms[(int)(ms.Length * 0.99)]:0.0} ms |");
    }
}
