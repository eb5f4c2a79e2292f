using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>What a caller may choose beside the world file.</summary>
public sealed record WorldOptions
{
    /// <summary>Run data centers of these statuses too; null: as the world file says.</summary>
    public IReadOnlyList<FutureStatus>? Include { get; init; }

    /// <summary>Seed of the world's chance, here that of the synthesised weather.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Calendar year whose chance the synthesised weather takes; null: the local year of the world's start.</summary>
    public int? Year { get; init; }

    /// <summary>Weather files (EPW, plain or gzip) by hub path; they go before those of the world file.</summary>
    public IReadOnlyDictionary<string, string> WeatherFiles { get; init; } = new Dictionary<string, string>();
}

/// <summary>A world that was read and holds.</summary>
/// <param name="World">The world, ready to run.</param>
/// <param name="Digest">SHA-256 over all files and choices that made it, in hex: equal digests are equal worlds.</param>
/// <param name="Notes">What a reader of its results should know: counts, assumptions, what is left off.</param>
/// <param name="Warnings">What looks wrong but can run.</param>
/// <param name="Files">The files that were read, in order.</param>
public sealed record LoadedWorld(
    WorldSpec World, string Digest, IReadOnlyList<string> Notes, IReadOnlyList<ConfigFault> Warnings, IReadOnlyList<string> Files);
