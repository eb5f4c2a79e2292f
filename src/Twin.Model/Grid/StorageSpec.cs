namespace Twin.Model.Grid;

/// <summary>The five kinds of storage that the founding documents name.</summary>
public enum StorageKind { Electrochemical, PumpedHydro, CompressedAir, Gravity, Flywheel }

/// <summary>A storage plant (MODELS §7.6). A kind is nothing but its usual figures.</summary>
public sealed record StorageSpec
{
    public required string Name { get; init; }

    public required StorageKind Kind { get; init; }

    /// <summary>Most power in and out, at the grid's side, kW.</summary>
    public required double PowerKw { get; init; }

    /// <summary>Energy between empty and full, kWh.</summary>
    public required double EnergyKWh { get; init; }

    /// <summary>Stored over taken.</summary>
    public required double ChargeEfficiency { get; init; }

    /// <summary>Given over taken from store.</summary>
    public required double DischargeEfficiency { get; init; }

    /// <summary>Time from rest to full power, s.</summary>
    public required double RampS { get; init; }

    /// <summary>Rest between charging and discharging, s.</summary>
    public required double ChangeoverS { get; init; }

    /// <summary>Part of what is stored that is lost in an hour.</summary>
    public required double LossPerH { get; init; }

    public double LeastShare { get; init; } = 0.1;

    public double MostShare { get; init; } = 0.9;

    /// <summary>Charge at the start, 0–1.</summary>
    public double StartShare { get; init; } = 0.5;

    /// <summary>The usual figures of a kind, with the round trip split evenly (MODELS §7.6).</summary>
    public static StorageSpec Of(StorageKind kind, string name, double powerKw, double energyKWh)
    {
        var (roundTrip, rampS, changeoverS, lossPerH) = kind switch
        {
            StorageKind.Electrochemical => (0.845, 0.2, 0.0, 0.025 / 730),
            StorageKind.PumpedHydro => (0.80, 120.0, 450.0, 0.0002 / 24),
            StorageKind.CompressedAir => (0.65, 240.0, 600.0, 0.0075 / 24),
            StorageKind.Gravity => (0.86, 5.0, 0.0, 0.0),
            _ => (0.87, 0.02, 0.0, 0.03),
        };
        var eachWay = Math.Sqrt(roundTrip);
        return new StorageSpec
        {
            Name = name, Kind = kind, PowerKw = powerKw, EnergyKWh = energyKWh, ChargeEfficiency = eachWay, DischargeEfficiency = eachWay,
            RampS = rampS, ChangeoverS = changeoverS, LossPerH = lossPerH,
        };
    }
}
