using Twin.Model.Grid;
using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Model;

public sealed partial class DataCenter
{
    /// <summary>What the running generators can give, kW.</summary>
    public double GeneratorKw =>
        Spec.Power.GeneratorsNeeded == 0 ? 0 : State.Power.GeneratorsRunning * DesignItKw * FacilityOverIt / Spec.Power.GeneratorsNeeded;

    /// <summary>How long the battery lasts at an IT power, s (MODELS §6: t = t0·(P0/P)^1.15).</summary>
    public double BatterySeconds(double itKw) =>
        itKw <= 0 ? double.PositiveInfinity : State.Power.BatteryShare / BatteryRate(itKw);

    /// <summary>How long the fuel lasts at a facility power, s.</summary>
    public double FuelSeconds(double facilityKw) =>
        facilityKw <= 0 ? double.PositiveInfinity : State.Power.FuelL / (facilityKw * Spec.Power.FuelLPerKWh) * 3600;

    private double BatteryRate(double itKw) =>
        DMath.Pow(itKw / DesignItKw, Spec.Power.BatteryExponent) / (Spec.Power.BatteryMinutes * 60);

    // Intervals of the tick in which frequency is not what a UPS takes.
    private FrequencyBreak[] _offFrequency = [];

    private bool FeedUp(int feed, long t)
    {
        if (t < State.Power.OffGridUntilMs || FrequencyBreak.Has(_offFrequency, t))
        {
            return false;
        }

        foreach (var e in _events)
        {
            if (!e.ActsAt(t))
            {
                continue;
            }

            if (e.Kind == EventKind.FeedLoss && (e.Selection.Length == 0 || (e.Selection.Length == 1 && e.Selection[0] - '1' == feed)))
            {
                return false;
            }

            if (e.Kind is EventKind.SubstationTrip or EventKind.LineTrip or EventKind.BusTrip && _hub.Network is not null && !HasVoltage(feed, t))
            {
                return false;
            }

            // A data center's first feed hangs on its station's first bar, the second on the second.
            if (e.Kind == EventKind.BusTrip && feed == (int)e.Magnitude - 1 && (e.Selection.Length == 0 || e.Selection == _feedSubstations[feed]))
            {
                return false;
            }

            if (e.Kind == EventKind.SubstationTrip && (e.Selection.Length == 0 || e.Selection == _feedSubstations[feed]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a feed's station has voltage. Stations are many and events few: what one set of events leaves is kept.</summary>
    private bool HasVoltage(int feed, long t)
    {
        var signature = StableHash.Empty;
        foreach (var e in _events)
        {
            signature = e.Kind is EventKind.SubstationTrip or EventKind.LineTrip or EventKind.BusTrip && e.ActsAt(t) ? Chance.Mix(signature ^ StableHash.Of(e.Id)) : signature;
        }

        if (_voltage is null || _voltageFor != signature)
        {
            (_voltage, _voltageFor) = (_hub.Network!.Energised(_events, t), signature);
        }

        return _voltage[_feedStations[feed]];
    }

    private bool[]? _voltage;
    private ulong _voltageFor;

    /// <summary>A feed that is up, or −1.</summary>
    private int AnyFeed(long t)
    {
        for (var f = 0; f < _feedSubstations.Length; f++)
        {
            if (FeedUp(f, t))
            {
                return f;
            }
        }

        return -1;
    }

    private int UpsModulesUp(long t) => Math.Max(0, Spec.Power.UpsModules - Down(EventKind.UpsFailure, t));

    /// <summary>Carries the supply through every change that is due at a moment.</summary>
    private void AdvanceSupply(long t)
    {
        var power = State.Power;
        FeelSags(power, t);
        var overloaded = UpsModulesUp(t) < Spec.Power.UpsModulesNeeded;
        if (overloaded != power.OnBypass)
        {
            power.OnBypass = overloaded;
            Disturbed(t);
            if (overloaded)
            {
                Happened(t, OccurrenceKind.UpsOverloaded, Cause.Overload, UpsModulesUp(t), Spec.Power.UpsModulesNeeded);
            }
        }

        for (var i = 0; i < 5 && AdvanceSupplyOnce(power, t); i++)
        {
        }
    }

    private bool AdvanceSupplyOnce(PowerState power, long t)
    {
        var feed = power.Supply is Supply.Utility or Supply.Transfer && FeedUp(power.Feed, t) ? power.Feed : AnyFeed(t);
        if (feed < 0)
        {
            power.UtilityBackMs = long.MaxValue;
        }
        else if (power.Supply is Supply.Battery or Supply.Generator && power.UtilityBackMs == long.MaxValue)
        {
            power.UtilityBackMs = t;
        }

        switch (power.Supply)
        {
            case Supply.Utility when feed < 0:
            case Supply.Transfer when feed < 0:
                LoseSupply(power, t);
                return true;
            case Supply.Utility when feed != power.Feed:
                Happened(t, OccurrenceKind.FeedTransfer, Cause.Supply, power.Feed + 1, feed + 1);
                power.Feed = feed;
                Go(power, power.OnBypass || power.BatteryShare <= 0 ? Supply.Utility : Supply.Transfer, t);
                power.TransferUntilMs = t + (long)(Spec.Power.TransferS * 1000);
                return true;
            case Supply.Transfer when t >= power.TransferUntilMs:
                Go(power, Supply.Utility, t);
                return true;
            case Supply.Battery or Supply.Generator when feed >= 0 && t >= power.UtilityBackMs + (long)(Spec.Power.ReturnDelayS * 1000):
            case Supply.None when feed >= 0:
                power.Feed = feed;
                Restore(power, Supply.Utility, t);
                Happened(t, OccurrenceKind.SupplyReturned, Cause.Supply, feed + 1, 0);
                return true;
            case Supply.Battery or Supply.None when t >= power.GeneratorReadyMs && power.FuelL > 0:
                Restore(power, Supply.Generator, t);
                Happened(t, OccurrenceKind.GeneratorsStarted, Cause.Generator, power.GeneratorsRunning, Spec.Power.GeneratorsNeeded);
                return true;
            case Supply.Battery when power.BatteryShare <= 0 || power.OnBypass:
                Happened(t, OccurrenceKind.BatteryEmpty, Cause.Battery, power.BatteryShare, 0);
                Go(power, Supply.None, t);
                return true;
            case Supply.Generator when power.FuelL <= 0:
                Happened(t, OccurrenceKind.FuelEmpty, Cause.Fuel, 0, 0);
                power.GeneratorReadyMs = long.MaxValue;
                power.GeneratorsRunning = 0;
                CoolingStops(t, Cause.Fuel);
                Go(power, power.BatteryShare > 0 && !power.OnBypass ? Supply.Battery : Supply.None, t);
                return true;
            default:
                return false;
        }
    }

    /// <summary>IT power that the loads of a moment let expect of the halls that have supply, kW.</summary>
    private double ForecastItKw(long t)
    {
        Span<float> loads = stackalloc float[Spec.Halls.Length];
        Span<float> canWait = stackalloc float[Spec.Halls.Length];
        DataCenterLoad.At(Spec, _hub.UtcOffsetH, _noiseKey, _events, _jobLoads, State.Power, t, loads, canWait);
        return ExpectedItKw(loads[..^State.Power.HallsDark]) * State.ItRatio;
    }

    private void LoseSupply(PowerState power, long t)
    {
        var why = t < power.OffGridUntilMs ? Cause.Voltage : FrequencyBreak.Has(_offFrequency, t) ? Cause.Frequency : Cause.Supply;
        Happened(t, OccurrenceKind.SupplyLost, why, 0, _feedSubstations.Length);
        power.Outages++;
        power.GeneratorsRunning = GeneratorsThatStart(power, t);
        power.GeneratorReadyMs = power.GeneratorsRunning > 0 ? t + (long)(Spec.Power.GeneratorStartS * 1000) : long.MaxValue;
        power.UtilityBackMs = long.MaxValue;
        CoolingStops(t, Cause.Supply);
        Go(power, power.BatteryShare > 0 && !power.OnBypass ? Supply.Battery : Supply.None, t);
    }

    private int GeneratorsThatStart(PowerState power, long t)
    {
        if (Spec.Power.GeneratorsNeeded == 0)
        {
            return 0;
        }

        var installed = Math.Max(0, Spec.Power.GeneratorsNeeded + 1 - Down(EventKind.GeneratorFailure, t));
        var started = 0;
        for (var i = 0; i < installed; i++)
        {
            started += Chance.Uniform(_generatorKey, (power.Outages * 1000) + i) >= Spec.Power.GeneratorFailToStart ? 1 : 0;
        }

        return Math.Min(started, Spec.Power.GeneratorsNeeded);
    }

    private void Restore(PowerState power, Supply supply, long t)
    {
        if (power.Supply == Supply.None)
        {
            power.PoweredSinceMs = t;
        }

        if (supply == Supply.Utility)
        {
            power.GeneratorReadyMs = long.MaxValue;
            power.GeneratorsRunning = 0;
        }

        Go(power, supply, t);
    }

    private void Go(PowerState power, Supply supply, long t)
    {
        power.Supply = supply;
        power.SupplySinceMs = t;
        Disturbed(t);
    }

    /// <summary>The next moment at which the supply may change by itself.</summary>
    private long SupplyTimer(long t)
    {
        var power = State.Power;
        return power.Supply switch
        {
            Supply.Transfer => power.TransferUntilMs,
            Supply.Battery => Math.Min(power.GeneratorReadyMs, BackMs(power)),
            Supply.Generator => BackMs(power),
            Supply.None => power.GeneratorReadyMs > t ? power.GeneratorReadyMs : long.MaxValue,
            _ => long.MaxValue,
        };
    }

    private long BackMs(PowerState power) =>
        power.UtilityBackMs == long.MaxValue ? long.MaxValue : power.UtilityBackMs + (long)(Spec.Power.ReturnDelayS * 1000);

    /// <summary>No later than the moment at which battery or fuel is forecast to end.</summary>
    private long EnergyEnd(long t, long end, in WeatherPoint weather)
    {
        var power = State.Power;
        if (power.Supply is not (Supply.Battery or Supply.Transfer or Supply.Generator))
        {
            return end;
        }

        var itKw = ForecastItKw(t);
        double seconds;
        if (power.Supply == Supply.Generator)
        {
            var now = new PlanSegment { StartMs = t, EndMs = end };
            SetDuty(ref now, weather);
            seconds = power.FuelL / FuelLps(now, itKw);
        }
        else
        {
            seconds = BatterySeconds(itKw);
        }

        return seconds * 1000 >= end - t ? end : Math.Min(end, t + Math.Max(1, (long)Math.Ceiling(seconds * 1000)));
    }

    /// <summary>Fuel that an IT power costs in a part of the tick, L/s.</summary>
    private double FuelLps(in PlanSegment part, double itKw)
    {
        var chargeKWh = ChargeShare(1 - State.Power.BatteryShare, part.Seconds) * BatteryKWh / ChargeEfficiency;
        return ((BoardKwOf(part, itKw) * part.Seconds / 3600) + chargeKWh) * Spec.Power.FuelLPerKWh / part.Seconds;
    }

    /// <summary>Energy of a full battery, kWh.</summary>
    private double BatteryKWh => DesignItKw * Spec.Power.BatteryMinutes / 60;

    private double _batteryForecast;
    private double _fuelForecast;

    /// <summary>
    /// Takes a part's forecast out of battery or fuel, so that the next part of the same tick sees it; Complete puts in its
    /// place what was really drawn.
    /// </summary>
    private void DrawFromStorage(in PlanSegment part, double itKw)
    {
        var power = State.Power;
        if (power.Supply is Supply.Battery or Supply.Transfer)
        {
            var share = Math.Min(power.BatteryShare, BatteryRate(itKw) * part.Seconds);
            power.BatteryShare -= share;
            _batteryForecast += share;
        }
        else if (power.Supply == Supply.Utility && part.OnBattery)
        {
            var giveKw = Math.Clamp((itKw * State.Demand.DrawPerIt) - part.TargetKw, 0, itKw);
            var share = Math.Min(Math.Max(0, power.BatteryShare - BatteryReserve), BatteryRate(giveKw) * part.Seconds);
            power.BatteryShare -= share;
            _batteryForecast += share;
        }
        else if (power.Supply == Supply.Generator)
        {
            var litres = Math.Min(power.FuelL, FuelLps(part, itKw) * part.Seconds);
            power.FuelL -= litres;
            _fuelForecast += litres;
        }
    }
}
