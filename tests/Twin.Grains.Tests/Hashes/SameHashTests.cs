using Orleans.Runtime;
using Twin.Contracts;
using Twin.Grains.Tests.Clusters;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Grains.Tests.Hashes;

/// <summary>The same hash at every tick as the engine's, whatever the number of silos and of lent racks.</summary>
public sealed class SameHashTests(ITestOutputHelper output)
{
    internal enum Lending { None, Half, All }

    private static readonly bool Long = Environment.GetEnvironmentVariable("TWIN_LONG") == "1";

    [Fact]
    public async Task The_engine_fed_the_journal_has_every_published_hash()
    {
        var seeds = Long ? 20 : 3;
        var ticks = Long ? 500 : 100;
        var kinds = new HashSet<EventKind>();
        var seen = new HashSet<OccurrenceKind>();
        var attached = 0;
        var detached = 0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var (silos, lending) = (1 + ((seed - 1) % 3), (Lending)((seed - 1) / 1 % 3));
            var replay = $"Replay: seed {seed} of {nameof(SameHashTests)}, {silos} silos, lending {lending}, {ticks} ticks: ./test --filter {nameof(The_engine_fed_the_journal_has_every_published_hash)}";
            var options = SmallCluster.Standard with { Seed = (ulong)seed, Paused = true, LendAllUpTo = lending == Lending.All ? 1_000_000 : 0 };
            await using var cluster = await SmallCluster.Start(options, silos);
            var chance = new Random(seed);
            var racks = new RackTraffic(cluster, chance.Next(), lending == Lending.Half);
            await cluster.Go();
            foreach (var (at, request) in Commands(chance, seed, ticks))
            {
                await cluster.Reached(at);
                if (await Submitted(cluster, request) && request is InjectRequest inject)
                {
                    kinds.Add(inject.Kind);
                }
            }

            await cluster.Reached(ticks);
            if (lending == Lending.Half)
            {
                await racks.Flowed();
            }

            await cluster.Rest();
            await racks.DisposeAsync();
            (attached, detached) = (attached + racks.Attached, detached + racks.Detached);
            var journal = await cluster.Journal();
            foreach (var threads in (int[])[1, 2])
            {
                Oracle.Compare(options, cluster.Log, journal, threads, replay, seen).ShouldBeNull();
            }

            output.WriteLine($"seed {seed}: {silos} silos, {lending}, {cluster.Log.Hashes.Count} hashes, {journal.Length} commands, {racks.Attached} attached, {racks.Detached} detached");
        }

        kinds.ShouldBe(Enum.GetValues<EventKind>(), ignoreOrder: true, "an event kind never occurred");
        seen.ShouldContain(OccurrenceKind.ModeChange, "no mode ever changed");
        seen.ShouldContain(OccurrenceKind.SupplyLost, "no supply ever tripped");
        attached.ShouldBeGreaterThan(0, "no rack was ever attached");
        detached.ShouldBeGreaterThan(0, "no rack was ever detached");
    }

    // Time runs on while a client asks, so that an event may be over before the command that ends it arrives: that one refusal is an answer too.
    private static async Task<bool> Submitted(SmallCluster cluster, CommandRequest request)
    {
        try
        {
            await cluster.Twin.Submit(request, default);
            return true;
        }
        catch (TwinRefusedException e) when (request is EndRequest && e.Refusal == Refusal.NotFound)
        {
            return false;
        }
    }

    private static IEnumerable<(long Tick, CommandRequest Request)> Commands(Random chance, int seed, int ticks)
    {
        // Every kind once for each seed, in a drawn order.
        var kinds = Enum.GetValues<EventKind>();
        chance.Shuffle(kinds);
        NodePath[] centers = [.. SmallCluster.World.DataCenters.Select(d => d.Path)];
        for (var i = 0; i < kinds.Length; i++)
        {
            var facts = EventCatalogue.Of(kinds[i]);
            var center = centers[chance.Next(centers.Length)];
            var target = facts.Level switch
            {
                // A line of ultra-high voltage is lost where there is one.
                NodeKind.Region when facts.Kind == EventKind.UhvLoss => SmallCluster.World.Regions.First(r => r.Grid?.Tie.Uhv.Length > 0).Path,
                NodeKind.Region => center.Parent.Parent,
                NodeKind.Hub => center.Parent,
                NodeKind.Rack => chance.Next(2) == 0 ? center : center.Child(NodePath.RackName(chance.Next(8))),
                _ => center,
            };
            var id = $"{seed}-{kinds[i]}";
            var at = i * (ticks - 10L) / kinds.Length;
            var weather = kinds[i] is EventKind.HeatWave or EventKind.ColdWave or EventKind.DustStorm or EventKind.Calm or EventKind.CloudFront;
            yield return (at, new InjectRequest(
                id, "test", kinds[i], target, "", null, null, 60_000 * (long)chance.Next(5, 60), false, weather ? 60_000 * (long)chance.Next(1, 10) : null, ""));
            if (chance.Next(4) == 0)
            {
                yield return (at, new EndRequest($"{id}-end", "test", id));
            }
        }
    }
}
