using System.Globalization;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Worlds;

/// <summary>
/// Random runs, each stepped twice: once straight on, once on two threads with the state saved and loaded in between. The
/// hash agrees after every tick, and the runs together have met all that can happen. TWIN_SEED picks one run, TWIN_LONG=1
/// takes more of them.
/// </summary>
public sealed class DeterminismTests(ITestOutputHelper output)
{
    private const int Seeds = 100;
    private const int SeedsOfALongTest = 400;

    [Fact]
    public void The_same_journal_gives_the_same_hash_at_every_tick()
    {
        var one = Environment.GetEnvironmentVariable("TWIN_SEED");
        var seeds = one is null
            ? Enumerable.Range(1, Environment.GetEnvironmentVariable("TWIN_LONG") == "1" ? SeedsOfALongTest : Seeds).Select(i => (ulong)i)
            : [ulong.Parse(one, CultureInfo.InvariantCulture)];
        var met = new Met();
        foreach (var seed in seeds)
        {
            Run(new RandomPlan(seed), met);
        }

        output.WriteLine(met.ToString());
        if (one is null)
        {
            met.Missing().ShouldBeEmpty("what no run has met");
        }
    }

    private static void Run(RandomPlan plan, Met met)
    {
        using var straight = new World(plan.Spec, "random", plan.Seed, plan.StepMs, 1);
        var broken = new World(plan.Spec, "random", plan.Seed, plan.StepMs, 2);
        try
        {
            var plants = straight.DataCenters.ToDictionary(d => d.Spec.Path, d => d.Spec.Plant.Kind);
            for (var tick = 0; tick < plan.Ticks; tick++)
            {
                var commands = plan.At(tick);
                straight.Step(commands);
                broken.Step(commands);
                if (tick % 211 == 100)
                {
                    broken = SavedAndLoaded(broken);
                }

                var (a, b) = (straight.Hash(), broken.Hash());
                if (a != b)
                {
                    Assert.Fail(
                        $"Seed {plan.Seed} at tick {tick}: {World.Text(a)} straight on, {World.Text(b)} on two threads and after loads; {FirstDifference(straight, broken)}. "
                        + $"Replay: TWIN_SEED={plan.Seed} dotnet test tests/Twin.Engine.Tests --filter {nameof(DeterminismTests)}");
                }

                Check(straight, plan.Seed, tick);
                met.See(straight, plants);
            }
        }
        finally
        {
            broken.Dispose();
        }
    }

    private static void Check(World world, ulong seed, int tick)
    {
        if (!world.Network.Closure.Holds || world.Regions.Any(r => !r.Closure.Holds) || world.Hubs.Any(h => !h.Closure.Holds))
        {
            Assert.Fail($"Seed {seed} at tick {tick}: a closure is open, {world.Network.Closure}.");
        }
    }

    private static World SavedAndLoaded(World world)
    {
        var state = new StateWriter();
        world.Save(state);
        var loaded = new World(world.Spec, world.Digest, world.Seed, world.StepMs, world.Threads);
        loaded.Load(state.ToArray());
        world.Dispose();
        return loaded;
    }

    private static string FirstDifference(World a, World b)
    {
        for (var i = 0; i < a.DataCenters.Length; i++)
        {
            if (a.DataCenters[i].Hash() != b.DataCenters[i].Hash())
            {
                return $"first at {a.DataCenters[i].Spec.Path}";
            }
        }

        for (var i = 0; i < a.Regions.Length; i++)
        {
            var (x, y) = (new StateHasher(), new StateHasher());
            a.Regions[i].Visit(x);
            b.Regions[i].Visit(y);
            if (x.Result() != y.Result())
            {
                return $"first at {a.Regions[i].Spec.Path}";
            }
        }

        return "in events or tick";
    }

    /// <summary>What runs have met.</summary>
    private sealed class Met
    {
        private readonly HashSet<EventKind> _events = [];
        private readonly HashSet<OccurrenceKind> _occurrences = [];
        private readonly HashSet<(PlantKind Plant, PlantMode From, PlantMode To)> _changes = [];

        public void See(World world, Dictionary<NodePath, PlantKind> plants)
        {
            foreach (var o in world.Network.Occurrences)
            {
                _occurrences.Add(o.Kind);
                if (o.Kind == OccurrenceKind.EventBegan)
                {
                    _events.Add(world.Network.Events.First(e => e.Id == o.EventId).Kind);
                }
            }

            foreach (var o in world.Regions.SelectMany(r => r.Occurrences))
            {
                _occurrences.Add(o.Kind);
            }

            foreach (var center in world.DataCenters)
            {
                foreach (var o in center.Occurrences)
                {
                    _occurrences.Add(o.Kind);
                    if (o.Kind is OccurrenceKind.ModeChange or OccurrenceKind.CoolingLost or OccurrenceKind.CoolingReturned)
                    {
                        _changes.Add((plants[o.Path], o.From, o.To));
                    }
                }
            }
        }

        public IEnumerable<string> Missing() =>
        [
            .. Enum.GetValues<EventKind>().Except(_events).Select(e => $"event {e}"),
            .. Enum.GetValues<OccurrenceKind>().Except(_occurrences).Select(o => $"occurrence {o}"),
            .. AllChanges().Except(_changes).Select(c => $"change {c}"),
            .. _changes.Except(AllChanges()).Select(c => $"unexpected change {c}"),
        ];

        public override string ToString() => $"{_events.Count} kinds of events, {_occurrences.Count} kinds of occurrences, {_changes.Count} changes of mode";

        /// <summary>Every plant goes up its chain by any number of modes, down by one at a time or past a blocked one, off from everywhere, and back to everywhere.</summary>
        private static IEnumerable<(PlantKind, PlantMode, PlantMode)> AllChanges()
        {
            foreach (var kind in Enum.GetValues<PlantKind>())
            {
                var chain = Plant.Chain(kind).ToArray();
                for (var i = 0; i < chain.Length; i++)
                {
                    yield return (kind, chain[i], PlantMode.Off);
                    yield return (kind, PlantMode.Off, chain[i]);
                    for (var j = i + 1; j < chain.Length; j++)
                    {
                        yield return (kind, chain[i], chain[j]);
                    }

                    if (i > 0)
                    {
                        yield return (kind, chain[i], chain[i - 1]);
                    }

                    // Without water, compressors give way to dry air.
                    if (chain[i] == PlantMode.Partial && i == 2)
                    {
                        yield return (kind, chain[i], chain[0]);
                    }
                }
            }
        }
    }
}
