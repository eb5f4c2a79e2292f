using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>
/// One reader's way through the stream: a snapshot, or for one that comes back in time what it missed, then ticks at its
/// rate, with what happened and a heartbeat between them.
/// </summary>
/// <param name="last">The last place that the reader has; null for one that knows nothing.</param>
/// <param name="unread">True where the reader says that it was here, and where cannot be made out.</param>
internal sealed class StreamReading(
    FrameRelay relay, StreamSelection selection, double rateHz, TwinApiOptions options, TimeProvider time, JsonSerializerOptions json,
    StreamPlace? last = null, bool unread = false)
{
    // What happens in one frame is shown up to here; a reader sees the rest by the gap in its numbers.
    private const int MostOccurrences = 100;

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / rateHz);

    public async IAsyncEnumerable<SseItem<byte[]>> Read([EnumeratorCancellation] CancellationToken cancel)
    {
        // Why the next frame must be a snapshot; null where ticks follow on what the reader has.
        var reason = last is { } known ? relay.WhyNot(known) : unread ? "behind" : "start";
        var at = last ?? default;
        var (catchesUp, wallMs, beaten, sent) = (reason is null, long.MinValue, time.GetTimestamp(), (long?)null);
        while (!cancel.IsCancellationRequested)
        {
            var changed = relay.Changed;
            var frame = catchesUp ? relay.After(at, wallMs) : relay.Latest;
            var toBeat = options.Heartbeat - time.GetElapsedTime(beaten);
            var toSend = !catchesUp && sent is { } before ? _interval - time.GetElapsedTime(before) : TimeSpan.Zero;
            if (frame is null)
            {
                catchesUp = false;
            }
            else if (toBeat <= TimeSpan.Zero)
            {
                beaten = time.GetTimestamp();
                yield return Heartbeat(relay.Latest);
                reason ??= Late(beaten);
            }
            else if (reason is null && frame.Frame.Epoch == at.Epoch && frame.Frame.Sequence == at.Sequence)
            {
                // Holds no frame while it waits.
                frame = null;
                await Task.WhenAny(changed, Task.Delay(toBeat, time, cancel));
            }
            else if (toSend > TimeSpan.Zero && reason is null && frame.Frame.Epoch == at.Epoch && frame.LastOccurrence > at.Occurrence)
            {
                // What happened does not wait for the next tick that the reader is due.
                var began = time.GetTimestamp();
                foreach (var item in News(frame, at.Occurrence))
                {
                    at = at with { Occurrence = item.Sequence };
                    yield return Item(at, "occurrence", JsonSerializer.SerializeToUtf8Bytes(HappenedView.Of(item), json));
                }

                at = at with { Occurrence = frame.LastOccurrence };
                reason = Late(began);
            }
            else if (toSend > TimeSpan.Zero)
            {
                // A frame that is not due yet is looked at again when there is a newer one: it may tell of something.
                frame = null;
                await Task.WhenAny(changed, Task.Delay(toSend < toBeat ? toSend : toBeat, time, cancel));
            }
            else
            {
                reason ??= frame.Frame.Epoch != at.Epoch ? "epoch" : catchesUp ? relay.WhyNot(at) : null;
                frame = reason is null ? frame : relay.Latest;
                var news = reason is null ? News(frame, at.Occurrence) : [];
                sent = time.GetTimestamp();
                foreach (var item in news)
                {
                    at = at with { Occurrence = item.Sequence };
                    yield return Item(at, "occurrence", JsonSerializer.SerializeToUtf8Bytes(HappenedView.Of(item), json));
                }

                at = new StreamPlace(frame.Frame.Epoch, frame.Frame.Sequence, Math.Max(frame.LastOccurrence, 0));
                wallMs = frame.Frame.WallMs + (long)_interval.TotalMilliseconds;
                yield return reason is null ? Item(at, "tick", frame.Tick(selection)) : Item(at, "snapshot", frame.Snapshot(selection, reason));
                catchesUp &= reason is null;
                reason = Late(sent.Value);
            }
        }
    }

    /// <summary>A reader that took too long for what it was sent has fallen behind.</summary>
    private string? Late(long since) => time.GetElapsedTime(since) > options.StreamPatience ? "behind" : null;

    private OccurrenceView[] News(RelayedFrame frame, long after) =>
        [.. frame.Recent.Where(o => o.Sequence > after && selection.Paths.Any(p => p.Contains(o.What.Path) || o.What.Path.Contains(p))).TakeLast(MostOccurrences)];

    private SseItem<byte[]> Heartbeat(RelayedFrame frame)
    {
        var now = time.GetUtcNow();
        var beat = new HeartbeatView(now.UtcDateTime, frame.Frame.Tick, NetworkView.AgeOf(frame.Frame, now));
        return new SseItem<byte[]>(JsonSerializer.SerializeToUtf8Bytes(beat, json), "heartbeat");
    }

    private static SseItem<byte[]> Item(StreamPlace at, string type, byte[] data) =>
        new(data, type) { EventId = at.ToString(), ReconnectionInterval = type == "snapshot" ? Reconnect : null };
}

/// <summary>A sign of life, also while simulated time stands.</summary>
/// <param name="WallTime">Wall time, UTC.</param>
/// <param name="Tick">The latest complete tick.</param>
/// <param name="AgeMs">Its age.</param>
internal sealed record HeartbeatView(DateTime WallTime, long Tick, double AgeMs);
