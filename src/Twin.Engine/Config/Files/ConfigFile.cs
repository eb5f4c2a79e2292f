using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>The frame of every file.</summary>
internal sealed record ConfigFile<TSpec>
{
    [Meaning("Always twin/v1.")]
    public required string ApiVersion { get; init; }

    [Meaning("What the file holds.")]
    public required string Kind { get; init; }

    public required MetadataEntry Metadata { get; init; }

    public required TSpec Spec { get; init; }
}

/// <summary>What a file is called.</summary>
internal sealed record MetadataEntry
{
    [Meaning("Short name: lower-case letters, digits and inner hyphens. In a region, the first part of every path in it.")]
    public required string Name { get; init; }

    [Meaning("Name for people, in English.")]
    public string? Title { get; init; }

    [Meaning("Name for people, in Chinese.")]
    public string? TitleZh { get; init; }

    [Meaning("What a reader should know about this file.")]
    public string? Description { get; init; }
}

/// <summary>A figure as it was found: with its unit, standing, date and source.</summary>
internal sealed record FigureEntry
{
    [Meaning("What the figure counts; needed in a list of figures.")]
    public string? Name { get; init; }

    public required double Value { get; init; }

    [Meaning("Unit of the value.")]
    public required string Unit { get; init; }

    public required CapacityStatus Status { get; init; }

    [Meaning("Date of the figure, as exact as it is known: 2024, 2025-06, 2025-12-30.")]
    public required string AsOf { get; init; }

    [Meaning("Where the figure is from; for an assumption, the reasoning.")]
    public required string Source { get; init; }
}

/// <summary>A number for each of several times, in one unit.</summary>
internal sealed record SeriesEntry
{
    [Meaning("Unit of every value.")]
    public required string Unit { get; init; }

    [Meaning("One value a month, January first.")]
    [Items(12, 12)]
    public required double[] Values { get; init; }

    [Meaning("How far a value may be off, in the same unit.")]
    public double? PlusMinus { get; init; }

    [Meaning("Where the values are from.")]
    public string? Source { get; init; }
}

/// <summary>What the files are called that we read: one place for kinds and their content.</summary>
internal static class ConfigKinds
{
    public const string World = "World";
    public const string Region = "Region";
    public const string Climates = "Climates";
    public const string RackClasses = "RackClasses";
    public const string Workloads = "Workloads";
    public const string Plants = "Plants";
    public const string PowerChains = "PowerChains";
    public const string Links = "Links";
    public const string Jobs = "Jobs";
    public const string Events = "Events";

    /// <summary>Every kind with the record that holds it, in the order of the list above.</summary>
    public static IReadOnlyList<(string Kind, Type File)> All { get; } =
    [
        (World, typeof(ConfigFile<WorldEntry>)),
        (Region, typeof(ConfigFile<RegionEntry>)),
        (Climates, typeof(ConfigFile<ClimatesEntry>)),
        (RackClasses, typeof(ConfigFile<RackClassesEntry>)),
        (Workloads, typeof(ConfigFile<WorkloadsEntry>)),
        (Plants, typeof(ConfigFile<PlantsEntry>)),
        (PowerChains, typeof(ConfigFile<PowerChainsEntry>)),
        (Links, typeof(ConfigFile<LinksEntry>)),
        (Jobs, typeof(ConfigFile<JobsEntry>)),
        (Events, typeof(ConfigFile<EventsEntry>)),
    ];
}
