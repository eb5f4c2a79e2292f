namespace Twin.Model;

/// <summary>How the power chain of a data center is doubled.</summary>
public enum Redundancy { N, NPlus1, TwoN }

/// <summary>The power chain between the utility's feeds and the racks (MODELS §6). Ratings follow the IT design power.</summary>
public sealed record PowerSpec
{
    public Redundancy Redundancy { get; init; } = Redundancy.TwoN;

    /// <summary>Rating of all transformers over the design facility power.</summary>
    public double TransformerRatio { get; init; } = 1.6;

    /// <summary>Transformer loss at rest over its rating (MODELS §6, assumption).</summary>
    public double TransformerNoLoadShare { get; init; } = 0.001;

    /// <summary>Transformer loss at full load over its rating, without the loss at rest (MODELS §6, assumption).</summary>
    public double TransformerLoadShare { get; init; } = 0.008;

    /// <summary>UPS modules that carry the design IT power; redundancy adds one, or doubles them.</summary>
    public int UpsModulesNeeded { get; init; } = 4;

    /// <summary>Loss of a UPS: rated·(a + b·x + c·x²), x = load/rated (MODELS §6: double conversion).</summary>
    public (double A, double B, double C) UpsLoss { get; init; } = (0.010, 0.012, 0.018);

    /// <summary>Loss of distribution over its throughput (MODELS §6: 0.5–1.0 %).</summary>
    public double DistributionLossShare { get; init; } = 0.007;

    /// <summary>Battery autonomy at design IT power, min (MODELS §6: 5–15; GB 50174 class A 15 with generators).</summary>
    public double BatteryMinutes { get; init; } = 15;

    /// <summary>t = t0·(P0/P)^k (MODELS §6).</summary>
    public double BatteryExponent { get; init; } = 1.15;

    /// <summary>Time to recharge an empty battery, h (MODELS §6: 4–10).</summary>
    public double RechargeHours { get; init; } = 6;

    /// <summary>Generator sets that carry the design facility power; one more is installed. 0: none.</summary>
    public int GeneratorsNeeded { get; init; } = 4;

    /// <summary>From loss of supply to the moment generators take the load, s (MODELS §6: 10–15).</summary>
    public double GeneratorStartS { get; init; } = 12;

    /// <summary>Chance that one set does not start (MODELS §6: 0.5–1.5 %).</summary>
    public double GeneratorFailToStart { get; init; } = 0.01;

    /// <summary>Fuel for this many hours at design facility power, h (GB 50174 class A: 12).</summary>
    public double FuelHours { get; init; } = 12;

    /// <summary>Fuel per electric energy, L/kWh (MODELS §6: 0.25–0.27 at half load and above).</summary>
    public double FuelLPerKWh { get; init; } = 0.26;

    /// <summary>Transfer between two feeds, s; the battery bridges it (MODELS §6: ATS 0.1–10).</summary>
    public double TransferS { get; init; } = 0.5;

    /// <summary>The utility must stay for this long before the load goes back to it, s.</summary>
    public double ReturnDelayS { get; init; } = 60;

    /// <summary>Servers are up again this long after their power is back, s.</summary>
    public double RestartS { get; init; } = 300;

    /// <summary>Lighting, controls and offices over the design IT power; part of the 5.5 % of MODELS §4.5.</summary>
    public double OtherShare { get; init; } = 0.004;

    /// <summary>Most that the draw at the meter may change in a minute by contract, over <see cref="DataCenter.ContractKw"/>; 0: no limit (MODELS §10: such as 10 %).</summary>
    public double RampSharePerMin { get; init; }

    /// <summary>UPS modules installed.</summary>
    public int UpsModules => Redundancy switch { Redundancy.N => UpsModulesNeeded, Redundancy.NPlus1 => UpsModulesNeeded + 1, _ => 2 * UpsModulesNeeded };
}
