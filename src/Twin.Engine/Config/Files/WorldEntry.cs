namespace Twin.Engine.Config;

/// <summary>A status that is off until a world asks for it.</summary>
public enum FutureStatus
{
    /// <summary>Under construction.</summary>
    Construction,

    /// <summary>Announced.</summary>
    Planned,
}

/// <summary>A world file: where its parts are, when it begins.</summary>
internal sealed record WorldEntry
{
    [Meaning("Simulated time of tick 0: RFC 3339 in UTC, at a full quarter of an hour, such as 2025-12-31T16:00:00Z.")]
    public required string Start { get; init; }

    [Meaning("File of monthly climates, relative to this file.")]
    public required string Climates { get; init; }

    [Meaning("File of rack classes, relative to this file.")]
    public required string RackClasses { get; init; }

    [Meaning("File of workload classes and mixes, relative to this file.")]
    public required string Workloads { get; init; }

    [Meaning("File of cooling plants, relative to this file.")]
    public required string Plants { get; init; }

    [Meaning("File of power chains, relative to this file.")]
    public required string PowerChains { get; init; }

    [Meaning("File of links between hubs and demand centers, relative to this file; left out where nothing is known of them.")]
    public string? Links { get; init; }

    [Meaning("File of job classes and their scheduler, relative to this file; left out where all work follows its usual day.")]
    public string? Jobs { get; init; }

    [Meaning("Region files, relative to this file, in the order of the tree.")]
    [Items(1, 100)]
    public required string[] Regions { get; init; }

    [Meaning("Data centers of these statuses run too; built, operating and assumed ones always do.")]
    public FutureStatus[] Include { get; init; } = [];

    [Meaning("Weather files (EPW, plain or gzip) by hub path, relative to this file; other hubs get a year made from their climate.")]
    public Dictionary<string, string> Weather { get; init; } = [];
}
