namespace Twin.Model.Grid;

/// <summary>What power is made from.</summary>
public enum GeneratorKind { Wind, Pv, Hydro, Thermal }

/// <summary>All plants of one kind that a region counts together.</summary>
public sealed record GeneratorSpec
{
    public required string Name { get; init; }

    public required GeneratorKind Kind { get; init; }

    public required double CapacityKw { get; init; }

    /// <summary>Index among the region's hubs of the one whose weather it has.</summary>
    public int Hub { get; init; }

    /// <summary>Wind: mean over the year at hub height, m/s. The station's 10 m wind gives the shape, not the height (MODELS §7.5).</summary>
    public double SiteMeanMs { get; init; } = 6.5;

    /// <summary>Wind and sun: what wakes, outages and collection leave (MODELS §7.5: 0.90).</summary>
    public double FieldShare { get; init; } = 0.90;

    /// <summary>Sun: tilt of the panels, degrees.</summary>
    public double TiltDeg { get; init; } = 30;

    /// <summary>Hydro: water available in each month, as a share of capacity; thermal: what is not under repair.</summary>
    public double[] MonthlyShare { get; init; } = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    /// <summary>Thermal: least output while it runs, as a share of what is available. Deep peak regulation goes to 0.3.</summary>
    public double LeastShare { get; init; } = 0.4;

    /// <summary>Thermal: change of output per minute, as a share of capacity (1.5 % for coal; assumption).</summary>
    public double RampSharePerMin { get; init; } = 0.015;

    /// <summary>What one more kilowatt hour costs: the merit order, CNY/kWh.</summary>
    public double CostCnyPerKWh { get; init; }

    /// <summary>True where output follows weather and water and is taken first.</summary>
    public bool IsRenewable => Kind is GeneratorKind.Wind or GeneratorKind.Pv or GeneratorKind.Hydro;
}

/// <summary>What the region uses besides its data centers.</summary>
public sealed record DemandSpec
{
    /// <summary>Mean over a day at mild temperature, kW.</summary>
    public required double BaseKw { get; init; }

    /// <summary>Over the mean, at each full hour of local time; 24 values, linear between them.</summary>
    public required double[] HourlyShare { get; init; }

    /// <summary>Half-width of its slow (15 min) noise.</summary>
    public double NoiseShare { get; init; } = 0.01;

    /// <summary>What draws the same all day on top, kW: data centers of the region that a part of a world leaves out.</summary>
    public double FlatKw { get; init; }

    /// <summary>More demand per kelvin above 26 °C, for cooling (assumption).</summary>
    public double CoolingPerK { get; init; } = 0.015;

    /// <summary>More demand per kelvin below 5 °C, for heating (assumption).</summary>
    public double HeatingPerK { get; init; } = 0.004;
}

/// <summary>Which way a line to another grid is used.</summary>
public enum TieDirection { Import, Export }

/// <summary>A line of ultra-high voltage, which can be lost as a whole.</summary>
/// <param name="CapacityKw">Part of the tie's limit in its direction.</param>
/// <param name="Direct">Direct current: it blocks; an alternating line trips.</param>
public readonly record struct UhvLine(string Name, int Kv, bool Direct, TieDirection Direction, double CapacityKw);

/// <summary>Lines to the grids around.</summary>
public sealed record TieSpec
{
    public required double ImportLimitKw { get; init; }

    public required double ExportLimitKw { get; init; }

    /// <summary>Sent out at all times by contract, as far as there is power for it, kW.</summary>
    public double ScheduledExportKw { get; init; }

    /// <summary>What an imported kilowatt hour costs: its place in the merit order, CNY/kWh.</summary>
    public double ImportCostCnyPerKWh { get; init; } = 0.40;

    /// <summary>Part of imports that is burnt somewhere.</summary>
    public double ImportFossilShare { get; init; } = 0.6;

    /// <summary>Those of its lines that are of ultra-high voltage; their capacity is within the limits.</summary>
    public UhvLine[] Uhv { get; init; } = [];
}

/// <summary>A region's grid: what makes power, what uses it, what stores it, and the lines around.</summary>
public sealed record GridSpec
{
    public required GeneratorSpec[] Generators { get; init; }

    public required DemandSpec Demand { get; init; }

    public required TieSpec Tie { get; init; }

    public StorageSpec[] Storage { get; init; } = [];

    /// <summary>The synchronous area that it stands in; null where frequency is not followed.</summary>
    public FrequencySpec? Area { get; init; }

    /// <summary>Losses at rest over the reference throughput (assumption).</summary>
    public double LossAtRestShare { get; init; } = 0.005;

    /// <summary>Losses that grow with the square of throughput, over it at reference (assumption: with those at rest, 4 %).</summary>
    public double LossAtReferenceShare { get; init; } = 0.035;

    /// <summary>Mean over a year of the part of the mix that is burnt, of the grid that the region's average factor stands for: the province's.</summary>
    public required double MeanFossilShare { get; init; }
}
