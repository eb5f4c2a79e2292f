namespace Twin.Model;

/// <summary>
/// What a data center does when it is to draw less: by a demand-response call of its grid (MODELS §7.4), or by a cap that
/// comes with its input. The battery answers at once, down to a reserve; compressors get warmer air; work that can wait
/// waits, and is done afterwards. What no means can give is not given: racks are never switched off for it.
/// </summary>
public sealed partial class DataCenter
{
    // Half of the charge stays for the loss of supply that batteries are there for (assumption).
    private const double BatteryReserve = 0.5;

    // Supply air of 26 °C instead of 24 is still within what ASHRAE recommends.
    private const double CalledSetPointK = 2;

    // An emergency call finds work running: queues are drained a minute later (notice of at most 5 min; assumption).
    private const long PutOffAfterMs = 60_000;

    // Response to frequency, 2–10 s.
    private const long FrequencyAfterMs = 2_000;

    // Put-off work is done on top of what can wait, a quarter more of it at a time (assumption).
    private const double CatchUpShare = 0.25;

    // A breach of the ramp contract is told from a twentieth of the contract beyond its limit: chargers and fans switch that much (assumption).
    private const double RampToleranceShare = 0.05;

    // What is left of work that was put off below this is rounding.
    private const double NothingOwedKWh = 1e-3;

    // The share of work that waits is found to a millionth.
    private const int ShiftHalvings = 20;

    private readonly double _shareOfHub;
    private readonly PlantSpec _warmPlant;
    private double _capKw = double.PositiveInfinity;

    /// <summary>What is asked of the data center at a moment.</summary>
    /// <param name="TargetKw">Most that it may draw at the meter, kW; +∞: nothing is asked.</param>
    /// <param name="Battery">The battery may answer.</param>
    /// <param name="Work">Work may be put off, and compressors get warmer air.</param>
    private readonly record struct Demand(double TargetKw, bool Battery, bool Work)
    {
        public static Demand None { get; } = new(double.PositiveInfinity, false, false);

        public bool Asks => TargetKw < double.PositiveInfinity;
    }

    /// <summary>Most that a power contract covers, kW: the design power of the facility.</summary>
    public double ContractKw => DesignItKw * FacilityOverIt;

    /// <summary>Most that it is asked to draw at the last tick's end, kW; null while nothing is asked.</summary>
    public double? TargetKw => Plan.Segments > 0 && Plan[Plan.Segments - 1].TargetKw is < double.PositiveInfinity and var kw ? kw : null;

    private Demand DemandAt(long t)
    {
        var demand = _capKw < double.PositiveInfinity ? new Demand(_capKw, true, true) : Demand.None;
        double shedKw = 0;
        foreach (var e in _events)
        {
            if (e.Kind != EventKind.DemandCall || !e.ActsAt(t) || State.Demand.BaselineKw <= 0)
            {
                continue;
            }

            var kind = DemandCalls.Of(e.Selection) ?? DemandCallKind.Emergency;
            if (kind == DemandCallKind.Frequency && t < e.StartMs + FrequencyAfterMs)
            {
                continue;
            }

            shedKw += e.Magnitude * 1000 * _shareOfHub;
            var work = kind == DemandCallKind.DayAhead || (kind == DemandCallKind.Emergency && t >= e.StartMs + PutOffAfterMs);
            demand = demand with { Battery = demand.Battery || kind != DemandCallKind.DayAhead, Work = demand.Work || work };
        }

        return shedKw > 0 ? demand with { TargetKw = Math.Min(demand.TargetKw, Math.Max(0, State.Demand.BaselineKw - shedKw)) } : demand;
    }

    /// <summary>The next moment after one at which a call's answer changes, beside its begin and end.</summary>
    private static long DemandTimer(TwinEvent e, long t) =>
        e.Kind != EventKind.DemandCall ? long.MaxValue
        : t < e.StartMs + FrequencyAfterMs ? e.StartMs + FrequencyAfterMs : e.StartMs + PutOffAfterMs;

    private void NoteDemand(long t, in Demand demand)
    {
        if (demand.Asks != State.Demand.Asked)
        {
            State.Demand.Asked = demand.Asks;
            Happened(t, demand.Asks ? OccurrenceKind.DemandLowered : OccurrenceKind.DemandFreed, Cause.Command, demand.Asks ? demand.TargetKw : 0, State.Demand.BaselineKw);
        }
    }

    /// <summary>Puts work off so that a target is met, or does what was put off, and keeps account of it.</summary>
    private void PutOff(in Demand demand, double seconds, Span<float> loads, ReadOnlySpan<float> canWait)
    {
        var owed = State.Demand.OwedKWh;
        var putsOff = demand.Asks && demand.Work;
        var catchesUp = !demand.Asks && owed > 0 && State.Power.Supply == Supply.Utility;
        if (!putsOff && !catchesUp)
        {
            return;
        }

        Span<float> usual = stackalloc float[loads.Length];
        loads.CopyTo(usual);
        var usualKw = ExpectedItKw(usual) * State.ItRatio;
        if (demand.Asks)
        {
            Shift(usual, canWait, -1, 0, demand.TargetKw / State.Demand.DrawPerIt, loads);
        }
        else
        {
            Shift(usual, canWait, 0, CatchUpShare, usualKw + (owed * 3600 / seconds), loads);
        }

        var left = owed + ((usualKw - (ExpectedItKw(loads) * State.ItRatio)) * seconds / 3600);
        State.Demand.OwedKWh = left < NothingOwedKWh ? 0 : left;
    }

    /// <summary>Adds that share of what can wait to all loads, between two limits, with which they come nearest to an IT power from below.</summary>
    private void Shift(ReadOnlySpan<float> usual, ReadOnlySpan<float> canWait, double low, double high, double wantedKw, Span<float> loads)
    {
        Shifted(usual, canWait, high, loads);
        if (ExpectedItKw(loads) * State.ItRatio <= wantedKw)
        {
            return;
        }

        for (var i = 0; i < ShiftHalvings; i++)
        {
            var middle = (low + high) / 2;
            Shifted(usual, canWait, middle, loads);
            (low, high) = ExpectedItKw(loads) * State.ItRatio <= wantedKw ? (middle, high) : (low, middle);
        }

        Shifted(usual, canWait, low, loads);
    }

    private static void Shifted(ReadOnlySpan<float> loads, ReadOnlySpan<float> canWait, double share, Span<float> shifted)
    {
        for (var h = 0; h < loads.Length; h++)
        {
            shifted[h] = (float)Math.Clamp(loads[h] + (share * canWait[h]), 0, 1);
        }
    }

    /// <summary>Most that may be drawn at the meter in a part of a tick, by what is asked and by the ramp contract, kW.</summary>
    private double AllowedKw(in PlanSegment part, double seconds)
    {
        var allowedKw = part.OnBattery ? part.TargetKw : double.PositiveInfinity;
        return Spec.Power.RampSharePerMin > 0 && State.Demand.MeteredKw >= 0 ? Math.Min(allowedKw, State.Demand.MeteredKw + RampKw(seconds)) : allowedKw;
    }

    /// <summary>What the battery gives on utility supply, kW, of what would be drawn beyond what is allowed.</summary>
    private double GiveKw(double beyondKw, double mostKw, double seconds, ref double batteryUsed)
    {
        var charge = State.Power.BatteryShare + _batteryForecast - batteryUsed - BatteryReserve;
        if (beyondKw <= 0 || charge <= 0 || State.Power.OnBypass)
        {
            return 0;
        }

        var giveKw = Math.Min(beyondKw, mostKw);
        giveKw *= Math.Min(1, charge / (BatteryRate(giveKw) * seconds));
        batteryUsed += BatteryRate(giveKw) * seconds;
        return giveKw;
    }

    private double RampKw(double seconds) => Spec.Power.RampSharePerMin * ContractKw * seconds / 60;

    /// <summary>Remembers what the meter showed in a part of a tick, and tells a breach of the ramp contract.</summary>
    /// <param name="giveKw">What the battery gave of what would have been drawn.</param>
    private void Metered(double drawKw, double giveKw, double itKw, bool asked, double seconds, long endMs)
    {
        var demand = State.Demand;
        if (itKw > 0)
        {
            demand.DrawPerIt = (drawKw + giveKw) / itKw;
        }

        if (!asked && drawKw > 0)
        {
            demand.BaselineKw = drawKw;
        }

        var change = demand.MeteredKw < 0 ? 0 : Math.Abs(drawKw - demand.MeteredKw);
        var tooFast = Spec.Power.RampSharePerMin > 0 && change > RampKw(seconds) + (RampToleranceShare * ContractKw);
        if (tooFast && !demand.TooFast)
        {
            Happened(endMs, OccurrenceKind.RampExceeded, Cause.Command, change * 60 / seconds, RampKw(60));
        }

        (demand.MeteredKw, demand.TooFast) = (drawKw, tooFast);
    }
}
