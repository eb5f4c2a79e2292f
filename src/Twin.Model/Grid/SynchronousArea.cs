namespace Twin.Model.Grid;

/// <summary>
/// One synchronous area with all its regions: there is one frequency in it, which the network follows. Losses that events
/// bring act at their moment; how much ties carried and what data centers drew comes with the readings of the tick before.
/// Sub-steps are taken only while something is disturbed; a quiet tick costs nothing.
/// </summary>
public sealed class SynchronousArea
{
    /// <summary>Below and above these a UPS takes its load off the grid (MODELS §10, assumption), Hz.</summary>
    public const double UpsLeastHz = 49.3;

    public const double UpsMostHz = 50.7;

    private const long ChunkMs = 1000;

    // A change of data centers' draw from tick to tick below this share of the area's load is the day's course, not a step.
    private const double StepShare = 2e-4;

    private readonly RegionSpec[] _regions;
    private readonly int[] _indexes;
    private readonly FrequencyState _state = new();
    private readonly FrequencyWatch _watch;
    private readonly TwinEvent[][] _events;
    private readonly double[] _importKw;
    private readonly double[] _exportKw;
    private readonly List<FrequencyNotice> _notices = [];
    private readonly List<FrequencyBreak> _breaks = [];
    private TwinEvent[] _dips = [];
    private double _lostKw;
    private double _droppedKw;
    private double _dataCentersKw = double.NaN;

    /// <param name="spec">The same for all its regions.</param>
    /// <param name="regions">All regions of the network.</param>
    /// <param name="indexes">Of those that stand in it, in child order.</param>
    public SynchronousArea(FrequencySpec spec, RegionSpec[] regions, int[] indexes)
    {
        (Spec, _indexes, _watch) = (spec, indexes, new FrequencyWatch(spec.NominalHz));
        _regions = [.. indexes.Select(i => regions[i])];
        (_importKw, _exportKw, _events) = (new double[indexes.Length], new double[indexes.Length], new TwinEvent[indexes.Length][]);
        Now = Quiet();
    }

    public FrequencySpec Spec { get; }

    /// <summary>Indexes among the network's regions.</summary>
    public ReadOnlySpan<int> Regions => _indexes;

    /// <summary>Frequency in the last tick.</summary>
    public AreaFrequency Now { get; private set; }

    /// <summary>The areas of a network's regions, by name, in the order of their first regions.</summary>
    public static SynchronousArea[] Of(RegionSpec[] regions) =>
    [
        .. Enumerable.Range(0, regions.Length).Where(i => regions[i].Grid?.Area is not null).GroupBy(i => regions[i].Grid!.Area!.Name, StringComparer.Ordinal)
            .Select(g => new SynchronousArea(regions[g.First()].Grid!.Area!, regions, [.. g])),
    ];

    /// <summary>Moves on by a tick.</summary>
    /// <param name="events">All that are open.</param>
    public AreaFrequency Step(in Tick tick, TwinEvent[] events)
    {
        var moves = Sort(events);
        if (!moves && _lostKw == 0 && _droppedKw == 0 && Frequency.IsQuiet(_state, 0))
        {
            return Now = Quiet();
        }

        _notices.Clear();
        _breaks.Clear();
        double least = double.PositiveInfinity, most = double.NegativeInfinity, shed = 0;
        for (var t = tick.StartMs; t < tick.EndMs;)
        {
            var end = Math.Min(tick.EndMs, ((t / ChunkMs) + 1) * ChunkMs);
            var seconds = (end - t) / 1000.0;
            var back = Spec.ReplacedPerS * Spec.BaseKw * seconds;
            _lostKw = Toward(_lostKw, moves ? LostKw(t) : 0, back);
            _droppedKw = Toward(_droppedKw, 0, back);
            Chunk(t, end, (_droppedKw - _lostKw) / Spec.BaseKw, ref least, ref most);
            shed += Frequency.ShedShare(_state.Shed, Spec.Rounds) * seconds / tick.Seconds;
            t = end;
        }

        return Now = new AreaFrequency(Spec.NominalHz * (1 + _state.Deviation), least, most, shed, [.. _breaks], [.. _notices]);
    }

    /// <summary>Takes what the tick's readings say of ties and data centers.</summary>
    /// <param name="regions">Readings of all regions of the network.</param>
    public void Note(ReadOnlySpan<Reading> regions)
    {
        double dataCentersKw = 0;
        for (var i = 0; i < _indexes.Length; i++)
        {
            ref readonly var reading = ref regions[_indexes[i]];
            dataCentersKw += reading[Quantity.GridImportKw] - reading[Quantity.ExportKw];
            (_importKw[i], _exportKw[i]) = (reading[Quantity.TieImportKw], reading[Quantity.TieExportKw]);
        }

        var change = double.IsNaN(_dataCentersKw) ? 0 : dataCentersKw - _dataCentersKw;
        _droppedKw -= Math.Abs(change) > StepShare * Spec.BaseKw ? change : 0;
        _dataCentersKw = dataCentersKw;
    }

    /// <summary>Walks the state.</summary>
    public void Visit(StateVisitor v)
    {
        _state.Visit(v);
        _watch.Visit(v);
        v.Field(ref _lostKw);
        v.Field(ref _droppedKw);
        v.Field(ref _dataCentersKw);
        v.Column(_importKw);
        v.Column(_exportKw);
    }

    private AreaFrequency Quiet()
    {
        var hz = Spec.NominalHz * (1 + _state.Deviation);
        return new AreaFrequency(hz, hz, hz, 0, [], []);
    }

    /// <summary>A loss, or a surplus, comes at once, and goes again slowly: reserve is brought up for it.</summary>
    private static double Toward(double now, double target, double back)
    {
        var (low, high) = (Math.Min(0, target), Math.Max(0, target));
        return now < low ? Math.Min(low, now + back) : now > high ? Math.Max(high, now - back) : target;
    }

    /// <summary>Sorts events to the regions whose grids they touch; true where one of them moves frequency.</summary>
    private bool Sort(TwinEvent[] events)
    {
        if (events.Length == 0)
        {
            return false;
        }

        var any = false;
        for (var i = 0; i < _regions.Length; i++)
        {
            var path = _regions[i].Path;
            _events[i] = Array.FindAll(events, e => GridEvents.MovesFrequency(e) && e.Target.Contains(path));
            any |= _events[i].Length > 0;
        }

        // Generation that is lost somewhere in the area is lost once, whichever of its regions are named.
        _dips = Array.FindAll(events, e => e.Kind == EventKind.FrequencyDip && Array.Exists(_regions, r => e.Target.Contains(r.Path)));
        return any || _dips.Length > 0;
    }

    private double LostKw(long ms)
    {
        double lost = 0;
        for (var i = 0; i < _regions.Length; i++)
        {
            lost += _events[i].Length == 0 ? 0 : GridEvents.SuddenlyLostKw(_events[i], _regions[i].Grid!, ms, _importKw[i], _exportKw[i]);
        }

        foreach (var e in _dips)
        {
            lost += e.StrengthAt(ms) * 1000;
        }

        return lost;
    }

    private void Chunk(long fromMs, long toMs, double imbalance, ref double least, ref double most)
    {
        if (Frequency.IsQuiet(_state, imbalance))
        {
            var hz = Spec.NominalHz * (1 + _state.Deviation);
            (least, most) = (Math.Min(least, hz), Math.Max(most, hz));
            Watch(hz, toMs, (toMs - fromMs) / 1000.0);
            return;
        }

        // Half a second and not less is what a rate of change is taken over, and what a UPS looks at.
        var subSteps = (int)((toMs - fromMs) / Frequency.SubStepMs);
        var half = Math.Max(1, subSteps / 2);
        for (var done = 0; done < subSteps; done += half)
        {
            var n = Math.Min(half, subSteps - done);
            var startMs = fromMs + ((long)done * Frequency.SubStepMs);
            var run = Frequency.Run(Spec, _state, imbalance, n);
            (least, most) = (Math.Min(least, run.LeastHz), Math.Max(most, run.MostHz));
            var atMs = fromMs + ((long)(done + n) * Frequency.SubStepMs);
            Watch(run.EndHz, atMs, n * Frequency.SubStepMs / 1000.0);
            if (run.LeastHz < UpsLeastHz || run.MostHz > UpsMostHz)
            {
                Break(startMs, atMs);
            }

            for (var r = 0; r < Spec.Rounds.Length; r++)
            {
                if ((run.RoundsActed & (1 << r)) != 0)
                {
                    _notices.Add(new FrequencyNotice(atMs, OccurrenceKind.LoadShed, run.LeastHz, Spec.Rounds[r].BelowHz));
                }
            }
        }
    }

    private void Break(long fromMs, long toMs)
    {
        if (_breaks.Count > 0 && _breaks[^1].ToMs == fromMs)
        {
            _breaks[^1] = _breaks[^1] with { ToMs = toMs };
            return;
        }

        _breaks.Add(new FrequencyBreak(fromMs, toMs));
    }

    private void Watch(double hz, long atMs, double seconds)
    {
        var warning = _watch.See(hz, seconds);
        if (warning != FrequencyWarning.None)
        {
            _notices.Add(new FrequencyNotice(atMs, warning == FrequencyWarning.Fast ? OccurrenceKind.FrequencyFast : OccurrenceKind.FrequencyOff, hz, Spec.NominalHz));
        }
    }
}
