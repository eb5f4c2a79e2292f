namespace Twin.Model.Grid;

/// <summary>
/// Frequency as a region meets it: what is lost or dropped on its grid, against the synchronous area that it stands in.
/// Sub-steps are taken only while something is disturbed; a quiet tick costs nothing.
/// </summary>
public sealed class RegionFrequency(FrequencySpec spec, NodePath region)
{
    private const long ChunkMs = 1000;

    // What was lost comes back, or is replaced, at this share of the area's load per second: 5 GW of 140 GW in half an hour (assumption).
    private const double ReturnPerS = 2e-5;

    // A change of data centers' draw from tick to tick below this share of the area's load is the day's course, not a step.
    private const double StepShare = 2e-4;

    private readonly FrequencyState _state = new();
    private readonly FrequencyWatch _watch = new(spec.NominalHz);
    private readonly List<Occurrence> _occurrences = [];
    private double _lostKw;
    private double _droppedKw;
    private double _dataCentersKw = double.NaN;

    public FrequencySpec Spec { get; } = spec;

    /// <summary>At the end of the last tick, Hz.</summary>
    public double Hz { get; private set; } = spec.NominalHz;

    /// <summary>Lowest in the last tick, Hz.</summary>
    public double LeastHz { get; private set; } = spec.NominalHz;

    /// <summary>Highest in the last tick, Hz.</summary>
    public double MostHz { get; private set; } = spec.NominalHz;

    /// <summary>Mean share of load that was shed in the last tick.</summary>
    public double ShedShare { get; private set; }

    /// <summary>What happened in the last tick.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>Moves on by a tick.</summary>
    /// <param name="lostKw">Power that events have taken away at a moment; null where there are no events.</param>
    /// <param name="dataCentersKw">Draw of the region's data centers in this tick.</param>
    public void Step(in Tick tick, Func<long, double>? lostKw, double dataCentersKw)
    {
        _occurrences.Clear();
        var change = double.IsNaN(_dataCentersKw) ? 0 : dataCentersKw - _dataCentersKw;
        _droppedKw -= Math.Abs(change) > StepShare * Spec.BaseKw ? change : 0;
        _dataCentersKw = dataCentersKw;
        if (lostKw is null && _lostKw == 0 && _droppedKw == 0 && Frequency.IsQuiet(_state, 0))
        {
            (LeastHz, MostHz, ShedShare) = (Hz, Hz, 0);
            return;
        }

        (LeastHz, MostHz, ShedShare) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        for (var t = tick.StartMs; t < tick.EndMs;)
        {
            var end = Math.Min(tick.EndMs, ((t / ChunkMs) + 1) * ChunkMs);
            var seconds = (end - t) / 1000.0;
            var back = ReturnPerS * Spec.BaseKw * seconds;
            var target = lostKw?.Invoke(t) ?? 0;
            _lostKw = target > _lostKw ? target : Math.Max(target, _lostKw - back);
            _droppedKw -= Math.Clamp(_droppedKw, -back, back);
            Chunk(t, end, (_droppedKw - _lostKw) / Spec.BaseKw);
            ShedShare += Frequency.ShedShare(_state.Shed, Spec.Rounds) * seconds / tick.Seconds;
            t = end;
        }

        Hz = Spec.NominalHz * (1 + _state.Deviation);
    }

    /// <summary>Walks the state.</summary>
    public void Visit(StateVisitor v)
    {
        _state.Visit(v);
        Hz = Spec.NominalHz * (1 + _state.Deviation);
        _watch.Visit(v);
        v.Field(ref _lostKw);
        v.Field(ref _droppedKw);
        v.Field(ref _dataCentersKw);
    }

    private void Chunk(long fromMs, long toMs, double imbalance)
    {
        if (Frequency.IsQuiet(_state, imbalance))
        {
            var hz = Spec.NominalHz * (1 + _state.Deviation);
            (LeastHz, MostHz) = (Math.Min(LeastHz, hz), Math.Max(MostHz, hz));
            Watch(hz, toMs, (toMs - fromMs) / 1000.0);
            return;
        }

        // Half a second and not less is what a rate of change is taken over.
        var subSteps = (int)((toMs - fromMs) / Frequency.SubStepMs);
        var half = Math.Max(1, subSteps / 2);
        for (var done = 0; done < subSteps; done += half)
        {
            var n = Math.Min(half, subSteps - done);
            var run = Frequency.Run(Spec, _state, imbalance, n);
            (LeastHz, MostHz) = (Math.Min(LeastHz, run.LeastHz), Math.Max(MostHz, run.MostHz));
            var atMs = fromMs + ((long)(done + n) * Frequency.SubStepMs);
            Watch(run.EndHz, atMs, n * Frequency.SubStepMs / 1000.0);
            for (var r = 0; r < Spec.Rounds.Length; r++)
            {
                if ((run.RoundsActed & (1 << r)) != 0)
                {
                    _occurrences.Add(new Occurrence(atMs, region, OccurrenceKind.LoadShed, default, default, Cause.Frequency, run.LeastHz, Spec.Rounds[r].BelowHz, null));
                }
            }
        }
    }

    private void Watch(double hz, long atMs, double seconds)
    {
        var warning = _watch.See(hz, seconds);
        if (warning != FrequencyWarning.None)
        {
            var kind = warning == FrequencyWarning.Fast ? OccurrenceKind.FrequencyFast : OccurrenceKind.FrequencyOff;
            _occurrences.Add(new Occurrence(atMs, region, kind, default, default, Cause.Frequency, hz, Spec.NominalHz, null));
        }
    }
}
