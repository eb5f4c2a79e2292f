namespace Twin.Model;

/// <summary>How a server's fans answer to its inlet temperature: n = clamp(1 + s·max(0, Tin − T1), nMin, nMax).</summary>
/// <param name="PowerShare">Fan power at n = 1 as a share of the server's power, 0–0.2.</param>
/// <param name="ThresholdC">T1: inlet above which fans speed up, °C.</param>
/// <param name="GainPerK">s: relative speed added per kelvin, 1/K.</param>
/// <param name="MinSpeed">nMin, relative.</param>
/// <param name="MaxSpeed">nMax, relative.</param>
public sealed record FanProfile(double PowerShare, double ThresholdC, double GainPerK, double MinSpeed = 0.7, double MaxSpeed = 2.2)
{
    /// <summary>Older one-unit servers; grid-searched against IBM's rack test (+5.2 % at 27 °C, +17 % at 31 °C over 20 °C), InterPACK 2011.</summary>
    public static FanProfile Legacy { get; } = new(0.025, 24, 0.135);

    /// <summary>Two-unit and open-compute servers; grid-searched against GRC's R410 test (+8 % at 35 °C, +12 % at 37 °C over 27 °C), 2016.</summary>
    public static FanProfile Efficient { get; } = new(0.015, 26, 0.095);

    /// <summary>Immersed servers have none.</summary>
    public static FanProfile None { get; } = new(0, 100, 0, 1, 1);
}

/// <summary>
/// Everything that racks of one kind have in common. One rack object stands for one standard rack (2.5 kW) where the
/// source counts those, for one physical rack where a site is known to be dense.
/// </summary>
public sealed record RackClass
{
    /// <summary>Key in the world file, such as <c>standard</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Electrical design power of the rack, kW, 0.5–400.</summary>
    public required double DesignKw { get; init; }

    /// <summary>Power at rest over power at full load, 0–0.9. SPECpower two-socket systems of the 2020s: 0.25–0.35 (MODELS §3.1).</summary>
    public double IdleShare { get; init; } = 0.30;

    /// <summary>
    /// Shape of the dynamic power over load u: (1 − idle)·(c1·u + c2·u² + c3·u³), c1 + c2 + c3 = 1.
    /// The default is the least-squares cubic through 2u − u^1.4 (Fan, Weber, Barroso, ISCA 2007), within 0.006 of it.
    /// (1, 0, 0) is the linear model.
    /// </summary>
    public (double C1, double C2, double C3) Curve { get; init; } = (1.634, -0.9127, 0.2787);

    /// <summary>Power that a little more load adds, over design power × that load: the slope of the curve.</summary>
    public double SlopeAt(double load) => (1 - IdleShare) * (Curve.C1 + (load * ((2 * Curve.C2) + (load * 3 * Curve.C3))));

    public FanProfile Fans { get; init; } = FanProfile.Efficient;

    /// <summary>Extra silicon power per kelvin of inlet above 20 °C, 1/K; 0.0005–0.002 (MODELS §3.2, assumption).</summary>
    public double LeakagePerK { get; init; } = 0.001;

    /// <summary>Air temperature rise through the rack at design power, K; 10–14 (MODELS §3.3).</summary>
    public double AirRiseK { get; init; } = 12;

    /// <summary>Share of the rack's heat that a liquid loop takes, 0 for air, 0.8–0.9 direct to chip, 1 immersion.</summary>
    public double LiquidShare { get; init; }

    /// <summary>Air around the rack that stores heat, m³ (MODELS §5: 2.5 m² × 4 m).</summary>
    public double AirVolumeM3 { get; init; } = 10;

    /// <summary>Mass that stores heat, kg; null: by design power, 500–1,400 kg.</summary>
    public double? MassKg { get; init; }

    /// <summary>Heat transfer between air and mass, kW/K; null: by design power (MODELS §5).</summary>
    public double? AirToMassKwPerK { get; init; }

    /// <summary>Heat transfer from the air to walls and floor, kW/K (MODELS §5).</summary>
    public double AirToWallKwPerK { get; init; } = 0.02;

    /// <summary>Silicon above its coolant (inlet air, or liquid) at design power and full flow, K. 85 °C target at 35 °C inlet.</summary>
    public double SiliconRiseK { get; init; } = 50;

    /// <summary>Time constant of silicon with its heat sink, s (MODELS §3.3).</summary>
    public double SiliconTauS { get; init; } = 20;

    public RackLimits Limits { get; init; } = new();

    /// <summary>Dense 16-bit compute of the rack, PFLOPS; 0 where it is not known. Never added to 32- or 64-bit figures.</summary>
    public double Pflops { get; init; }

    /// <summary>
    /// The class of racks made of these servers: design power at full load, share at rest, and a linear curve, which parts
    /// and converters give where processors and accelerators are loaded alike. The rest keeps its defaults.
    /// </summary>
    public static RackClass OfNodes(string name, NodeRackSpec rack)
    {
        var fullKw = rack.PowerKw(1, 1);
        return new RackClass { Name = name, DesignKw = fullKw, IdleShare = rack.PowerKw(0, 0) / fullKw, Curve = (1, 0, 0) };
    }

    /// <summary>Mass in kg: the given one, else by design power, 600 kg at 2.5 kW to 1,400 kg at 130 kW.</summary>
    public double EffectiveMassKg => MassKg ?? Interpolate(DesignKw, MassTable);

    /// <summary>Air to mass in kW/K: the given one, else by design power from MODELS §5.</summary>
    public double EffectiveAirToMassKwPerK => AirToMassKwPerK ?? Interpolate(DesignKw, AirToMassTable);

    // MODELS §5, assumption: 500–1,400 kg over the range of racks; these masses reproduce its minutes after a loss of cooling.
    private static readonly (double Kw, double Value)[] MassTable = [(2.5, 600), (6, 700), (8, 800), (20, 1000), (40, 1200), (130, 1400)];

    // MODELS §5: hA for racks of 2.5, 6, 8, 20, 40 and 130 kW.
    private static readonly (double Kw, double Value)[] AirToMassTable = [(2.5, 0.25), (6, 0.4), (8, 0.5), (20, 0.9), (40, 1.6), (130, 4.0)];

    private static double Interpolate(double kw, (double Kw, double Value)[] table)
    {
        if (kw <= table[0].Kw)
        {
            return table[0].Value;
        }

        for (var i = 1; i < table.Length; i++)
        {
            if (kw <= table[i].Kw)
            {
                var (a, b) = (table[i - 1], table[i]);
                return a.Value + ((b.Value - a.Value) * (kw - a.Kw) / (b.Kw - a.Kw));
            }
        }

        return table[^1].Value * kw / table[^1].Kw;
    }
}

/// <summary>Where a rack protects itself (MODELS §3.3, assumptions; inlet classes after ASHRAE).</summary>
public sealed record RackLimits
{
    /// <summary>Inlet above which the rack slows down, °C.</summary>
    public double ThrottleInletC { get; init; } = 35;

    /// <summary>Share of dynamic power lost per kelvin above the throttle limit, 1/K.</summary>
    public double ThrottlePerK { get; init; } = 0.10;

    /// <summary>Inlet above which the rack shuts down, °C.</summary>
    public double ShutdownInletC { get; init; } = 40;

    /// <summary>Silicon above which the rack slows down, °C.</summary>
    public double ThrottleSiliconC { get; init; } = 98;

    /// <summary>Silicon above which the rack shuts down, °C.</summary>
    public double ShutdownSiliconC { get; init; } = 105;

    /// <summary>How long a limit is exceeded before the rack shuts down, s, at most 40.</summary>
    public double ShutdownAfterS { get; init; } = 5;

    /// <summary>Liquid supply above which the rack slows down, °C.</summary>
    public double ThrottleCoolantC { get; init; } = 45;

    /// <summary>Coolant flow, as a share of design, below which a liquid-cooled rack shuts down.</summary>
    public double ShutdownFlowShare { get; init; } = 0.6;

    /// <summary>How long the flow is too low before the rack shuts down, s, at most 40.</summary>
    public double ShutdownFlowAfterS { get; init; } = 30;

    /// <summary>Inlet below which a rack that shut down starts again, °C.</summary>
    public double RestartInletC { get; init; } = 30;

    /// <summary>How long the inlet stays there before it starts, s, at most 40.</summary>
    public double RestartAfterS { get; init; } = 30;
}
