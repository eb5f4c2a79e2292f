using Twin.Contracts;

namespace Twin.Engine;

/// <summary>
/// When the next tick is due by the wall, and how fast ticks really go. A machine that cannot keep up owes nothing: what
/// is late by more than a moment is never made up for.
/// </summary>
internal sealed class Pace(TimeProvider time, int stepMs, double speed, bool paused)
{
    // A timer that wakes late is made up for within this; longer delays are forgotten.
    private static readonly TimeSpan MostDebt = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(long At, long Ticks)> _samples = new();
    private long _due = time.GetTimestamp();
    private long _sampled = time.GetTimestamp();
    private long _ticks;
    private (long At, long Ticks) _from = (time.GetTimestamp(), 0);

    public bool Paused { get; private set; } = paused;

    /// <summary>Asked for, simulated seconds per second.</summary>
    public double Speed { get; private set; } = speed;

    /// <summary>Wall time of one tick at the speed asked for.</summary>
    public TimeSpan Period => TimeSpan.FromSeconds(stepMs / 1000.0 / Speed);

    /// <summary>Time until the next tick is due; zero or less when it is. Not while paused.</summary>
    public TimeSpan Left => time.GetElapsedTime(time.GetTimestamp(), _due);

    public ClockView View
    {
        get
        {
            var seconds = time.GetElapsedTime(_from.At).TotalSeconds;
            var achieved = Paused || seconds <= 0 ? 0 : (_ticks - _from.Ticks) * (stepMs / 1000.0) / seconds;
            return new ClockView(Paused, Speed, achieved, stepMs);
        }
    }

    public void Set(bool? paused, double? speed)
    {
        Paused = paused ?? Paused;
        Speed = speed ?? Speed;
        _due = time.GetTimestamp();
        _samples.Clear();
        _from = (_due, _ticks);
    }

    /// <summary>Notes that a tick was stepped.</summary>
    public void Stepped()
    {
        var now = time.GetTimestamp();
        _ticks++;
        _due += Timestamp(Period);
        _due = Math.Max(_due, now - Timestamp(MostDebt));
        if (time.GetElapsedTime(_sampled, now) < SampleEvery)
        {
            return;
        }

        _sampled = now;
        _samples.Enqueue((now, _ticks));
        while (time.GetElapsedTime(_from.At, now) > Window && _samples.TryDequeue(out var oldest))
        {
            _from = oldest;
        }
    }

    private long Timestamp(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
