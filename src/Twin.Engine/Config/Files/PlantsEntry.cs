using System.Text.Json.Serialization;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>A file of cooling plants.</summary>
internal sealed record PlantsEntry
{
    [Items(1, 200)]
    public required PlantEntry[] Plants { get; init; }
}

/// <summary>One cooling plant; what is left out keeps the model's default.</summary>
internal sealed record PlantEntry
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required PlantKind Kind { get; init; }

    public required string Source { get; init; }

    [JsonPropertyName("supply"), Quantity(Dimension.Temperature, 10, 45)]
    public double? SupplyC { get; init; }

    [JsonPropertyName("return"), Quantity(Dimension.Temperature, 15, 60)]
    public double? ReturnC { get; init; }

    [Between(1, 100)]
    public int? Units { get; init; }

    [Between(1, 100)]
    public int? UnitsNeeded { get; init; }

    [Between(1, 100)]
    public int? Pumps { get; init; }

    [Between(1, 100)]
    public int? PumpsNeeded { get; init; }

    [JsonPropertyName("chilledWater"), Quantity(Dimension.Temperature, 5, 25)]
    public double? ChilledWaterC { get; init; }

    [Between(1.5, 20)]
    public double? CyclesOfConcentration { get; init; }

    [JsonPropertyName("restartFree"), Quantity(Dimension.Duration, 0, 3600)]
    public double? RestartFreeS { get; init; }

    [JsonPropertyName("restartMechanical"), Quantity(Dimension.Duration, 0, 3600)]
    public double? RestartMechanicalS { get; init; }

    [JsonPropertyName("dwell"), Quantity(Dimension.Duration, 0, 7200)]
    public double? DwellS { get; init; }

    [JsonPropertyName("compressorDwell"), Quantity(Dimension.Duration, 0, 7200)]
    public double? CompressorDwellS { get; init; }

    [JsonPropertyName("compressorLockout"), Quantity(Dimension.Duration, 0, 3600)]
    public double? CompressorLockoutS { get; init; }

    [Between(1, PlantSpec.MostStartsPerHour)]
    public int? CompressorStartsPerHour { get; init; }

    [JsonPropertyName("dryBulbHysteresis"), Quantity(Dimension.TemperatureDifference, 0, 10)]
    public double? DryBulbHysteresisK { get; init; }

    [JsonPropertyName("wetBulbHysteresis"), Quantity(Dimension.TemperatureDifference, 0, 10)]
    public double? WetBulbHysteresisK { get; init; }

    [JsonPropertyName("frost"), Quantity(Dimension.Temperature, -5, 15)]
    public double? FrostC { get; init; }

    [JsonPropertyName("dustLimit"), Quantity(Dimension.Dust, 50, 10000)]
    public double? DustLimitUgM3 { get; init; }

    [JsonPropertyName("dewPointLimit"), Quantity(Dimension.Temperature, 0, 30)]
    public double? DewPointLimitC { get; init; }
}
