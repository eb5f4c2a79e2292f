using Twin.Engine;
using Twin.Grains.Tests.Clusters;
using Twin.Model;

namespace Twin.Grains.Tests.Hashes;

/// <summary>The engine, fed a cluster's journal: what every published hash must be.</summary>
internal static class Oracle
{
    /// <summary>Steps the engine and compares; says of the first difference what it is and how to see it again. Null when all agree.</summary>
    public static string? Compare(TwinClusterOptions options, HashLog log, IReadOnlyList<(long Tick, TwinCommand Command)> journal, int threads, string replay, HashSet<OccurrenceKind>? seen = null)
    {
        using var world = new World(options.World, options.WorldDigest, options.Seed, options.StepMs, threads);
        if (log.Contradictions.TryPeek(out var contradiction))
        {
            return $"{contradiction}. {replay}";
        }

        foreach (var (tick, hash) in log.Hashes)
        {
            while (world.TickIndex < tick)
            {
                world.Step([.. journal.Where(c => c.Tick == world.TickIndex + 1).Select(c => c.Command)]);
                seen?.UnionWith(world.Network.Occurrences.Concat(world.Regions.SelectMany(r => r.Occurrences)).Concat(world.DataCenters.SelectMany(d => d.Occurrences)).Select(o => o.Kind));
            }

            if (world.Hash() != hash)
            {
                return $"tick {tick}: the cluster's hash is {hash:x16}, the engine's {world.Hash():x16}; {Difference(world, log, tick)} {replay}";
            }
        }

        return log.Hashes.Count == 0 ? $"no tick was published. {replay}" : null;
    }

    /// <summary>The first field that differs: whose, which, and both values.</summary>
    private static string Difference(World world, HashLog log, long tick) =>
        world.Regions.Select(r => Difference(r.Spec.Path, r.Visit, log, tick))
            .Concat(world.DataCenters.Select(d => Difference(d.Spec.Path, d.Visit, log, tick)))
            .FirstOrDefault(difference => difference is not null)
        ?? $"no region and no data center differs: the network's own state does; the engine's events are {string.Join(", ", world.Network.Events)}.";

    private static string? Difference(NodePath node, Action<StateVisitor> visit, HashLog log, long tick)
    {
        if (log.State(node, tick) is not { } state)
        {
            return null;
        }

        var difference = new StateDifference(state);
        visit(difference);
        return difference.First is { } first ? $"{node}, {first}." : null;
    }
}
