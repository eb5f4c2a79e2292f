using System.Globalization;
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

    /// <summary>Every number of silos with every lending: each once in the short form, for twenty seeds in the long one.</summary>
    private static IEnumerable<Run> Runs
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Run.Variable) is { } again)
            {
                return [Run.Parse(again)];
            }

            var (seeds, ticks) = Long ? (20, 500) : (1, 60);
            return
                from seed in Enumerable.Range(1, seeds)
                from silos in Enumerable.Range(1, 3)
                from lending in Enum.GetValues<Lending>()
                select new Run((9 * (seed - 1)) + (3 * (silos - 1)) + (int)lending + 1, silos, lending, ticks);
        }
    }

    [Fact]
    public async Task The_engine_fed_the_journal_has_every_published_hash()
    {
        var kinds = new HashSet<EventKind>();
        var seen = new HashSet<OccurrenceKind>();
        var (runs, hashes, told, attached, detached) = (0, 0, 0, 0, 0);
        foreach (var run in Runs)
        {
            var options = SmallCluster.Standard with { Seed = (ulong)run.Seed, Paused = true, LendAllUpTo = run.Lending == Lending.All ? 1_000_000 : 0 };
            await using var cluster = await SmallCluster.Start(options, run.Silos);
            var chance = new Random(run.Seed);
            var racks = new RackTraffic(cluster, chance.Next(), run.Lending == Lending.Half);
            (long At, CommandRequest Request)[] commands = [.. Commands(chance, run)];

            // What is asked for before time begins comes to pass at its moment, however fast this machine is; the rest when it gets there.
            foreach (var (_, request) in commands.Where(c => c.At < 0))
            {
                await cluster.Twin.Submit(request, default);
            }

            await cluster.Go();
            foreach (var (at, request) in commands.Where(c => c.At >= 0))
            {
                await cluster.Reached(at);
                await Submitted(cluster, request);
            }

            kinds.UnionWith(commands.Select(c => c.Request).OfType<InjectRequest>().Select(r => r.Kind));
            await cluster.Reached(run.Ticks);
            if (run.Lending == Lending.Half)
            {
                await racks.Flowed();
            }

            await cluster.Rest();
            await racks.DisposeAsync();
            (attached, detached) = (attached + racks.Attached, detached + racks.Detached);
            racks.Wrong.ShouldBeEmpty();
            var journal = await cluster.Journal();
            foreach (var threads in (int[])[1, 2])
            {
                Oracle.Compare(options, cluster.Log, journal, threads, $"On {threads} threads. {run}", seen).ShouldBeNull();
            }

            (runs, hashes, told) = (runs + 1, hashes + cluster.Log.Hashes.Count, told + journal.Length);
            output.WriteLine($"seed {run.Seed}: {run.Silos} silos, {run.Lending}, {cluster.Log.Hashes.Count} hashes, {journal.Length} commands, {racks.Attached} attached, {racks.Detached} detached");
        }

        if (Environment.GetEnvironmentVariable(Run.Variable) is not null)
        {
            return;
        }

        output.WriteLine($"In all: {runs} runs, each with its own seed; {hashes} hashes compared on 1 and 2 threads, {told} commands journaled, {attached} racks attached, {detached} detached.");
        kinds.ShouldBe(Enum.GetValues<EventKind>(), ignoreOrder: true, "an event kind never occurred");
        seen.ShouldContain(OccurrenceKind.ModeChange, "no mode ever changed");
        seen.ShouldContain(OccurrenceKind.SupplyLost, "no supply ever tripped");
        attached.ShouldBeGreaterThan(0, "no rack was ever attached");
        detached.ShouldBeGreaterThan(0, "no rack was ever detached");
    }

    // Time runs on while a client asks, so that an event may be over before the command that ends it arrives: that one refusal is an answer too.
    private static async Task Submitted(SmallCluster cluster, CommandRequest request)
    {
        try
        {
            await cluster.Twin.Submit(request, default);
        }
        catch (TwinRefusedException e) when (request is EndRequest && e.Refusal == Refusal.NotFound)
        {
            // It was over.
        }
    }

    /// <summary>Every kind once, in a drawn order: each at a moment of its own, told before time begins, or asked for when it has come.</summary>
    private static IEnumerable<(long At, CommandRequest Request)> Commands(Random chance, Run run)
    {
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
                NodeKind.Network => NodePath.Root,
                NodeKind.Region => center.Parent.Parent,
                NodeKind.Hub => center.Parent,
                NodeKind.Rack => chance.Next(2) == 0 ? center : center.Child(NodePath.RackName(chance.Next(8))),
                _ => center,
            };
            var id = $"{run.Seed}-{kinds[i]}";
            var at = i * (run.Ticks - 10L) / kinds.Length;
            var weather = kinds[i] is EventKind.HeatWave or EventKind.ColdWave or EventKind.DustStorm or EventKind.Calm or EventKind.CloudFront;
            var told = kinds[i] is EventKind.FeedLoss or EventKind.HeatWave || chance.Next(2) == 0;
            var request = new InjectRequest(
                id, "test", kinds[i], target, "", told ? SmallCluster.World.StartMs + (at * SmallCluster.Standard.StepMs) : null, null,
                60_000 * (long)chance.Next(5, 60), false, weather ? 60_000 * (long)chance.Next(1, 10) : null, "");
            yield return (told ? -1 : at, request);
            if (!told && chance.Next(2) == 0)
            {
                yield return (at, new EndRequest($"{id}-end", "test", id));
            }
        }
    }

    /// <summary>One cluster's life.</summary>
    private sealed record Run(int Seed, int Silos, Lending Lending, int Ticks)
    {
        /// <summary>Names the one run that is wanted.</summary>
        public const string Variable = "TWIN_REPLAY";

        public static Run Parse(string text)
        {
            var parts = text.Split(' ');
            return new Run(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), Enum.Parse<Lending>(parts[2]), int.Parse(parts[3], CultureInfo.InvariantCulture));
        }

        public override string ToString() =>
            $"Seed {Seed}, {Silos} silos, lending {Lending}. Replay: {Variable}=\"{Seed} {Silos} {Lending} {Ticks}\" ./test --filter {nameof(The_engine_fed_the_journal_has_every_published_hash)}";
    }
}
