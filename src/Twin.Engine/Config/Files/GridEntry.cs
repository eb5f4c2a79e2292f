using System.Text.Json.Serialization;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Config;

/// <summary>A region's grid: what makes power, what else uses it, what stores it, and the lines around.</summary>
internal sealed record GridEntry
{
    [Meaning("All plants of a kind that are counted together.")]
    [Items(1, 100)]
    public required GeneratorEntry[] Generators { get; init; }

    [Meaning("Storage plants.")]
    [Items(0, 100)]
    public StorageEntry[] Storage { get; init; } = [];

    [Meaning("What the region uses besides its data centers.")]
    public required DemandEntry Demand { get; init; }

    [Meaning("Lines to the grids around.")]
    public required TieEntry Tie { get; init; }

    [Meaning("The synchronous area that it stands in; left out where frequency is not followed.")]
    public AreaEntry? Area { get; init; }

    [Meaning("Losses that are there at rest, over the reference throughput (other demand, contracted export and design power).")]
    [Between(0, 0.05)]
    public double? LossAtRest { get; init; }

    [Meaning("Losses that grow with the square of throughput, over it at reference.")]
    [Between(0, 0.2)]
    public double? LossAtReference { get; init; }

    [Meaning("Mean over a year of the part of the mix that is burnt: what the average emission factor stands for.")]
    public required FigureEntry FossilShare { get; init; }
}

/// <summary>A fleet.</summary>
internal sealed record GeneratorEntry
{
    public required string Name { get; init; }

    public required GeneratorKind Kind { get; init; }

    [JsonPropertyName("capacity"), Quantity(Dimension.Power, 1, 1e9)]
    public required double CapacityKw { get; init; }

    [Meaning("The hub of this region whose weather it has; left out for the first.")]
    public string? Hub { get; init; }

    [JsonPropertyName("siteWind"), Quantity(Dimension.Speed, 2, 15)]
    [Meaning("Wind fleets: mean over the year at hub height.")]
    public double? SiteMeanMs { get; init; }

    [Meaning("Wind and sun: what wakes, outages and collection leave.")]
    [Between(0.3, 1)]
    public double? Field { get; init; }

    [JsonPropertyName("tilt"), Quantity(Dimension.Angle, 0, 90)]
    [Meaning("Sun: tilt of the panels.")]
    public double? TiltDeg { get; init; }

    [Meaning("Hydro: water in each month, as a share of capacity; others: what is not under repair.")]
    [Items(12, 12), Between(0, 1)]
    public double[]? Monthly { get; init; }

    [Meaning("Least output while it runs, as a share of what is available.")]
    [Between(0, 1)]
    public double? Least { get; init; }

    [Meaning("Change of output per minute, as a share of capacity.")]
    [Between(0.0001, 10)]
    public double? Ramp { get; init; }

    [JsonPropertyName("cost"), Quantity(Dimension.Price, -1, 5)]
    [Meaning("What one more kilowatt hour costs: its place in the merit order.")]
    public double? CostCnyPerKWh { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string AsOf { get; init; }

    public required string Source { get; init; }
}

/// <summary>A storage plant; what is left out is usual for its kind.</summary>
internal sealed record StorageEntry
{
    public required string Name { get; init; }

    public required StorageKind Kind { get; init; }

    [JsonPropertyName("power"), Quantity(Dimension.Power, 1, 1e8)]
    public required double PowerKw { get; init; }

    [JsonPropertyName("hours"), Quantity(Dimension.Duration, 30, 1e6)]
    [Meaning("How long it gives its power from full to empty.")]
    public required double FullS { get; init; }

    [Between(0.2, 1)]
    public double? ChargeEfficiency { get; init; }

    [Between(0.2, 1)]
    public double? DischargeEfficiency { get; init; }

    [JsonPropertyName("ramp"), Quantity(Dimension.Duration, 0, 3600)]
    [Meaning("From rest to full power.")]
    public double? RampS { get; init; }

    [JsonPropertyName("changeover"), Quantity(Dimension.Duration, 0, 3600)]
    [Meaning("Rest between charging and discharging.")]
    public double? ChangeoverS { get; init; }

    [Meaning("Part of what is stored that is lost in an hour.")]
    [Between(0, 0.5)]
    public double? LossPerHour { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string AsOf { get; init; }

    public required string Source { get; init; }
}

/// <summary>Other demand.</summary>
internal sealed record DemandEntry
{
    [JsonPropertyName("base"), Quantity(Dimension.Power, 1, 1e9)]
    [Meaning("Mean over a day at mild temperature.")]
    public required double BaseKw { get; init; }

    [Meaning("Over the mean, at each full hour of local time from 0 to 23.")]
    [Items(24, 24), Between(0, 3)]
    public required double[] Hourly { get; init; }

    [Between(0, 0.2)]
    [Meaning("Half-width of its slow noise.")]
    public double? Noise { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }
}

/// <summary>Lines to the grids around.</summary>
internal sealed record TieEntry
{
    [JsonPropertyName("import"), Quantity(Dimension.Power, 0, 1e9)]
    public required double ImportKw { get; init; }

    [JsonPropertyName("export"), Quantity(Dimension.Power, 0, 1e9)]
    public required double ExportKw { get; init; }

    [JsonPropertyName("contracted"), Quantity(Dimension.Power, 0, 1e9)]
    [Meaning("Sent out at all times by contract, as far as there is power for it.")]
    public double? ContractedKw { get; init; }

    [JsonPropertyName("cost"), Quantity(Dimension.Price, -1, 5)]
    [Meaning("What an imported kilowatt hour costs: its place in the merit order.")]
    public double? CostCnyPerKWh { get; init; }

    [Between(0, 1)]
    [Meaning("Part of imports that is burnt somewhere.")]
    public double? FossilShare { get; init; }

    [Meaning("Those of its lines that are of ultra-high voltage. What runs is within the limits; what is under construction or planned comes on top of them where a world includes it.")]
    [Items(0, 50)]
    public UhvEntry[] Uhv { get; init; } = [];

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }
}

/// <summary>A line of ultra-high voltage.</summary>
internal sealed record UhvEntry
{
    public required string Name { get; init; }

    [Between(750, 1200)]
    public required int Kv { get; init; }

    [Meaning("A line of direct current blocks, one of alternating current trips.")]
    public required LineCurrent Current { get; init; }

    public required TieDirection Direction { get; init; }

    [JsonPropertyName("capacity"), Quantity(Dimension.Power, 1, 1e8)]
    public required double CapacityKw { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string AsOf { get; init; }

    public required string Source { get; init; }
}

/// <summary>What a line carries.</summary>
internal enum LineCurrent { Alternating, Direct }

/// <summary>A synchronous area, as far as its answer to an imbalance goes; what is left out keeps the model's default.</summary>
internal sealed record AreaEntry
{
    [Meaning("Regions that name the same area have one frequency; they tell the same of it.")]
    public required string Name { get; init; }

    [JsonPropertyName("load"), Quantity(Dimension.Power, 1000, 2e9)]
    [Meaning("Load of the whole area.")]
    public required double LoadKw { get; init; }

    [JsonPropertyName("inertia"), Quantity(Dimension.Duration, 0.5, 12)]
    [Meaning("Energy in all rotating machines over the load.")]
    public required double InertiaS { get; init; }

    [Between(0, 1)]
    [Meaning("Share of the load that governors really answer for.")]
    public required double GovernorShare { get; init; }

    [Between(0, 5)]
    public double? Damping { get; init; }

    [JsonPropertyName("reheat"), Quantity(Dimension.Duration, 0.5, 60)]
    public double? ReheatS { get; init; }

    [Between(0, 0.5)]
    [Meaning("Most that batteries, flywheels and switched loads give, as a share of the load.")]
    public double? Reserve { get; init; }

    [JsonPropertyName("deadBand"), Quantity(Dimension.Frequency, 0, 0.5)]
    [Meaning("Governors do not answer within this of nominal.")]
    public double? DeadBandHz { get; init; }

    [Between(0, 1)]
    [Meaning("Most that governors give or take, as a share of the load.")]
    public double? GovernorCap { get; init; }

    [JsonPropertyName("secondary"), Quantity(Dimension.Duration, 0, 7200)]
    [Meaning("Time in which secondary control has brought frequency back; 0s: none.")]
    public double? SecondaryS { get; init; }

    [JsonPropertyName("replacement"), Quantity(Dimension.Duration, 10, 86400)]
    [Meaning("Time in which people bring up reserve for a loss of a tenth of the load, once its event is over.")]
    public double? ReplacementS { get; init; }

    [JsonPropertyName("reconnect"), Quantity(Dimension.Duration, 0, 86400)]
    [Meaning("How long frequency is back before a round that was shed is connected again.")]
    public double? ReconnectS { get; init; }

    [Meaning("Rounds of under-frequency load shedding, first one first.")]
    [Items(1, 8)]
    public SheddingEntry[]? Shedding { get; init; }

    public required CapacityStatus Status { get; init; }

    public required string Source { get; init; }
}

/// <summary>One round of under-frequency load shedding.</summary>
internal sealed record SheddingEntry
{
    [JsonPropertyName("below"), Quantity(Dimension.Frequency, 40, 60)]
    public required double BelowHz { get; init; }

    [JsonPropertyName("after"), Quantity(Dimension.Duration, 0, 600)]
    [Meaning("Once it has been below for this long.")]
    public required double AfterS { get; init; }

    [Between(0, 1)]
    [Meaning("Of the load.")]
    public required double Share { get; init; }
}
