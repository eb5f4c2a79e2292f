namespace Twin.Model;

/// <summary>What all racks of a hall meet during one part of a tick. Ends of parts are the moments at which something changes.</summary>
public struct RackSegment
{
    /// <summary>Length, s.</summary>
    public float Seconds;

    /// <summary>Mean utilisation of the hall's racks, 0–1.</summary>
    public float Load;

    /// <summary>Half-width of a rack's own noise around it, absolute.</summary>
    public float Noise;

    /// <summary>The 15 min cell that noise is drawn for.</summary>
    public uint NoiseCell;

    /// <summary>Supply air, °C.</summary>
    public float SupplyC;

    /// <summary>Part of the air that comes from the plant, 0–1; the rest is the racks' own exhaust.</summary>
    public float CoolShare;

    /// <summary>Part of the racks' design heat to air that the plant has no capacity for, 0–1.</summary>
    public float LackShare;

    /// <summary>Liquid supply, °C.</summary>
    public float CoolantC;

    /// <summary>Liquid flow over design, 0–1.</summary>
    public float FlowShare;

    /// <summary>False: no supply, racks are dark.</summary>
    public bool Powered;
}

/// <summary>A rack class at a site, as the kernel wants it: single precision, derived once.</summary>
public sealed class RackPhysics
{
    // MODELS §5: room air at 1.2 kg/m³ and 1.006 kJ/(kg·K); metal 0.5 kJ/(kg·K), nine tenths of which take part.
    private const double SeaLevelDensityKgM3 = 1.2;
    private const double AirHeatKJPerKgK = 1.006;
    private const double MetalHeatKJPerKgK = 0.5;
    private const double MetalShare = 0.9;

    // MODELS §3.2: ρ = 1.2·(1 − 0.09·z/km).
    private const double DensityLossPerM = 0.09e-3;

    /// <summary>Walls and floor, °C (MODELS §5: a start of 24 °C throughout).</summary>
    public const float WallC = 24;

    /// <summary>Draught through a rack that is off, over its design flow (assumption).</summary>
    public const float DeadFlowShare = 0.1f;

    /// <param name="elevationM">Above sea level, m: thin air makes fans run faster for the same heat.</param>
    public RackPhysics(RackClass rack, double elevationM)
    {
        Class = rack;
        var thin = 1 - (DensityLossPerM * elevationM);
        DesignKw = (float)rack.DesignKw;
        IdleShare = (float)rack.IdleShare;
        (C1, C2, C3) = ((float)rack.Curve.C1, (float)rack.Curve.C2, (float)rack.Curve.C3);
        LeakagePerK = (float)rack.LeakagePerK;
        FanShare = (float)rack.Fans.PowerShare;
        FanThresholdC = (float)rack.Fans.ThresholdC;
        FanGainPerK = (float)rack.Fans.GainPerK;
        (FanMin, FanMax) = ((float)rack.Fans.MinSpeed, (float)rack.Fans.MaxSpeed);

        // The same mass flow needs speed 1/thin; power follows density × speed³, hence 1/thin².
        FanAltitude = (float)(1 / (thin * thin));
        AirShare = (float)(1 - rack.LiquidShare);
        Liquid = rack.LiquidShare > 0;
        FlowKwPerK = (float)(rack.DesignKw * (1 - rack.LiquidShare) / rack.AirRiseK);
        AirKJPerK = (float)(SeaLevelDensityKgM3 * thin * rack.AirVolumeM3 * AirHeatKJPerKgK);
        MassKJPerK = (float)(rack.EffectiveMassKg * MetalHeatKJPerKgK * MetalShare);
        AirToMass = (float)rack.EffectiveAirToMassKwPerK;
        AirToWall = (float)rack.AirToWallKwPerK;
        SiliconRiseK = (float)rack.SiliconRiseK;
        SiliconTauS = (float)rack.SiliconTauS;
        var limits = rack.Limits;
        (ThrottleInletC, ThrottlePerK) = ((float)limits.ThrottleInletC, (float)limits.ThrottlePerK);
        (ThrottleSiliconC, ThrottleCoolantC) = ((float)limits.ThrottleSiliconC, (float)limits.ThrottleCoolantC);
        (ShutdownInletC, ShutdownSiliconC) = ((float)limits.ShutdownInletC, (float)limits.ShutdownSiliconC);
        RestartInletC = (float)limits.RestartInletC;
        ShutdownFlowShare = (float)limits.ShutdownFlowShare;
        ShutdownAfter = TimerOf(limits.ShutdownAfterS);
        ShutdownFlowAfter = TimerOf(limits.ShutdownFlowAfterS);
        RestartAfter = TimerOf(limits.RestartAfterS);
    }

    public RackClass Class { get; }

    internal readonly float DesignKw, IdleShare, C1, C2, C3, LeakagePerK;
    internal readonly float FanShare, FanThresholdC, FanGainPerK, FanMin, FanMax, FanAltitude;
    internal readonly float AirShare, FlowKwPerK, AirKJPerK, MassKJPerK, AirToMass, AirToWall;
    internal readonly float SiliconRiseK, SiliconTauS;
    internal readonly float ThrottleInletC, ThrottlePerK, ThrottleSiliconC, ThrottleCoolantC;
    internal readonly float ShutdownInletC, ShutdownSiliconC, RestartInletC, ShutdownFlowShare;
    internal readonly uint ShutdownAfter, ShutdownFlowAfter, RestartAfter;
    internal readonly bool Liquid;

    /// <summary>Seconds as the status word's timer counts them.</summary>
    internal static uint TimerOf(double seconds) => (uint)Math.Clamp(Math.Round(seconds * 100), 0, RackStatus.TimerMost);

    /// <summary>Power at a load and inlet without limits, kW: what the data center expects of a rack.</summary>
    public double ExpectedKw(double load, double inletC)
    {
        var u = Math.Clamp(load, 0, 1);
        var p = DesignKw * (IdleShare + ((1 - IdleShare) * u * (C1 + (u * (C2 + (u * C3))))));
        var n = Math.Clamp(1 + (FanGainPerK * Math.Max(0, inletC - FanThresholdC)), FanMin, FanMax);
        return p * (1 + (LeakagePerK * (inletC - 20)) + (FanShare * ((FanAltitude * n * n * n) - 1)));
    }
}

/// <summary>What racks of a hall did in one phase, summed in eight lanes: kW·s, racks at its end.</summary>
public struct RackSums
{
    public double ItKWs, FanKWs, HeatAirKWs, HeatLiquidKWs;

    /// <summary>Σ utilisation × s, over running racks.</summary>
    public double LoadS;

    public int On, Throttled, ShutDown, Faulted;

    public float MaxInletC;
}

/// <summary>Racks that protect themselves at the end of one part of a tick.</summary>
public struct RacksAtLimits
{
    public int Throttled, ShutDown;
}
