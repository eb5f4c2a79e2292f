using Twin.Model.Weather;

namespace Twin.Model;

public sealed partial class DataCenter
{
    // Parts of a tick while racks are warm or something abrupt has happened, ms; aligned to simulated time, so that every step length cuts alike.
    private const long TransientPartMs = 1000;
    private const long AlertPartMs = 10_000;

    // Inlet from which parts are short, °C: the upper end of ASHRAE's allowable range is near.
    private const double AlertInletC = 30;

    private TwinEvent[] _events = [];

    /// <summary>Cuts the tick into parts and carries plant and power chain through them.</summary>
    public void Prepare(in Tick tick, in DataCenterInput input)
    {
        Plan.Clear();
        _occurrences.Clear();
        _events = input.Events;
        var t = tick.StartMs;
        Supply? phaseSupply = null;
        var node = 0;
        while (t < tick.EndMs)
        {
            while (node + 2 < input.Weather.Length && input.Weather[node + 1].AtMs <= t)
            {
                node++;
            }

            var weather = WeatherAt(input.Weather, node, t);
            AdvanceSupply(t);
            AdvancePlant(t, weather);

            var end = NextMoment(t, Math.Min(tick.EndMs, input.Weather[node + 1].AtMs));
            end = FirstCrossing(t, end, weather, WeatherAt(input.Weather, node, end));
            end = EnergyEnd(t, end);
            AddSegment(t, end, WeatherAt(input.Weather, node, (t + end) / 2.0), phaseSupply != State.Power.Supply || RackEventTurnsAt(t));
            phaseSupply = State.Power.Supply;
            t = end;
        }
    }

    /// <summary>True where the status column, or the air of a fan wall, may be another from this moment on.</summary>
    private bool RackEventTurnsAt(long t)
    {
        foreach (var e in _events)
        {
            if ((e.StartMs == t || e.EndMs == t) && e.Kind is EventKind.RackFault or EventKind.RackCap or EventKind.RackLoad or EventKind.FanWallFailure)
            {
                return true;
            }
        }

        return false;
    }

    private static WeatherPoint WeatherAt(WeatherNode[] nodes, int node, double ms)
    {
        var (a, b) = (nodes[node], nodes[node + 1]);
        return WeatherMixing.Between(a.Weather, b.Weather, (ms - a.AtMs) / (b.AtMs - a.AtMs));
    }

    private void AddSegment(long from, long to, in WeatherPoint weather, bool newPhase)
    {
        var power = State.Power;
        var plant = State.Plant;
        ref var part = ref Plan.Add(newPhase);
        (part.StartMs, part.EndMs, part.Supply, part.Mode) = (from, to, power.Supply, plant.Mode);
        part.FlowShare = PumpShare(from);
        part.Duty = Plant.Duty(Spec.Plant, plant, weather, UnitsUp(from), part.FlowShare);
        if (LiquidDesignKw > 0)
        {
            part.Residual = Plant.ResidualAir(Spec.Plant, weather);
        }

        var seconds = (to - from) / 1000.0;
        var loads = Plan.Loads(Plan.Segments - 1);
        var middle = from + ((to - from) / 2);
        DataCenterLoad.At(Spec, _hub.UtcOffsetH, _noiseKey, _events, power, middle, loads);
        part.HallsPowered = HallsPowered(loads);
        part.ExpectedItKw = ExpectedItKw(loads);
        part.PoweredItKw = part.HallsPowered == loads.Length ? part.ExpectedItKw : ExpectedItKw(loads[..part.HallsPowered]);
        AdvanceCoolant(seconds, weather);
        part.CoolantC = plant.CoolantC;

        if (Spec.Plant.Kind == PlantKind.AirsideEconomizer && plant.Mode is not (PlantMode.Off or PlantMode.Mechanical))
        {
            plant.FilterPa += Plant.FilterGainPa(weather.Pm10UgM3, seconds);
            if (plant.FilterPa >= Plant.ChangeFilterPa)
            {
                Happened(to, OccurrenceKind.FilterChanged, Cause.Dust, plant.FilterPa, Plant.ChangeFilterPa);
                plant.FilterPa = Plant.CleanFilterPa;
            }
        }

        // The forecast of what the part draws from storage; Complete replaces it by what racks really took.
        DrawFromStorage(seconds, part.PoweredItKw * State.ItRatio);
        State.Warm = part.Duty.SupplyC > Spec.Plant.SupplyC + 1 || part.Duty.UncooledShare > 0.02;
    }

    /// <summary>The next moment at which something is known to happen, no later than <paramref name="end"/>.</summary>
    private long NextMoment(long t, long end)
    {
        var next = end;
        foreach (var e in _events)
        {
            next = Earlier(next, e.StartMs, t);
            next = Earlier(next, e.EndMs, t);
            if (e.RampMs > 0)
            {
                next = Earlier(next, e.StartMs + e.RampMs, t);
                next = Earlier(next, e.GoneMs, t);
            }
        }

        next = Earlier(next, SupplyTimer(t), t);
        next = Earlier(next, State.Power.OffGridUntilMs, t);
        next = Earlier(next, PlantTimer(t), t);
        next = Earlier(next, State.Power.PoweredSinceMs + (long)(Spec.Power.RestartS * 1000), t);
        var part = t < State.TransientUntilMs || RampAt(t) ? TransientPartMs
            : State.MaxInletC > AlertInletC || State.Warm || t < State.Power.PoweredSinceMs + (Spec.Power.RestartS * 1000) ? AlertPartMs : 0;
        return part == 0 ? next : Math.Min(next, ((t / part) + 1) * part);
    }

    /// <summary>A job's ramp of seconds is followed in seconds.</summary>
    private bool RampAt(long t)
    {
        foreach (var e in _events)
        {
            if (e.Kind is EventKind.JobStart or EventKind.JobStop or EventKind.LoadSurge && e.RampMs is > 0 and <= 60_000
                && ((t >= e.StartMs && t < e.StartMs + e.RampMs) || (t >= e.EndMs && t < e.GoneMs)))
            {
                return true;
            }
        }

        return false;
    }

    private static long Earlier(long next, long at, long t) => at > t && at < next ? at : next;

    private double ExpectedItKw(ReadOnlySpan<float> loads)
    {
        double kw = 0;
        for (var h = 0; h < loads.Length; h++)
        {
            kw += Racks.HallRacks(h) * _physics[h].ExpectedKw(loads[h], Spec.Plant.SupplyC);
        }

        return kw;
    }

    /// <summary>Halls that have supply: all, none, or as many as the generators that started can carry.</summary>
    private int HallsPowered(ReadOnlySpan<float> loads)
    {
        var power = State.Power;
        if (power.Supply == Supply.None)
        {
            return 0;
        }

        if (power.Supply != Supply.Generator)
        {
            return Spec.Halls.Length;
        }

        var left = GeneratorKw / FacilityOverIt;
        for (var h = 0; h < loads.Length; h++)
        {
            left -= Racks.HallRacks(h) * _physics[h].ExpectedKw(loads[h], Spec.Plant.SupplyC) * State.ItRatio;
            if (left < -1e-6)
            {
                return h;
            }
        }

        return loads.Length;
    }

    private void AdvanceCoolant(double seconds, in WeatherPoint weather)
    {
        if (LiquidDesignKw <= 0)
        {
            return;
        }

        var plant = State.Plant;
        if (plant.Mode == PlantMode.Off)
        {
            plant.CoolantC += State.LiquidHeatKw * seconds / _coolantKJPerK;
            plant.CoolantC = Math.Min(plant.CoolantC, 95);
        }
        else
        {
            plant.CoolantC += (Plant.CoolantTargetC(weather) - plant.CoolantC) * (1 - Twin.Model.Physics.DMath.Exp(-seconds / LoopTauS));
        }
    }

    private double PumpShare(long t) => Math.Clamp(PumpsUp(t) / (double)Spec.Plant.PumpsNeeded, 0, 1);

    private int PumpsUp(long t) => Math.Max(0, Spec.Plant.Pumps - Down(EventKind.PumpTrip, t));

    private int UnitsUp(long t) => Math.Max(0, Spec.Plant.Units - Down(EventKind.ChillerTrip, t));

    /// <summary>Units that events of a kind take out now.</summary>
    private int Down(EventKind kind, long t)
    {
        double down = 0;
        foreach (var e in _events)
        {
            if (e.Kind == kind && e.ActsAt(t))
            {
                down += e.Magnitude;
            }
        }

        return (int)Math.Min(down, 1000);
    }

    private bool Acts(EventKind kind, long t) => Down(kind, t) > 0;

    private void Happened(long t, OccurrenceKind kind, Cause cause, double value, double limit, PlantMode from = default, PlantMode to = default) =>
        _occurrences.Add(new Occurrence(t, Spec.Path, kind, from, to, cause, value, limit, null));

    private void Disturbed(long t) => State.TransientUntilMs = Math.Max(State.TransientUntilMs, t + TransientMs);
}
