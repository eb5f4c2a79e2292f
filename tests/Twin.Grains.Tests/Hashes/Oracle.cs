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

    private static string Difference(World world, HashLog log, long tick)
    {
        foreach (var center in world.DataCenters)
        {
            var writer = new StateWriter();
            center.Visit(writer);
            var (own, other) = (writer.ToArray(), log.State(center.Spec.Path, tick));
            if (other is null || own.AsSpan().SequenceEqual(other))
            {
                continue;
            }

            var at = own.AsSpan().CommonPrefixLength(other);
            var rows = center.Racks.Rows;
            var columns = own.Length - (16 * rows);
            var field = at < columns ? $"byte {at} of its own state" : $"{new[] { "InletC", "MassC", "SiliconC", "Status" }[(at - columns) / (4 * rows)]} of row {(at - columns) / 4 % rows}";
            var cell = at < columns ? at : columns + ((at - columns) / 4 * 4);
            return $"{center.Spec.Path}, {field}: cluster {Hex(other, cell)}, engine {Hex(own, cell)};";
        }

        return "no data center differs: a grid, the events or the tick do;";
    }

    private static string Hex(byte[] bytes, int at) => Convert.ToHexString(bytes.AsSpan(at, Math.Min(4, bytes.Length - at)));
}
