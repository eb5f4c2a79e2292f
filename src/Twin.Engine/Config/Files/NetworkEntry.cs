using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>A hub's stations and the rings that join them.</summary>
internal sealed record NetworkEntry
{
    [Items(1, 500)]
    public required StationEntry[] Stations { get; init; }

    [Items(1, 100)]
    public required RingEntry[] Rings { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }
}

/// <summary>A station, or several alike.</summary>
internal sealed record StationEntry
{
    [Meaning("With a count, a number follows: west-110-01, west-110-02.")]
    public required string Name { get; init; }

    [Between(6, 1100)]
    public required int Kv { get; init; }

    [Between(1, 500)]
    public int? Count { get; init; }

    [Meaning("Stations that feed it, by two lines: the k-th takes the k-th of them and the next, round and round.")]
    public string[] Between { get; init; } = [];
}

/// <summary>A ring: lines from one station through others to another. Its first and last lines are its feeders.</summary>
internal sealed record RingEntry
{
    [Meaning("Its lines are called by it and a number, from 1.")]
    public required string Name { get; init; }

    public required string From { get; init; }

    [Items(1, 100)]
    public required string[] Through { get; init; }

    public required string To { get; init; }
}
