using Twin.Model.Weather;

namespace Twin.Model;

/// <summary>The live state of a cooling plant.</summary>
public sealed class PlantState
{
    public PlantMode Mode = PlantMode.FreeDry;

    /// <summary>When the mode was entered, Unix ms.</summary>
    public long ModeSinceMs = long.MinValue / 2;

    /// <summary>Why it was entered, with the value and limit that decided.</summary>
    public Cause ModeCause;

    public double ModeValue;

    public double ModeLimit;

    /// <summary>The plant stands still until then, Unix ms; after a loss of supply it starts again at that moment.</summary>
    public long RestartAtMs = long.MinValue / 2;

    /// <summary>When compressors last started and stopped, Unix ms.</summary>
    public long CompressorStartMs = long.MinValue / 2;

    public long CompressorStopMs = long.MinValue / 2;

    /// <summary>The last starts, oldest first, Unix ms: the hourly limit counts them.</summary>
    public readonly long[] Starts = [.. Enumerable.Repeat(long.MinValue / 2, PlantSpec.MostStartsPerHour)];

    /// <summary>Outside air is shut out (dust, dew point).</summary>
    public bool AirBlocked;

    /// <summary>What shut it out, last.</summary>
    public Cause AirBlockCause;

    /// <summary>Wet surfaces are out of use (frost, no water, no spray pump).</summary>
    public bool WetBlocked;

    /// <summary>What put them out of use, last.</summary>
    public Cause WetBlockCause;

    /// <summary>Liquid supply, °C.</summary>
    public double CoolantC = Plant.LeastCoolantC;

    /// <summary>Pressure lost in the outside-air filters, Pa.</summary>
    public double FilterPa = Plant.CleanFilterPa;

    public void Visit(StateVisitor v)
    {
        v.Field(ref Mode);
        v.Field(ref ModeSinceMs);
        v.Field(ref ModeCause);
        v.Field(ref ModeValue);
        v.Field(ref ModeLimit);
        v.Field(ref RestartAtMs);
        v.Field(ref CompressorStartMs);
        v.Field(ref CompressorStopMs);
        v.Column(Starts);
        v.Field(ref AirBlocked);
        v.Field(ref AirBlockCause);
        v.Field(ref WetBlocked);
        v.Field(ref WetBlockCause);
        v.Field(ref CoolantC);
        v.Field(ref FilterPa);
    }
}

/// <summary>What a plant can do under one weather: shares of the design heat, and what it costs.</summary>
/// <param name="CompressorShare">Compressors' part of the heat that is taken, 0–1.</param>
/// <param name="UncooledShare">Part of the design heat that the plant has no capacity for, 0–1.</param>
/// <param name="SupplyC">Supply air, °C.</param>
/// <param name="Cop">Coefficient of performance of the compressors.</param>
/// <param name="IndoorShare">Indoor fans at design flow, over design heat.</param>
/// <param name="OutdoorShare">Outdoor fans, towers and pumps at design heat, over it.</param>
/// <param name="WaterLPerKWh">Water per heat, L/kWh.</param>
public readonly record struct PlantDuty(
    double CompressorShare, double UncooledShare, double SupplyC, double Cop, double IndoorShare, double OutdoorShare, double WaterLPerKWh);

/// <summary>The physics of the six plants (MODELS §4): which mode is enough for a weather, and what it does and costs in it.</summary>
public static class Plant
{
    /// <summary>Lowest liquid supply, °C: mixing valves hold it above the dew point (assumption).</summary>
    public const double LeastCoolantC = 28.5;

    /// <summary>Facility water at most, °C (MODELS §4.1: W40).</summary>
    public const double MostFacilityWaterC = 40;

    /// <summary>Approach of dry coolers over outdoor air, K (MODELS §4.1: 6–8).</summary>
    public const double DryCoolerApproachK = 7;

    /// <summary>Approach of coolant distribution units, K (MODELS §4.1: 3–4).</summary>
    public const double DistributionApproachK = 3.5;

    /// <summary>Filters: clean, and change at, Pa (MODELS §4.3).</summary>
    public const double CleanFilterPa = 80;

    public const double ChangeFilterPa = 275;

    // MODELS §4.3: k of Δp = Δp_clean + k·M, chosen so that 100 µg/m³ fills a filter in half a year of design flow (assumption).
    private const double FilterPaPerUgHM3 = (ChangeFilterPa - CleanFilterPa) / (100.0 * 4380);

    // MODELS §4.4: evaporating all heat takes 3.6 MJ/kWh ÷ 2.43 MJ/kg.
    private const double EvaporationLPerKWh = 1.48;

    // MODELS §4.1: effectiveness of indirect evaporative coolers on dry and wet bulb, of adiabatic stages.
    private const double DryEffectiveness = 0.62;
    private const double WetEffectiveness = 0.75;
    private const double AdiabaticEffectiveness = 0.85;

    // MODELS §4.1: compressors draw 3 % beyond the shaft.
    private const double CompressorAuxiliary = 1.03;

    private static readonly PlantMode[] AirChain = [PlantMode.FreeDry, PlantMode.FreeWet, PlantMode.Partial, PlantMode.Mechanical];
    private static readonly PlantMode[] DryChain = [PlantMode.FreeDry, PlantMode.Partial, PlantMode.Mechanical];
    private static readonly PlantMode[] WaterChain = [PlantMode.FreeWet, PlantMode.Partial, PlantMode.Mechanical];

    /// <summary>The modes a plant has, in the order of rising effort.</summary>
    public static ReadOnlySpan<PlantMode> Chain(PlantKind kind) => kind switch
    {
        PlantKind.AirsideEconomizer or PlantKind.IndirectEvaporative => AirChain,
        PlantKind.ChilledWater => WaterChain,
        _ => DryChain,
    };

    /// <summary>
    /// By how many kelvins the weather is beyond what a mode can do: at or below 0 the mode is enough. Linear in the
    /// weather's temperatures, so that moments of crossing follow by proportion.
    /// </summary>
    public static double ExcessK(PlantSpec p, PlantState state, PlantMode mode, in WeatherPoint w)
    {
        if (mode == PlantMode.Mechanical)
        {
            return double.NegativeInfinity;
        }

        var rise = p.ReturnC - p.SupplyC;
        var wetOk = !state.WetBlocked;
        switch (p.Kind)
        {
            case PlantKind.Waterless:
                // MODELS §4.1: full to Ts − 5, partial to Tr − 6.
                return w.DryBulbC - (mode == PlantMode.FreeDry ? p.SupplyC - 5 : p.ReturnC - 6);
            case PlantKind.IndirectEvaporative:
                return mode switch
                {
                    PlantMode.FreeDry => w.DryBulbC - (p.ReturnC - (rise / DryEffectiveness)),
                    PlantMode.FreeWet => wetOk ? w.WetBulbC - (p.ReturnC - (rise / WetEffectiveness)) : double.PositiveInfinity,
                    _ => wetOk ? w.WetBulbC - p.ReturnC : w.DryBulbC - p.ReturnC,
                };
            case PlantKind.AirsideEconomizer:
                return mode switch
                {
                    _ when state.AirBlocked => double.PositiveInfinity,
                    PlantMode.FreeDry => w.DryBulbC - p.SupplyC,
                    PlantMode.FreeWet => wetOk ? Adiabatic(w) - p.SupplyC : double.PositiveInfinity,
                    _ => w.DryBulbC - p.ReturnC,
                };
            case PlantKind.ChilledWater:
                // MODELS §4.1: full to chilled water − 6 (approach 4 + 2), partial to chilled water.
                return w.WetBulbC - (mode == PlantMode.FreeWet ? p.ChilledWaterC - 6 : p.ChilledWaterC);
            default:
                // Dry coolers on facility water at most 40 °C: enough to 33 °C, compressors alone from 40 °C.
                return w.DryBulbC - (mode == PlantMode.FreeDry ? MostFacilityWaterC - DryCoolerApproachK : MostFacilityWaterC);
        }
    }

    /// <summary>True where a mode's limit is a wet-bulb temperature.</summary>
    public static bool OnWetBulb(PlantSpec p, PlantMode mode) =>
        p.Kind == PlantKind.ChilledWater || (mode == PlantMode.FreeWet && p.Kind is PlantKind.IndirectEvaporative or PlantKind.AirsideEconomizer);

    /// <summary>What the plant does in its mode under a weather.</summary>
    /// <param name="unitsUp">Compressor units that can run.</param>
    /// <param name="pumpShare">Pump flow over design, 0–1.</param>
    public static PlantDuty Duty(PlantSpec p, PlantState state, in WeatherPoint w, int unitsUp, double pumpShare)
    {
        var mode = state.Mode;
        if (mode == PlantMode.Off)
        {
            return new PlantDuty(0, 1, p.SupplyC, 1, 0, 0, 0);
        }

        var rise = p.ReturnC - p.SupplyC;
        var excess = mode is PlantMode.FreeDry or PlantMode.FreeWet ? Math.Max(0, ExcessK(p, state, mode, w)) : 0;
        excess = double.IsPositiveInfinity(excess) ? 0 : excess;
        double s = 0, indoor, outdoor, water = 0, floatK = excess, cop = Cop(w.DryBulbC);
        switch (p.Kind)
        {
            case PlantKind.Waterless:
                s = (w.DryBulbC - (p.SupplyC - 5)) / (p.ReturnC - 6 - (p.SupplyC - 5));
                indoor = 0.030 * 0.55; // seed S1: −45 % against indirect evaporative
                outdoor = 0.012 + (0.013 * Clamp01((w.DryBulbC + 5) / 24)); // MODELS §4.1: 0.012–0.025, by how hard the dry cooler works
                break;
            case PlantKind.IndirectEvaporative:
                {
                    var wetNow = mode != PlantMode.FreeDry && !state.WetBlocked;
                    var ambient = wetNow ? w.WetBulbC : w.DryBulbC;
                    var effectiveness = wetNow ? WetEffectiveness : DryEffectiveness;
                    s = 1 - (effectiveness * (p.ReturnC - ambient) / rise);
                    floatK = excess * effectiveness;
                    indoor = 0.030;
                    outdoor = wetNow ? 0.030 : 0.012;
                    water = wetNow ? WetWater(p, w, s, rise) : 0;
                    break;
                }

            case PlantKind.AirsideEconomizer:
                {
                    var wetNow = mode is PlantMode.FreeWet or PlantMode.Partial && !state.WetBlocked && !state.AirBlocked;
                    var reached = wetNow ? Adiabatic(w) : w.DryBulbC;
                    s = (reached - p.SupplyC) / rise;
                    indoor = 0.028 * (1 + ((state.FilterPa - CleanFilterPa) / AirPathPa));
                    outdoor = wetNow ? 0.010 : 0;
                    water = wetNow ? 1.1 * Clamp01((w.DryBulbC - 24) / 12) * EvaporationLPerKWh : 0;
                    break;
                }

            case PlantKind.ChilledWater:
                s = (w.WetBulbC - (p.ChilledWaterC - 6)) / 6;
                cop = p.ChilledWaterC <= 10 ? EirCop(p.ChilledWaterC, w.WetBulbC + TowerApproachK) : Cop(w.WetBulbC + TowerApproachK, p.ChilledWaterC - EvaporatorApproachK);
                indoor = 0.035;
                outdoor = 0.022 + 0.010;
                break;
            default:
                s = (w.DryBulbC - (MostFacilityWaterC - DryCoolerApproachK)) / DryCoolerApproachK;
                floatK = 0;
                indoor = 0;
                outdoor = p.Kind == PlantKind.Immersion ? 0.026 : 0.018 + (0.012 * Clamp01((w.DryBulbC - 15) / 20));
                break;
        }

        s = mode switch { PlantMode.Mechanical => 1, PlantMode.Partial => Clamp01(s), _ => 0 };
        if (p.Kind == PlantKind.ChilledWater)
        {
            // MODELS §4.1: 1.48·(1 + 1/COP)·1.33·(0.75–1); in the cold part of the heat leaves without evaporation.
            water = EvaporationLPerKWh * (1 + (s / cop)) * BlowDown(p) * (0.75 + (0.25 * Clamp01(w.DryBulbC / 20)));
        }

        var capacity = Math.Min(1.0, (double)unitsUp / p.UnitsNeeded);
        var uncooled = Math.Max(0, s - capacity);
        if (p.Kind is PlantKind.ChilledWater or PlantKind.Waterless)
        {
            uncooled = 1 - ((1 - uncooled) * pumpShare);
        }

        // Nature takes 1 − s and compressors what their units can; of what is taken, compressors have their part.
        var compressors = s == 0 ? 0 : Math.Min(s, capacity) / Math.Max(1e-9, 1 - s + Math.Min(s, capacity));
        return new PlantDuty(compressors, uncooled, p.SupplyC + floatK, cop, indoor, outdoor, water);
    }

    /// <summary>The auxiliary air plant of a liquid-cooled data center: indirect evaporative without modes of its own (MODELS §4.5, D2C column).</summary>
    public static PlantDuty ResidualAir(PlantSpec p, in WeatherPoint w)
    {
        var rise = p.ReturnC - p.SupplyC;
        var dry = 1 - (DryEffectiveness * (p.ReturnC - w.DryBulbC) / rise);
        var wet = dry > 0 && w.DryBulbC > p.FrostC;
        var s = wet ? Clamp01(1 - (WetEffectiveness * (p.ReturnC - w.WetBulbC) / rise)) : Clamp01(dry);
        return new PlantDuty(s, 0, p.SupplyC, Cop(w.DryBulbC), 0.030, wet ? 0.030 : 0.012, wet ? WetWater(p, w, s, rise) : 0);
    }

    /// <summary>Electric power of a plant that removes <paramref name="heatKw"/> of a design of <paramref name="designKw"/>, kW.</summary>
    public static double PowerKw(in PlantDuty duty, double heatKw, double designKw)
    {
        if (designKw <= 0)
        {
            return 0;
        }

        // MODELS §4: fans follow the cube of flow, flow follows heat, with a floor of 20 %; pumps and outdoor fans follow heat.
        var q = Math.Max(0, heatKw / designKw);
        var fans = duty.IndoorShare * designKw * Math.Max(0.2, q * q * q);
        var outside = duty.OutdoorShare * designKw * Math.Max(0.2, q);
        return fans + outside + (CompressorAuxiliary * duty.CompressorShare * Math.Max(0, heatKw) / duty.Cop);
    }

    /// <summary>Liquid supply that the dry cooler reaches, °C.</summary>
    public static double CoolantTargetC(in WeatherPoint w) =>
        Math.Max(LeastCoolantC, Math.Min(MostFacilityWaterC, w.DryBulbC + DryCoolerApproachK) + DistributionApproachK);

    /// <summary>Pressure that a filter gains, Pa.</summary>
    public static double FilterGainPa(double pm10UgM3, double seconds) => FilterPaPerUgHM3 * pm10UgM3 * seconds / 3600;

    // MODELS §4: COP = clamp(η·Tev/(Tc − Tev), 3, 14), η 0.5, Tev 18 °C, Tc = ambient + 12 K.
    private static double Cop(double ambientC, double evaporatorC = 18)
    {
        var lift = ambientC + 12 - evaporatorC;
        return lift <= 0 ? 14 : Math.Clamp(0.5 * (evaporatorC + 273.15) / lift, 3, 14);
    }

    // MODELS §4.1: EnergyPlus reference chiller, valid for 5–10 °C chilled water and 24–35 °C entering condenser, at full part load.
    private static double EirCop(double te, double tc)
    {
        const double ReferenceCop = 5.5;
        tc = Math.Clamp(tc, 24, 35);
        var eirft = 0.933884 - (0.058212 * te) + (0.00450036 * te * te) + (0.00243 * tc) + (0.000486 * tc * tc) - (0.001215 * te * tc);
        return ReferenceCop / eirft;
    }

    private const double TowerApproachK = 4; // MODELS §4.1: 3–5
    private const double EvaporatorApproachK = 5; // chilled water over its evaporator (assumption; reproduces §4.5 within 0.01)
    private const double AirPathPa = 400; // whole air path at design flow, filters clean (assumption)

    private static double Adiabatic(in WeatherPoint w) => w.DryBulbC - (AdiabaticEffectiveness * (w.DryBulbC - w.WetBulbC));

    // What evaporates takes the heat that neither the dry surface would have taken nor compressors take.
    private static double WetWater(PlantSpec p, in WeatherPoint w, double compressorShare, double rise) =>
        EvaporationLPerKWh * BlowDown(p) * Clamp01(1 - Clamp01(compressorShare) - Clamp01(DryEffectiveness * (p.ReturnC - w.DryBulbC) / rise));

    // MODELS §4.4: blow-down adds 1/(CoC − 1).
    private static double BlowDown(PlantSpec p) => 1 + (1 / (p.CyclesOfConcentration - 1));

    private static double Clamp01(double x) => Math.Clamp(x, 0, 1);
}
