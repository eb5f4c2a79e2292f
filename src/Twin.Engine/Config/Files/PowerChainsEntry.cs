using System.Text.Json.Serialization;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>A file of power chains.</summary>
internal sealed record PowerChainsEntry
{
    [Items(1, 200)]
    public required PowerChainEntry[] PowerChains { get; init; }
}

/// <summary>One power chain; what is left out keeps the model's default.</summary>
internal sealed record PowerChainEntry
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Source { get; init; }

    public required Redundancy Redundancy { get; init; }

    [Between(1, 4)]
    public double? TransformerRatio { get; init; }

    [Between(0, 0.02)]
    public double? TransformerNoLoadShare { get; init; }

    [Between(0, 0.05)]
    public double? TransformerLoadShare { get; init; }

    [Between(1, 200)]
    public int? UpsModulesNeeded { get; init; }

    [Items(3, 3), Between(0, 0.2)]
    [Meaning("Loss over rating: a + b·x + c·x², x = load over rating.")]
    public double[]? UpsLoss { get; init; }

    [Between(0, 0.1)]
    public double? DistributionLossShare { get; init; }

    [JsonPropertyName("battery"), Quantity(Dimension.Duration, 10, 14400)]
    [Meaning("Battery autonomy at design IT power.")]
    public double? BatteryS { get; init; }

    [Between(1, 1.6)]
    public double? BatteryExponent { get; init; }

    [JsonPropertyName("recharge"), Quantity(Dimension.Duration, 600, 172800)]
    public double? RechargeS { get; init; }

    [Between(0, 200)]
    public int? GeneratorsNeeded { get; init; }

    [JsonPropertyName("generatorStart"), Quantity(Dimension.Duration, 1, 600)]
    public double? GeneratorStartS { get; init; }

    [Between(0, 1)]
    public double? GeneratorFailToStart { get; init; }

    [JsonPropertyName("fuel"), Quantity(Dimension.Duration, 0, 2592000)]
    [Meaning("How long the fuel lasts at design facility power.")]
    public double? FuelS { get; init; }

    [JsonPropertyName("fuelUse"), Quantity(Dimension.FuelPerEnergy, 0.15, 0.6)]
    public double? FuelLPerKWh { get; init; }

    [JsonPropertyName("transfer"), Quantity(Dimension.Duration, 0, 60)]
    public double? TransferS { get; init; }

    [JsonPropertyName("returnDelay"), Quantity(Dimension.Duration, 0, 7200)]
    public double? ReturnDelayS { get; init; }

    [JsonPropertyName("restart"), Quantity(Dimension.Duration, 0, 7200)]
    public double? RestartS { get; init; }

    [Between(0, 0.1)]
    public double? OtherShare { get; init; }

    [JsonPropertyName("rampPerMinute"), Between(0, 10)]
    [Meaning("Most that the draw at the meter may change in a minute by contract, over the design power of the facility; left out: no limit. The battery holds rises to it.")]
    public double? RampSharePerMin { get; init; }
}
