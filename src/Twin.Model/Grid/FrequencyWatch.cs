namespace Twin.Model.Grid;

/// <summary>What a watched frequency may do that people must know.</summary>
public enum FrequencyWarning { None, Low, High, Fast }

/// <summary>
/// Watches a frequency, simulated or measured: beyond ±0.2 Hz for a second or more (normal band of large systems, MODELS
/// §7.1), or changing faster than 0.125 Hz/s over half a second (the setting of Great Britain's loss-of-mains relays until
/// 2022). It ends 0.05 Hz inside the band, so that a frequency at the limit is one warning.
/// </summary>
public sealed class FrequencyWatch(double nominalHz = 50)
{
    public const double BandHz = 0.2;
    public const double BackHz = 0.05;
    public const double HoldS = 1;
    public const double FastHzPerS = 0.125;
    public const double FastOverS = 0.5;

    private double _outS;
    private double _fastFromHz = double.NaN;
    private double _fastS;

    /// <summary>The warning that stands now.</summary>
    public FrequencyWarning Standing { get; private set; }

    /// <summary>Takes a value; returns a warning that begins with it, else <see cref="FrequencyWarning.None"/>.</summary>
    /// <param name="hz">Frequency.</param>
    /// <param name="seconds">Since the value before, s.</param>
    public FrequencyWarning See(double hz, double seconds)
    {
        var fast = IsFast(hz, seconds);
        var off = hz - nominalHz;
        _outS = Math.Abs(off) > BandHz ? _outS + seconds : 0;
        if (Standing is FrequencyWarning.None or FrequencyWarning.Fast && _outS >= HoldS)
        {
            return Standing = off < 0 ? FrequencyWarning.Low : FrequencyWarning.High;
        }

        if (Standing == FrequencyWarning.None && fast)
        {
            return Standing = FrequencyWarning.Fast;
        }

        if (Standing != FrequencyWarning.None && !fast && Math.Abs(off) <= BandHz - BackHz)
        {
            Standing = FrequencyWarning.None;
        }

        return FrequencyWarning.None;
    }

    /// <summary>Puts a fresh watch in the state of a saved one.</summary>
    public void Visit(StateVisitor v)
    {
        var standing = Standing;
        v.Field(ref standing);
        Standing = standing;
        v.Field(ref _outS);
        v.Field(ref _fastFromHz);
        v.Field(ref _fastS);
    }

    private bool IsFast(double hz, double seconds)
    {
        if (double.IsNaN(_fastFromHz))
        {
            (_fastFromHz, _fastS) = (hz, 0);
            return false;
        }

        _fastS += seconds;
        if (_fastS < FastOverS - 1e-9)
        {
            return false;
        }

        var rate = Math.Abs(hz - _fastFromHz) / _fastS;
        (_fastFromHz, _fastS) = (hz, 0);
        return rate > FastHzPerS;
    }
}
