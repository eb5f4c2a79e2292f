using System.Text.Json.Serialization;

namespace Twin.Engine.Config;

/// <summary>A file of rack classes.</summary>
internal sealed record RackClassesEntry
{
    [Items(1, 200)]
    public required RackClassEntry[] Classes { get; init; }
}

/// <summary>Which server fans are in the rack.</summary>
internal enum FanKind { Efficient, Legacy, None }

/// <summary>What racks of one kind have in common; what is left out keeps the model's default.</summary>
internal sealed record RackClassEntry
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    [Meaning("Where the figures are from, or the reasoning of an assumption.")]
    public required string Source { get; init; }

    [JsonPropertyName("design"), Quantity(Dimension.Power, 0.5, 400)]
    [Meaning("Electrical design power of one rack.")]
    public required double DesignKw { get; init; }

    [Between(0, 0.9)]
    [Meaning("Power at rest over power at full load.")]
    public double? IdleShare { get; init; }

    [Items(3, 3), Between(-10, 10)]
    [Meaning("Shape of the dynamic power: c1·u + c2·u² + c3·u³ with c1 + c2 + c3 = 1; [1, 0, 0] is linear.")]
    public double[]? Curve { get; init; }

    public FanKind? Fans { get; init; }

    [JsonPropertyName("leakage"), Quantity(Dimension.PerKelvin, 0, 0.01)]
    public double? LeakagePerK { get; init; }

    [JsonPropertyName("airRise"), Quantity(Dimension.TemperatureDifference, 4, 30)]
    public double? AirRiseK { get; init; }

    [Between(0, 1)]
    [Meaning("Share of the heat that a liquid loop takes.")]
    public double? LiquidShare { get; init; }

    [JsonPropertyName("airVolume"), Quantity(Dimension.Volume, 0.5, 200)]
    public double? AirVolumeM3 { get; init; }

    [JsonPropertyName("mass"), Quantity(Dimension.Mass, 50, 10000)]
    public double? MassKg { get; init; }

    [JsonPropertyName("airToMass"), Quantity(Dimension.HeatTransfer, 0.01, 20)]
    public double? AirToMassKwPerK { get; init; }

    [JsonPropertyName("airToWall"), Quantity(Dimension.HeatTransfer, 0, 2)]
    public double? AirToWallKwPerK { get; init; }

    [JsonPropertyName("siliconRise"), Quantity(Dimension.TemperatureDifference, 5, 80)]
    public double? SiliconRiseK { get; init; }

    [JsonPropertyName("siliconTau"), Quantity(Dimension.Duration, 1, 600)]
    public double? SiliconTauS { get; init; }

    [JsonPropertyName("compute"), Quantity(Dimension.Compute, 0, 1000)]
    [Meaning("Dense 16-bit compute of one rack.")]
    public double? Pflops { get; init; }

    public RackLimitsEntry? Limits { get; init; }
}

/// <summary>Where a rack protects itself.</summary>
internal sealed record RackLimitsEntry
{
    [JsonPropertyName("throttleInlet"), Quantity(Dimension.Temperature, 20, 60)]
    public double? ThrottleInletC { get; init; }

    [JsonPropertyName("throttle"), Quantity(Dimension.PerKelvin, 0, 1)]
    public double? ThrottlePerK { get; init; }

    [JsonPropertyName("shutdownInlet"), Quantity(Dimension.Temperature, 25, 70)]
    public double? ShutdownInletC { get; init; }

    [JsonPropertyName("throttleSilicon"), Quantity(Dimension.Temperature, 60, 130)]
    public double? ThrottleSiliconC { get; init; }

    [JsonPropertyName("shutdownSilicon"), Quantity(Dimension.Temperature, 65, 140)]
    public double? ShutdownSiliconC { get; init; }

    [JsonPropertyName("shutdownAfter"), Quantity(Dimension.Duration, 0, 40)]
    public double? ShutdownAfterS { get; init; }

    [JsonPropertyName("throttleCoolant"), Quantity(Dimension.Temperature, 20, 70)]
    public double? ThrottleCoolantC { get; init; }

    [Between(0, 1)]
    public double? ShutdownFlowShare { get; init; }

    [JsonPropertyName("shutdownFlowAfter"), Quantity(Dimension.Duration, 0, 40)]
    public double? ShutdownFlowAfterS { get; init; }

    [JsonPropertyName("restartInlet"), Quantity(Dimension.Temperature, 5, 60)]
    public double? RestartInletC { get; init; }

    [JsonPropertyName("restartAfter"), Quantity(Dimension.Duration, 0, 40)]
    public double? RestartAfterS { get; init; }
}
