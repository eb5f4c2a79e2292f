using Twin.Model.Grid;
using Twin.Model.Weather;

namespace Twin.Model;

public sealed partial class DataCenter
{
    // Parts of a tick while racks are warm or something abrupt has happened, ms; aligned to simulated time, so that every step length cuts alike.
    private const long TransientPartMs = 1000;
    private const long AlertPartMs = 10_000;

    // A hall that generators could not carry is lit again where they can with this part of their power (assumption).
    private const double RelightShare = 0.95;

    // Inlet from which parts are short, °C: the upper end of ASHRAE's allowable range is near.
    private const double AlertInletC = 30;

    private TwinEvent[] _events = [];
    private double[] _jobLoads = [];

    /// <summary>Cuts the tick into parts and carries plant and power chain through them.</summary>
    public void Prepare(in Tick tick, in DataCenterInput input)
    {
        Plan.Clear();
        _occurrences.Clear();
        (_events, _jobLoads) = (input.Events, input.JobLoads ?? []);
        _capKw = input.CapKw;
        _offFrequency = input.Frequency?.Breaks ?? [];
        var t = tick.StartMs;
        Supply? phaseSupply = null;
        var asked = Demand.None;
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
            var demand = State.Power.Supply is Supply.Utility or Supply.Transfer ? DemandAt(t) : Demand.None;
            NoteDemand(t, demand);

            var end = NextMoment(t, Math.Min(tick.EndMs, input.Weather[node + 1].AtMs));
            end = FirstCrossing(t, end, weather, WeatherAt(input.Weather, node, end));
            end = EnergyEnd(t, end, weather);
            AddSegment(t, end, WeatherAt(input.Weather, node, (t + end) / 2.0), demand, phaseSupply != State.Power.Supply || asked != demand || RackEventTurnsAt(t));
            (phaseSupply, asked) = (State.Power.Supply, demand);
            t = end;
        }
    }

    /// <summary>True where the status column, or what fans do, may be another from this moment on.</summary>
    private bool RackEventTurnsAt(long t)
    {
        foreach (var e in _events)
        {
            if ((e.StartMs == t || e.EndMs == t) && (e.Kind == EventKind.FanWallFailure || EventCatalogue.Of(e.Kind).Level == NodeKind.Rack))
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

    private void AddSegment(long from, long to, in WeatherPoint weather, in Demand demand, bool newPhase)
    {
        var power = State.Power;
        var plant = State.Plant;
        ref var part = ref Plan.Add(newPhase);
        (part.StartMs, part.EndMs) = (from, to);
        (part.TargetKw, part.OnBattery, part.WarmAir) = (demand.TargetKw, demand.Battery, demand.Asks && demand.Work);
        SetDuty(ref part, weather);
        var seconds = part.Seconds;
        var loads = Plan.Loads(Plan.Segments - 1);
        var middle = from + ((to - from) / 2);
        Span<float> canWait = stackalloc float[loads.Length];
        DataCenterLoad.At(Spec, _hub.UtcOffsetH, _noiseKey, _events, _jobLoads, power, middle, loads, canWait);
        PutOff(demand, seconds, loads, canWait);
        part.HallsPowered = HallsPowered(part, loads);
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

        DrawFromStorage(part, part.PoweredItKw * State.ItRatio);
        State.Warm = part.Duty.SupplyC > CoolingOf(part).SupplyC + 1 || part.Duty.UncooledShare > 0.02;
        State.Short = part.Duty.UncooledShare > 0.02 && part.HallsPowered > 0;
    }

    /// <summary>The plant as it is set in a part of the tick: with warmer air where compressors run and less is to be drawn.</summary>
    private PlantSpec CoolingOf(in PlanSegment part) =>
        part.WarmAir && part.Mode is PlantMode.Partial or PlantMode.Mechanical ? _warmPlant : Spec.Plant;

    /// <summary>What supply and plant do in a part of the tick, under its weather.</summary>
    private void SetDuty(ref PlanSegment part, in WeatherPoint weather)
    {
        (part.Supply, part.Mode, part.FlowShare) = (State.Power.Supply, State.Plant.Mode, PumpShare(part.StartMs));
        var cooling = CoolingOf(part);
        part.Duty = Plant.Duty(cooling, State.Plant, weather, UnitsUp(part.StartMs), part.FlowShare);
        if (LiquidDesignKw > 0)
        {
            part.Residual = Plant.ResidualAir(cooling, weather);
        }
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

            next = Earlier(next, DemandTimer(e, t), t);
        }

        foreach (var off in _offFrequency)
        {
            next = Earlier(next, off.FromMs, t);
            next = Earlier(next, off.ToMs, t);
        }

        if (Spec.Trace is { } trace)
        {
            next = Earlier(next, trace.NextMs(t), t);
        }

        next = Earlier(next, SupplyTimer(t), t);
        next = Earlier(next, State.Power.OffGridUntilMs, t);
        next = Earlier(next, PlantTimer(t), t);
        next = Earlier(next, State.Power.PoweredSinceMs + (long)(Spec.Power.RestartS * 1000), t);
        var part = t < State.TransientUntilMs || State.Short || RacksProtect(t) || RampAt(t) ? TransientPartMs
            : State.MaxInletC > AlertInletC || State.Warm || t < State.Power.PoweredSinceMs + (Spec.Power.RestartS * 1000) ? AlertPartMs : 0;
        return part == 0 ? next : Math.Min(next, ((t / part) + 1) * part);
    }

    /// <summary>Racks are down to protect themselves, or lack air and soon will be: they go down and start again one by one.</summary>
    private bool RacksProtect(long t) => State.Power.Supply != Supply.None && (State.ShutDown > 0 || Acts(EventKind.FanWallFailure, t));

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

    /// <summary>Halls that have supply: all, none, or as many as the generators that started can carry with the plant as it runs.</summary>
    private int HallsPowered(in PlanSegment part, ReadOnlySpan<float> loads)
    {
        var power = State.Power;
        if (part.Supply != Supply.Generator || power.GeneratorsRunning >= Spec.Power.GeneratorsNeeded)
        {
            // The sets that are needed are chosen for all that the data center draws, warm racks after an outage included.
            power.HallsDark = 0;
            return part.Supply == Supply.None ? 0 : loads.Length;
        }

        var lit = loads.Length - power.HallsDark;
        double itKw = 0;
        var carried = 0;
        while (carried < loads.Length)
        {
            itKw += Racks.HallRacks(carried) * _physics[carried].ExpectedKw(loads[carried], Spec.Plant.SupplyC) * State.ItRatio;
            if (BoardKwOf(part, itKw) > GeneratorKw * (carried < lit ? 1 : RelightShare))
            {
                break;
            }

            carried++;
        }

        if (carried < lit)
        {
            Happened(part.StartMs, OccurrenceKind.GeneratorsShort, Cause.Generator, power.GeneratorsRunning, Spec.Power.GeneratorsNeeded);
        }

        power.HallsDark = loads.Length - carried;
        return carried;
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
