using Twin.Contracts;
using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Kills;
using Xunit.Abstractions;

namespace Twin.Grains.Tests.Chaos;

/// <summary>Silos come, go and die, commands and lent racks flow, and no published tick is mixed, short of a child, or older than one before.</summary>
public sealed class ElasticChaosTests(ITestOutputHelper output)
{
    private const int Seed = 5;
    private const int MostSilos = 4;
    private const int ShortLife = 6;
    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);
    private static readonly bool Long = Environment.GetEnvironmentVariable("TWIN_LONG") == "1";

    [Fact]
    public async Task Silos_start_stop_and_die_while_time_runs()
    {
        var options = SmallCluster.Standard with { Seed = Seed, CheckpointTicks = 10, LendAllUpTo = 0 };
        await using var cluster = await SmallCluster.Start(options, 1, mortal: true);
        await using var commands = new CommandTraffic(cluster, Seed);
        await using var racks = new RackTraffic(cluster, Seed, runs: true);
        await cluster.Reached(5);
        using var ending = new CancellationTokenSource();
        var watching = Watch(cluster, ending.Token);
        var chance = new Random(Seed);
        var counts = new int[3];
        var lived = System.Diagnostics.Stopwatch.StartNew();
        for (var fault = 0; Long ? lived.Elapsed < LongLife : fault < ShortLife; fault++)
        {
            var up = cluster.Silos.GetActiveSilos().ToArray();
            var what = up.Length == 1 ? 0 : up.Length == MostSilos ? 1 + chance.Next(2) : chance.Next(3);
            counts[what]++;
            switch (what)
            {
                case 0:
                    await cluster.Silos.StartAdditionalSiloAsync();
                    break;
                case 1:
                    await cluster.Silos.StopSiloAsync(up[chance.Next(up.Length)]);
                    break;
                default:
                    await cluster.Silos.KillSiloAsync(up[chance.Next(up.Length)]);
                    break;
            }

            await cluster.Reached(cluster.Log.Last + 5);
        }

        // The last fault is over: time runs again soon. How soon is held where nothing else runs beside it, in the long form.
        var since = System.Diagnostics.Stopwatch.StartNew();
        await cluster.Reached(cluster.Log.Last + 5);
        output.WriteLine($"after the last fault, five more ticks within {since.Elapsed.TotalSeconds:0.0} s");
        if (Long)
        {
            since.Elapsed.ShouldBeLessThan(BackWithin);
        }

        await ending.CancelAsync();
        (await watching).ShouldBeEmpty();
        await KillSweepTests.Hold(cluster, options, commands, $"Seed {Seed}: {counts[0]} silos started, {counts[1]} stopped, {counts[2]} killed.");
        racks.Wrong.ShouldBeEmpty();
        output.WriteLine($"{counts[0]} silos started, {counts[1]} stopped, {counts[2]} killed, in {lived.Elapsed.TotalSeconds:0} s; {await KillSweepTests.Summary(cluster, commands)}, {racks.Attached} racks attached");
    }

    /// <summary>What is wrong with the frames that any one silo shows.</summary>
    private static async Task<List<string>> Watch(SmallCluster cluster, CancellationToken cancel)
    {
        var wrong = new List<string>();
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var twin = cluster.Twin;
                var tick = -2L;
                await foreach (var frame in twin.Watch(cancel))
                {
                    if (frame.Tick < tick)
                    {
                        wrong.Add($"tick {frame.Tick} was shown after tick {tick}");
                    }

                    tick = frame.Tick;
                    for (var i = 0; i < frame.Nodes.Count && frame.Tick >= 0; i++)
                    {
                        if (!frame.Nodes[i].Closure.Holds || frame.Nodes[i].Reading[Model.Quantity.Racks] != twin.Info.Nodes[i].Racks)
                        {
                            wrong.Add($"tick {frame.Tick}: {twin.Info.Nodes[i].Path} does not close: {frame.Nodes[i].Closure}");
                        }
                    }
                }
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
            {
                // That silo has gone; the next one is watched.
                await Task.Delay(50, CancellationToken.None);
            }
        }

        return wrong;
    }
}
