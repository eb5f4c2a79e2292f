using Twin.Model.Weather;

namespace Twin.Model;

public sealed partial class DataCenter
{
    private const long HourMs = 3_600_000;
    private const int Guards = 5;

    // Outside air is let in again below this share of the dust limit, and this far below the dew-point limit; wet surfaces this far above frost (assumptions).
    private const double DustReturnShare = 0.8;
    private const double DewPointReturnK = 1;
    private const double FrostReturnK = 1;

    private long _plantRetryMs = long.MaxValue;

    private bool HasWetStage => Spec.Plant.Kind is PlantKind.IndirectEvaporative or PlantKind.AirsideEconomizer;

    /// <summary>Stops the plant: fans on the UPS go on, nothing takes the heat.</summary>
    private void CoolingStops(long t, Cause cause)
    {
        var plant = State.Plant;
        if (plant.Mode == PlantMode.Off)
        {
            return;
        }

        if (RunsCompressors(plant.Mode))
        {
            plant.CompressorStopMs = t;
        }

        Happened(t, OccurrenceKind.CoolingLost, cause, 0, 0, plant.Mode, PlantMode.Off);
        Enter(PlantMode.Off, t, cause, 0, 0);
        plant.RestartAtMs = long.MaxValue;
        Disturbed(t);
    }

    /// <summary>Carries the plant through every change that is due at a moment.</summary>
    private void AdvancePlant(long t, in WeatherPoint w)
    {
        var plant = State.Plant;
        _plantRetryMs = long.MaxValue;
        foreach (var e in _events)
        {
            if ((e.StartMs == t || e.EndMs == t) && e.Kind is EventKind.ChillerTrip or EventKind.PumpTrip or EventKind.FanWallFailure or EventKind.WaterLoss)
            {
                Disturbed(t);
            }
        }

        UpdateBlocks(plant, t, w);
        var dry = Spec.Plant.Kind == PlantKind.ChilledWater && Acts(EventKind.WaterLoss, t);
        if (dry)
        {
            CoolingStops(t, Cause.Water);
        }

        if (plant.Mode == PlantMode.Off)
        {
            if (!dry && State.Power.Supply is Supply.Utility or Supply.Transfer or Supply.Generator)
            {
                Restart(plant, t, w);
            }
            else
            {
                plant.RestartAtMs = long.MaxValue;
            }

            return;
        }

        for (var i = 0; i < 4 && ChangeMode(plant, t, w); i++)
        {
        }
    }

    private void Restart(PlantState plant, long t, in WeatherPoint w)
    {
        var needed = Needed(plant, w, 0);
        if (plant.RestartAtMs == long.MaxValue)
        {
            plant.RestartAtMs = t + (long)((RunsCompressors(needed) ? Spec.Plant.RestartMechanicalS : Spec.Plant.RestartFreeS) * 1000);
        }

        if (t >= plant.RestartAtMs)
        {
            Happened(t, OccurrenceKind.CoolingReturned, Cause.Restart, (t - plant.ModeSinceMs) / 1000.0, 0, PlantMode.Off, needed);
            if (RunsCompressors(needed))
            {
                CompressorStarts(plant, t);
            }

            Enter(needed, t, Cause.Restart, 0, 0);
            Disturbed(t);
        }
    }

    /// <summary>The least mode, from a place in the chain on, that the weather allows.</summary>
    private PlantMode Needed(PlantState plant, in WeatherPoint w, int from)
    {
        var chain = Plant.Chain(Spec.Plant.Kind);
        while (from < chain.Length - 1 && Plant.ExcessK(Spec.Plant, plant, chain[from], w) >= 0)
        {
            from++;
        }

        return chain[from];
    }

    /// <summary>The next mode of less effort; past a blocked one, for a plant without water goes from compressors to dry air.</summary>
    private PlantMode Easier(PlantState plant, int at, in WeatherPoint w)
    {
        var chain = Plant.Chain(Spec.Plant.Kind);
        at--;
        while (at > 0 && double.IsPositiveInfinity(Plant.ExcessK(Spec.Plant, plant, chain[at], w)))
        {
            at--;
        }

        return chain[at];
    }

    private bool ChangeMode(PlantState plant, long t, in WeatherPoint w)
    {
        var chain = Plant.Chain(Spec.Plant.Kind);
        var at = chain.IndexOf(plant.Mode);
        var excess = Plant.ExcessK(Spec.Plant, plant, plant.Mode, w);
        PlantMode to, limiting;
        if (excess >= 0 && at < chain.Length - 1)
        {
            to = Needed(plant, w, at + 1);
            limiting = plant.Mode;
        }
        else if (at > 0 && Easier(plant, at, w) is var easier && Plant.ExcessK(Spec.Plant, plant, easier, w) is var below && below <= -Hysteresis(easier))
        {
            to = limiting = easier;
            excess = below;
        }
        else
        {
            return false;
        }

        var allowed = double.IsPositiveInfinity(excess) && RunsCompressors(plant.Mode) == RunsCompressors(to) ? t : AllowedFrom(plant, to);
        if (t < allowed)
        {
            _plantRetryMs = allowed;
            return false;
        }

        var (cause, value, limit) = Why(plant, t, limiting, w, excess);
        Happened(t, OccurrenceKind.ModeChange, cause, value, limit, plant.Mode, to);
        if (RunsCompressors(to) && !RunsCompressors(plant.Mode))
        {
            CompressorStarts(plant, t);
        }
        else if (!RunsCompressors(to) && RunsCompressors(plant.Mode))
        {
            plant.CompressorStopMs = t;
        }

        Enter(to, t, cause, value, limit);
        return true;
    }

    /// <summary>When the rules of dwell, lockout and starts per hour let the plant go to a mode, Unix ms (MODELS §4.2).</summary>
    private long AllowedFrom(PlantState plant, PlantMode to)
    {
        var p = Spec.Plant;
        var (runs, will) = (RunsCompressors(plant.Mode), RunsCompressors(to));
        if (!runs && will)
        {
            return Math.Max(
                plant.CompressorStopMs + (long)(p.CompressorLockoutS * 1000),
                plant.Starts[plant.Starts.Length - p.CompressorStartsPerHour] + HourMs);
        }

        if (runs && !will)
        {
            return plant.CompressorStartMs + (long)(p.CompressorDwellS * 1000);
        }

        return will && to > plant.Mode ? long.MinValue : plant.ModeSinceMs + (long)(p.DwellS * 1000);
    }

    private (Cause Cause, double Value, double Limit) Why(PlantState plant, long t, PlantMode limiting, in WeatherPoint w, double excess)
    {
        if (double.IsInfinity(excess))
        {
            var cause = plant.AirBlocked && Spec.Plant.Kind == PlantKind.AirsideEconomizer ? plant.AirBlockCause : plant.WetBlockCause;
            var (value, limit) = BlockValue(cause, t, w);
            return (cause, value, limit);
        }

        return Plant.OnWetBulb(Spec.Plant, limiting)
            ? (Cause.WetBulb, w.WetBulbC, w.WetBulbC - excess)
            : (Cause.DryBulb, w.DryBulbC, w.DryBulbC - excess);
    }

    private void UpdateBlocks(PlantState plant, long t, in WeatherPoint w)
    {
        var p = Spec.Plant;
        if (p.Kind == PlantKind.AirsideEconomizer)
        {
            var dusty = w.Pm10UgM3 >= p.DustLimitUgM3;
            if (!plant.AirBlocked && (dusty || w.DewPointC >= p.DewPointLimitC))
            {
                (plant.AirBlocked, plant.AirBlockCause) = (true, dusty ? Cause.Dust : Cause.DewPoint);
                NoteBlock(t, OccurrenceKind.OutsideAirBlocked, plant.AirBlockCause, w);
            }
            else if (plant.AirBlocked && w.Pm10UgM3 <= p.DustLimitUgM3 * DustReturnShare && w.DewPointC <= p.DewPointLimitC - DewPointReturnK)
            {
                plant.AirBlocked = false;
                NoteBlock(t, OccurrenceKind.BlockLifted, plant.AirBlockCause, w);
            }
        }

        if (HasWetStage)
        {
            var frost = plant.WetBlocked ? w.DryBulbC < p.FrostC + FrostReturnK : w.DryBulbC <= p.FrostC;
            var water = Acts(EventKind.WaterLoss, t);
            var pumps = PumpsUp(t) == 0;
            if (!plant.WetBlocked && (frost || water || pumps))
            {
                (plant.WetBlocked, plant.WetBlockCause) = (true, water ? Cause.Water : pumps ? Cause.Pump : Cause.Frost);
                NoteBlock(t, OccurrenceKind.WetBlocked, plant.WetBlockCause, w);
            }
            else if (plant.WetBlocked && !(frost || water || pumps))
            {
                plant.WetBlocked = false;
                NoteBlock(t, OccurrenceKind.BlockLifted, plant.WetBlockCause, w);
            }
        }
    }

    private void NoteBlock(long t, OccurrenceKind kind, Cause cause, in WeatherPoint w)
    {
        var (value, limit) = BlockValue(cause, t, w);
        Happened(t, kind, cause, value, limit);
    }

    /// <summary>What blocks, and the limit it is held against: µg/m³, °C, or pumps; water is there or not.</summary>
    private (double Value, double Limit) BlockValue(Cause cause, long t, in WeatherPoint w) => cause switch
    {
        Cause.Dust => (w.Pm10UgM3, Spec.Plant.DustLimitUgM3),
        Cause.DewPoint => (w.DewPointC, Spec.Plant.DewPointLimitC),
        Cause.Frost => (w.DryBulbC, Spec.Plant.FrostC),
        Cause.Pump => (PumpsUp(t), Spec.Plant.PumpsNeeded),
        _ => (0, 0),
    };

    /// <summary>The first moment up to <paramref name="end"/> at which the weather, linear between its ends, crosses a limit of the plant.</summary>
    private long FirstCrossing(long t, long end, in WeatherPoint from, in WeatherPoint to)
    {
        var plant = State.Plant;
        if (plant.Mode == PlantMode.Off)
        {
            return end;
        }

        Span<double> a = stackalloc double[Guards], b = stackalloc double[Guards];
        GuardValues(plant, from, a);
        GuardValues(plant, to, b);
        var first = end;
        for (var i = 0; i < Guards; i++)
        {
            if (a[i] < 0 && b[i] >= 0)
            {
                first = Math.Min(first, t + Math.Max(1, (long)Math.Ceiling((end - t) * (-a[i] / (b[i] - a[i])))));
            }
        }

        return first;
    }

    /// <summary>Negative until a limit is reached: mode up, mode down, dust, dew point, frost.</summary>
    private void GuardValues(PlantState plant, in WeatherPoint w, Span<double> g)
    {
        var p = Spec.Plant;
        var chain = Plant.Chain(p.Kind);
        var at = chain.IndexOf(plant.Mode);
        g[0] = Finite(Plant.ExcessK(p, plant, plant.Mode, w));
        g[1] = at > 0 && Easier(plant, at, w) is var easier ? Finite(-Plant.ExcessK(p, plant, easier, w) - Hysteresis(easier)) : -1;
        if (p.Kind == PlantKind.AirsideEconomizer)
        {
            g[2] = plant.AirBlocked ? (p.DustLimitUgM3 * DustReturnShare) - w.Pm10UgM3 : w.Pm10UgM3 - p.DustLimitUgM3;
            g[3] = plant.AirBlocked ? p.DewPointLimitC - DewPointReturnK - w.DewPointC : w.DewPointC - p.DewPointLimitC;
        }
        else
        {
            g[2] = g[3] = -1;
        }

        g[4] = !HasWetStage ? -1 : plant.WetBlocked ? w.DryBulbC - p.FrostC - FrostReturnK : p.FrostC - w.DryBulbC;

        static double Finite(double x) => double.IsInfinity(x) ? -1 : x;
    }

    private long PlantTimer(long t) => State.Plant.Mode == PlantMode.Off ? State.Plant.RestartAtMs : _plantRetryMs > t ? _plantRetryMs : long.MaxValue;

    private double Hysteresis(PlantMode mode) => Plant.OnWetBulb(Spec.Plant, mode) ? Spec.Plant.WetBulbHysteresisK : Spec.Plant.DryBulbHysteresisK;

    private static bool RunsCompressors(PlantMode mode) => mode is PlantMode.Partial or PlantMode.Mechanical;

    private void Enter(PlantMode mode, long t, Cause cause, double value, double limit)
    {
        var plant = State.Plant;
        (plant.Mode, plant.ModeSinceMs, plant.ModeCause, plant.ModeValue, plant.ModeLimit) = (mode, t, cause, value, limit);
    }

    private static void CompressorStarts(PlantState plant, long t)
    {
        plant.CompressorStartMs = t;
        plant.Starts.AsSpan(1).CopyTo(plant.Starts);
        plant.Starts[^1] = t;
    }
}
