namespace Twin.Model.Grid;

/// <summary>What frequency did during a run of sub-steps.</summary>
/// <param name="LeastHz">Lowest frequency.</param>
/// <param name="LeastAtS">When, from the run's begin, s.</param>
/// <param name="MostHz">Highest frequency.</param>
/// <param name="EndHz">At the end.</param>
/// <param name="FirstHzPerS">Rate of change in the first sub-step.</param>
/// <param name="RoundsActed">Bit i: round i shed its load in this run.</param>
public readonly record struct FrequencyRun(double LeastHz, double LeastAtS, double MostHz, double EndHz, double FirstHzPerS, int RoundsActed);

/// <summary>
/// Frequency of a synchronous area as one machine: the swing equation with governors, dead band and cap, fast reserve,
/// secondary control and load shedding (Anderson and Mirheydar 1990; MODELS §7.1). Sub-steps of 10 ms, and only while
/// something disturbs it.
/// </summary>
public static class Frequency
{
    public const int SubStepMs = 10;

    // A deviation of less than 1 mHz with governors and reserve at rest is no disturbance.
    private const double QuietPu = 0.001 / 50;

    // What is left of an imbalance behind secondary control, or of an answer: moves frequency by less than 0.3 mHz.
    private const double QuietPower = 1e-4;

    // 5 Hz off every machine has left the grid: what follows is no longer told by this model.
    private const double CollapsePu = 0.1;

    // Frequency counts as back from 0.1 Hz below nominal: above it load is welcome.
    private const double NearPu = 0.1 / 50;

    /// <summary>True where nothing would move: sub-steps can be left out.</summary>
    public static bool IsQuiet(FrequencyState s, double imbalance) =>
        s.Shed == 0 && Math.Abs(imbalance + s.Secondary) < QuietPower && Math.Abs(s.Deviation) < QuietPu
        && Math.Abs(s.Reheated) < QuietPower && Math.Abs(s.Reserve) < QuietPower;

    /// <summary>Runs sub-steps with an imbalance that stays the same through them.</summary>
    /// <param name="spec">The area.</param>
    /// <param name="s">Its state, which is moved on.</param>
    /// <param name="imbalance">Generation lost (negative) or load lost (positive), per unit of the area's load.</param>
    /// <param name="subSteps">Of 10 ms.</param>
    public static FrequencyRun Run(FrequencySpec spec, FrequencyState s, double imbalance, int subSteps)
    {
        const double dt = SubStepMs / 1000.0;
        var governor = spec.GovernorShare / spec.Droop;
        var dead = spec.DeadBandHz / spec.NominalHz;
        var secondaryRate = spec.SecondaryHorizonS <= 0 ? 0 : (spec.Damping + governor) * 3 / spec.SecondaryHorizonS;
        var overInertia = 1 / (2 * spec.InertiaS);
        var overReheat = 1 / spec.ReheatS;
        var overReserve = 1 / spec.ReserveS;
        var (w, y, reserve, secondary) = (s.Deviation, s.Reheated, s.Reserve, s.Secondary);
        var shed = ShedShare(s.Shed, spec.Rounds);
        double least = double.PositiveInfinity, most = double.NegativeInfinity, first = 0;
        var leastAt = 0;
        var acted = 0;
        var lowest = LowestInterest(spec);
        for (var i = 0; i < subSteps; i++)
        {
            var beyond = w > dead ? w - dead : w < -dead ? w + dead : 0;
            var u = Math.Clamp(-governor * beyond, -spec.GovernorCap, spec.GovernorCap);
            var given = (spec.FastShare * u) + ((1 - spec.FastShare) * y) + reserve + secondary + shed;
            var rate = (imbalance + given - (spec.Damping * w)) * overInertia;
            y += (u - y) * overReheat * dt;
            reserve += (Math.Clamp(-spec.ReserveGain * w, -spec.ReserveCap, spec.ReserveCap) - reserve) * overReserve * dt;
            secondary = Math.Clamp(secondary - (secondaryRate * w * dt), -spec.SecondaryCap, spec.SecondaryCap);
            w = Math.Clamp(w + (rate * dt), -CollapsePu, CollapsePu);
            first = i == 0 ? rate * spec.NominalHz : first;
            if (w < least)
            {
                (least, leastAt) = (w, i + 1);
            }

            most = Math.Max(most, w);
            if (w < lowest || s.Shed != 0 || s.NearS > 0)
            {
                acted |= Shedding(spec, s, w, dt);
                shed = ShedShare(s.Shed, spec.Rounds);
                lowest = s.Shed != 0 || Waiting(s) ? double.PositiveInfinity : LowestInterest(spec);
            }
        }

        (s.Deviation, s.Reheated, s.Reserve, s.Secondary) = (w, y, reserve, secondary);
        var n = spec.NominalHz;
        return new FrequencyRun(n * (1 + least), leastAt * dt, n * (1 + most), n * (1 + w), first, acted);
    }

    /// <summary>Load that rounds have shed, as a share of the area's.</summary>
    public static double ShedShare(int rounds, ReadOnlySpan<SheddingRound> all)
    {
        double share = 0;
        for (var i = 0; i < all.Length; i++)
        {
            share += (rounds & (1 << i)) != 0 ? all[i].Share : 0;
        }

        return share;
    }

    private static double LowestInterest(FrequencySpec spec)
    {
        var highest = double.NegativeInfinity;
        foreach (var round in spec.Rounds)
        {
            highest = Math.Max(highest, (round.BelowHz / spec.NominalHz) - 1);
        }

        return highest;
    }

    private static bool Waiting(FrequencyState s)
    {
        foreach (var below in s.BelowS)
        {
            if (below > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int Shedding(FrequencySpec spec, FrequencyState s, double w, double dt)
    {
        var acted = 0;
        for (var i = 0; i < spec.Rounds.Length; i++)
        {
            var round = spec.Rounds[i];
            if (w >= (round.BelowHz / spec.NominalHz) - 1)
            {
                s.BelowS[i] = 0;
                continue;
            }

            s.BelowS[i] += dt;
            if ((s.Shed & (1 << i)) == 0 && s.BelowS[i] >= round.AfterS - 1e-9)
            {
                s.Shed |= 1 << i;
                acted |= 1 << i;
            }
        }

        s.NearS = s.Shed != 0 && w > -NearPu ? s.NearS + dt : 0;
        if (s.NearS >= spec.ReconnectS)
        {
            // The round that acted last comes back first.
            s.Shed &= ~(1 << (31 - int.LeadingZeroCount(s.Shed)));
            s.NearS = 0;
        }

        return acted;
    }
}
