using Twin.Contracts;

namespace Twin.Api;

/// <summary>
/// The frames of the last while, some time apart, for readers that come back after a break. One writer; safe for many
/// readers. Whoever reads holds one frame at a time, so that a reader that stands still keeps nothing alive.
/// </summary>
/// <param name="most">Frames that are kept.</param>
/// <param name="every">Least wall time between two of them.</param>
internal sealed class FrameBuffer(int most, TimeSpan every)
{
    private readonly Lock _turn = new();
    private readonly Queue<RelayedFrame> _kept = new();
    private long _newestWallMs = long.MinValue;
    private long _epoch;

    /// <summary>Takes a frame in, if the last one is old enough.</summary>
    public void Add(RelayedFrame frame)
    {
        lock (_turn)
        {
            if (frame.Frame.Epoch != _epoch)
            {
                // Ticks are stepped again: what was kept is no way to get there.
                (_epoch, _newestWallMs) = (frame.Frame.Epoch, long.MinValue);
                _kept.Clear();
            }

            if (_newestWallMs != long.MinValue && frame.Frame.WallMs - _newestWallMs < every.TotalMilliseconds)
            {
                return;
            }

            _newestWallMs = frame.Frame.WallMs;
            _kept.Enqueue(frame.ToKeep());
            if (_kept.Count > most)
            {
                _kept.Dequeue();
            }
        }
    }

    /// <summary>Why a reader cannot go on from a place: <c>epoch</c> or <c>behind</c>; null where it can.</summary>
    /// <param name="latest">The newest frame, which may not be kept.</param>
    public string? WhyNot(StreamPlace place, RelayedFrame latest)
    {
        lock (_turn)
        {
            return place.Epoch != latest.Frame.Epoch ? "epoch"
                : place.Sequence > latest.Frame.Sequence || !_kept.TryPeek(out var oldest) || oldest.Frame.Sequence > place.Sequence
                    || (latest.Recent.Count > 0 && latest.Recent[0].Sequence > place.Occurrence + 1) ? "behind" : null;
        }
    }

    /// <summary>The first kept frame after a place that is completed no sooner than a moment; null where there is none.</summary>
    public RelayedFrame? After(StreamPlace place, long wallMs)
    {
        lock (_turn)
        {
            return _kept.FirstOrDefault(f => f.Frame.Sequence > place.Sequence && f.Frame.WallMs >= wallMs);
        }
    }
}
