using System.Diagnostics;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Cli;

/// <summary>What a whole world takes.</summary>
/// <param name="LoadS">Reading its files and making its models.</param>
/// <param name="DayS">24 simulated hours at a step of 60 s, with sums each tick and the hash at the end; median.</param>
/// <param name="LiveTickMs">One tick of 10 s; median.</param>
/// <param name="LiveTick99Ms">The 99th percentile of them.</param>
/// <param name="ResidentMiB">Of this process with one world in it.</param>
internal sealed record WorldFigures(
    string World, int Racks, int Threads, double LoadS, double DayS, double LiveTickMs, double LiveTick99Ms, double ResidentMiB, string DayHash);

/// <summary>Measures a world as <c>run</c> and <c>serve</c> step it.</summary>
internal static class WorldBench
{
    private const int DayTicks = 1440;
    private const int LiveTicks = 360;

    public static WorldFigures Measure(string name, int threads, int days, CancellationToken cancel)
    {
        var loading = Stopwatch.StartNew();
        var loaded = WorldLoader.Load(name);
        double loadS = 0;
        var seconds = new List<double>();
        var hash = "";
        for (var day = 0; day < days; day++)
        {
            using var world = new World(loaded.World, loaded.Digest, 1, 60_000, threads);
            loadS = day == 0 ? loading.Elapsed.TotalSeconds : loadS;
            var totals = new Totals(world);
            var watch = Stopwatch.StartNew();
            for (var tick = 0; tick < DayTicks; tick++)
            {
                cancel.ThrowIfCancellationRequested();
                world.Step();
                totals.Add();
            }

            hash = World.Text(world.Hash());
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        var (live, resident) = Live(loaded, threads, cancel);
        return new WorldFigures(
            loaded.World.Name, loaded.World.RackCount, threads, loadS, Median.Of(seconds), Median.Of(live), live[(int)(live.Length * 0.99)], resident, hash);
    }

    private static (double[] Sorted, double ResidentMiB) Live(LoadedWorld loaded, int threads, CancellationToken cancel)
    {
        using var world = new World(loaded.World, loaded.Digest, 1, 10_000, threads);
        var times = new double[LiveTicks];
        for (var tick = 0; tick < LiveTicks; tick++)
        {
            cancel.ThrowIfCancellationRequested();
            var begun = Stopwatch.GetTimestamp();
            world.Step();
            times[tick] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        GC.Collect();
        using var self = Process.GetCurrentProcess();
        Array.Sort(times);
        return (times, self.WorkingSet64 / 1048576.0);
    }
}
