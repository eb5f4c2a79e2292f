namespace Twin.Model.Grid;

/// <summary>One round of under-frequency load shedding.</summary>
/// <param name="BelowHz">Acts below this frequency.</param>
/// <param name="AfterS">Once it has been below for this long, s.</param>
/// <param name="Share">Of the area's load that it sheds.</param>
public readonly record struct SheddingRound(double BelowHz, double AfterS, double Share);

/// <summary>How a synchronous area answers to an imbalance (MODELS §7.1, §7.2). Powers are per unit of the area's load.</summary>
public sealed record FrequencySpec
{
    /// <summary>Regions that name the same area stand in it together.</summary>
    public string Name { get; init; } = "";

    public double NominalHz { get; init; } = 50;

    /// <summary>Load of the area that imbalances are measured against, kW.</summary>
    public double BaseKw { get; init; } = 140e6;

    /// <summary>Inertia of all machines on the area's base, s: Ek over base power.</summary>
    public double InertiaS { get; init; } = 4;

    /// <summary>Change of load with frequency, per unit per per-unit.</summary>
    public double Damping { get; init; } = 1;

    /// <summary>Droop of the governors.</summary>
    public double Droop { get; init; } = 0.05;

    /// <summary>Effective share of capacity that answers: the events of 2015 need 0.25, textbooks write 0.95.</summary>
    public double GovernorShare { get; init; } = 0.95;

    /// <summary>Part of the governors' answer that comes without reheating.</summary>
    public double FastShare { get; init; } = 0.3;

    /// <summary>Time constant of the reheated part, s.</summary>
    public double ReheatS { get; init; } = 8;

    /// <summary>Governors do not answer within this of nominal, Hz.</summary>
    public double DeadBandHz { get; init; } = 0.033;

    /// <summary>Most that governors give or take.</summary>
    public double GovernorCap { get; init; } = 0.06;

    /// <summary>Most that batteries, flywheels and switched loads give or take.</summary>
    public double ReserveCap { get; init; }

    /// <summary>Their answer per per-unit frequency: full at 0.5 Hz (assumption).</summary>
    public double ReserveGain { get; init; } = 100;

    /// <summary>Their time constant, s (delay of 0.1–0.3 s).</summary>
    public double ReserveS { get; init; } = 0.2;

    /// <summary>Time in which secondary control has brought frequency back, s; 0: none.</summary>
    public double SecondaryHorizonS { get; init; } = 900;

    /// <summary>Most that secondary control gives or takes.</summary>
    public double SecondaryCap { get; init; } = 0.10;

    public SheddingRound[] Rounds { get; init; } = DefaultRounds;

    /// <summary>Shed load comes back, a round at a time, each time frequency has been back to 0.1 Hz below nominal for this long, s (assumption; Great Britain 2019 took about 40 min).</summary>
    public double ReconnectS { get; init; } = 1200;

    /// <summary>What was lost comes back, or is replaced, at this share of the load per second: 5 GW of 140 GW in half an hour (assumption).</summary>
    public double ReplacedPerS { get; init; } = 2e-5;

    /// <summary>Five quick rounds of 5 % and a slow one of 3 % (MODELS §7.2, assumption: settings are each regional grid's own).</summary>
    public static SheddingRound[] DefaultRounds { get; } =
    [
        new(49.00, 0.2, 0.05), new(48.75, 0.2, 0.05), new(48.50, 0.2, 0.05), new(48.25, 0.2, 0.05), new(48.00, 0.2, 0.05), new(49.00, 17.5, 0.03),
    ];
}
