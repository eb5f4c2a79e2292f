namespace Twin.Model;

/// <summary>The six cooling plants (MODELS §4.1).</summary>
public enum PlantKind { AirsideEconomizer, IndirectEvaporative, Waterless, ChilledWater, DirectToChip, Immersion }

/// <summary>What a plant does, in the order of rising mechanical effort.</summary>
public enum PlantMode
{
    /// <summary>No cooling: no supply, starting, or failed.</summary>
    Off,

    /// <summary>Outside air, dry surface or dry cooler alone.</summary>
    FreeDry,

    /// <summary>As dry, with evaporation.</summary>
    FreeWet,

    /// <summary>Natural cooling with compressors making up the rest.</summary>
    Partial,

    /// <summary>Compressors alone.</summary>
    Mechanical,
}

/// <summary>A cooling plant. Zero or null where the kind's own value is wanted; the plant fills them in.</summary>
public sealed record PlantSpec
{
    /// <summary>Starts that a plant's state remembers (MODELS §4.2: no more than 4 an hour).</summary>
    public const int MostStartsPerHour = 4;

    public required PlantKind Kind { get; init; }

    /// <summary>Supply air set point Ts, °C (MODELS §4: 24).</summary>
    public double SupplyC { get; init; } = 24;

    /// <summary>Return air Tr at design, °C (MODELS §4: 36).</summary>
    public double ReturnC { get; init; } = 36;

    /// <summary>Compressor units installed; capacity is for <see cref="UnitsNeeded"/>.</summary>
    public int Units { get; init; } = 5;

    /// <summary>Compressor units that carry the design heat.</summary>
    public int UnitsNeeded { get; init; } = 4;

    /// <summary>Coolant or spray pumps installed.</summary>
    public int Pumps { get; init; } = 4;

    /// <summary>Pumps that carry the design flow.</summary>
    public int PumpsNeeded { get; init; } = 3;

    /// <summary>Chilled-water supply, °C; at or below 10 °C the EnergyPlus EIR curves hold, above it the Carnot form (MODELS §4.1).</summary>
    public double ChilledWaterC { get; init; } = 17;

    /// <summary>Cycles of concentration of evaporated water, 3–5 (MODELS §4.4).</summary>
    public double CyclesOfConcentration { get; init; } = 4;

    /// <summary>Time from supply back to cooling again with fans and dampers only, s (MODELS §4.2: 2–5 min).</summary>
    public double RestartFreeS { get; init; } = 120;

    /// <summary>Time from supply back to cooling again with compressors, s (MODELS §4.2: 3–10 min).</summary>
    public double RestartMechanicalS { get; init; } = 300;

    /// <summary>Minimum stay in a mode that starts no compressor, s (MODELS §4.2).</summary>
    public double DwellS { get; init; } = 900;

    /// <summary>Minimum stay in a mode that runs compressors, s (MODELS §4.2).</summary>
    public double CompressorDwellS { get; init; } = 1800;

    /// <summary>Time between a compressor's stop and its next start, s (MODELS §4.2).</summary>
    public double CompressorLockoutS { get; init; } = 300;

    /// <summary>Compressor starts allowed in an hour, at most <see cref="MostStartsPerHour"/> (MODELS §4.2).</summary>
    public int CompressorStartsPerHour { get; init; } = 4;

    /// <summary>Hysteresis on a dry-bulb threshold, K (MODELS §4.2).</summary>
    public double DryBulbHysteresisK { get; init; } = 2;

    /// <summary>Hysteresis on a wet-bulb threshold, K (MODELS §4.2).</summary>
    public double WetBulbHysteresisK { get; init; } = 1.5;

    /// <summary>Dry bulb below which wet surfaces are drained, °C (MODELS §4.2).</summary>
    public double FrostC { get; init; } = 4;

    /// <summary>PM10 above which outside air is shut out, µg/m³ (MODELS §4.2).</summary>
    public double DustLimitUgM3 { get; init; } = 500;

    /// <summary>Dew point above which outside air is shut out, °C (MODELS §4.1: band 5.5–15 °C; below it the plant humidifies).</summary>
    public double DewPointLimitC { get; init; } = 15;
}
