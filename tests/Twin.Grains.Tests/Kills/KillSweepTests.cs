using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Hashes;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Grains.Tests.Kills;

/// <summary>Whatever is lost at whatever moment, every published hash and every acknowledged command stays true.</summary>
public sealed class KillSweepTests(ITestOutputHelper output)
{
    private const int Seed = 7;
    private static readonly bool Long = Environment.GetEnvironmentVariable("TWIN_LONG") == "1";

    private static readonly StepMoment[] OfNodes = [StepMoment.BeforePrepare, StepMoment.AfterPrepare, StepMoment.BeforeReply, StepMoment.AfterReply];
    private static readonly StepMoment[] OfCheckpoints = [StepMoment.BeforeCheckpoint, StepMoment.AfterCheckpoint];

    [Fact]
    public async Task An_activation_may_be_lost_at_every_moment_of_a_tick()
    {
        var options = SmallCluster.Standard with { Seed = Seed, CheckpointTicks = 5, LendAllUpTo = 1_000_000 };
        await using var cluster = await SmallCluster.Start(options, 2);
        await using var commands = new CommandTraffic(cluster, Seed);
        await cluster.Reached(3);
        var lost = new ConcurrentQueue<string>();
        foreach (var (node, moment) in Plan())
        {
            var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            cluster.Log.Plan = (at, who, tick) => at == moment && who == node && done.TrySetResult(tick);
            long tick;
            try
            {
                tick = await done.Task.WaitAsync(SmallCluster.Patience);
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"'{node}' met no moment {moment}; the last tick is {cluster.Log.Last}. The grains said: {cluster.Warnings}", e);
            }

            lost.Enqueue($"{node} {moment} at tick {tick}");
            await cluster.Reached(tick + 2);
        }

        await Hold(cluster, options, commands, $"Lost: {string.Join("; ", lost)}.");
        output.WriteLine($"{lost.Count} activations lost; {await Summary(cluster, commands)}");
    }

    [Fact]
    public async Task A_silo_may_be_killed_whatever_it_holds()
    {
        var options = SmallCluster.Standard with { Seed = Seed, CheckpointTicks = 10, LendAllUpTo = 0 };
        await using var cluster = await SmallCluster.Start(options, 3, mortal: true);
        await using var commands = new CommandTraffic(cluster, Seed);
        await using var racks = new RackTraffic(cluster, Seed, runs: true);
        await cluster.Reached(5);
        foreach (var path in Levels())
        {
            var grain = cluster.Client.Node(path);
            var holder = await Holder(cluster, grain.GetGrainId());
            var since = Stopwatch.StartNew();
            await cluster.Silos.KillSiloAsync(cluster.Silos.GetSiloForAddress(holder)!);
            await Declared(cluster, holder);
            var declared = since.Elapsed.TotalSeconds;
            var before = cluster.Log.Last;
            await cluster.Reached(before + 1);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"killed {holder}, which held {path}, at tick {before}: declared dead after {declared:0.0} s, the next tick {since.Elapsed.TotalSeconds - declared:0.0} s later"));
            await cluster.Reached(before + 10);
            await cluster.Silos.StartAdditionalSiloAsync();
        }

        await cluster.Reached(cluster.Log.Last + 10);
        await Hold(cluster, options, commands, "Silos were killed.");
        racks.Wrong.ShouldBeEmpty();
        output.WriteLine($"{Levels().Length} silos killed; {await Summary(cluster, commands)}, {racks.Attached} racks attached");
    }

    internal static async Task Hold(SmallCluster cluster, TwinClusterOptions options, CommandTraffic commands, string what)
    {
        cluster.Log.Plan = static (_, _, _) => false;
        await commands.DisposeAsync();
        commands.Acknowledged.ShouldNotBeEmpty();
        var journal = await cluster.Journal();
        await cluster.Reached(journal[^1].Tick);
        await cluster.Rest();
        Oracle.Compare(options, cluster.Log, journal, 1, what).ShouldBeNull();
        commands.Differences(journal).ShouldBeEmpty(what);
    }

    /// <summary>What was compared, for the record of a long run.</summary>
    internal static async Task<string> Summary(SmallCluster cluster, CommandTraffic commands) =>
        $"{cluster.Log.Last + 1} ticks, {cluster.Log.Hashes.Count} hashes compared, {commands.Acknowledged.Count} commands acknowledged, {(await cluster.Journal()).Length} journaled, {commands.Again} asked again";

    /// <summary>Waits until the others have declared a silo dead: three probes of half a second each, and a vote.</summary>
    private static async Task Declared(SmallCluster cluster, SiloAddress silo)
    {
        using var patience = new CancellationTokenSource(SmallCluster.Patience);
        while (!cluster.Silos.GetSiloServiceProvider().GetRequiredService<ISiloStatusOracle>().IsDeadSilo(silo))
        {
            patience.IsCancellationRequested.ShouldBeFalse($"{silo} was not declared dead within {SmallCluster.Patience.TotalSeconds} s");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>The silo that holds a grain; right after another silo's death, it may be on none for a moment.</summary>
    private static async Task<SiloAddress> Holder(SmallCluster cluster, GrainId grain)
    {
        using var patience = new CancellationTokenSource(SmallCluster.Patience);
        while (true)
        {
            if (cluster.Silos.TryGetGrainContext(grain, out var context))
            {
                return context.Address.SiloAddress!;
            }

            patience.IsCancellationRequested.ShouldBeFalse($"'{grain}' was on no silo for {SmallCluster.Patience.TotalSeconds} s");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static NodePath[] Levels()
    {
        var center = SmallCluster.World.DataCenters.First().Path;
        return [NodePath.Root, center, center.Parent, center.Parent.Parent];
    }

    private static IEnumerable<(NodePath Node, StepMoment Moment)> Plan()
    {
        IEnumerable<NodePath> nodes = Long
            ? [NodePath.Root, .. SmallCluster.World.Regions.Select(r => r.Path), .. SmallCluster.World.Hubs.Select(h => h.Path), .. SmallCluster.World.DataCenters.Select(d => d.Path)]
            : Levels();
        foreach (var node in nodes)
        {
            foreach (var moment in OfNodes.Where(m => m != StepMoment.AfterReply || node != NodePath.Root))
            {
                yield return (node, moment);
            }

            if (node.Kind is NodeKind.Network or NodeKind.DataCenter || SmallCluster.World.Regions.Any(r => r.Path == node && r.Grid is not null))
            {
                foreach (var moment in OfCheckpoints)
                {
                    yield return (node, moment);
                }
            }

            if (node.Kind == NodeKind.DataCenter)
            {
                foreach (var moment in OfNodes.Where(m => m != StepMoment.AfterPrepare))
                {
                    yield return (node.Child(NodePath.RackName(3)), moment);
                }
            }
        }

        yield return (NodePath.Root, StepMoment.BeforeJournal);
        yield return (NodePath.Root, StepMoment.AfterJournal);
    }
}
