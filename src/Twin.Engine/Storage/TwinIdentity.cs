using Twin.Contracts;

namespace Twin.Engine;

/// <summary>What a data folder belongs to: ticks stepped again under the same identity have the same bits.</summary>
/// <param name="World">The world's name; for people.</param>
/// <param name="Digest">Hash of everything the world was made from.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Metrics">Names of the metrics that history holds, in order.</param>
internal sealed record TwinIdentity(string World, string Digest, ulong Seed, int StepMs, string Version, string Metrics)
{
    public static TwinIdentity Of(World world, string version) =>
        new(world.Spec.Name, world.Digest, world.Seed, world.StepMs, version, string.Join(',', Contracts.Metrics.All.Select(m => m.Name)));

    /// <summary>What is asked for and differs from what the folder was made with, each with how to say it; empty when all agrees.</summary>
    public IReadOnlyList<string> Differences(TwinIdentity asked)
    {
        var found = new List<string>();
        if (Digest != asked.Digest)
        {
            found.Add(World == asked.World
                ? $"the world '{World}' has changed since (its files or options)"
                : $"it was made with --world {World}, not {asked.World}");
        }

        if (Seed != asked.Seed)
        {
            found.Add($"it was made with --seed {Seed}, not {asked.Seed}");
        }

        if (StepMs != asked.StepMs)
        {
            found.Add($"it was made with a step of {StepMs / 1000.0} s, not {asked.StepMs / 1000.0} s (--step)");
        }

        if (Version != asked.Version || Metrics != asked.Metrics)
        {
            found.Add(Version != asked.Version ? $"it was made by version {Version}, this is {asked.Version}" : "it was made by a version with other metrics");
        }

        return found;
    }
}
