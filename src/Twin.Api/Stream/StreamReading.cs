using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>One reader's way through the stream: a snapshot, then ticks at its rate, with what happened and a heartbeat between them.</summary>
internal sealed class StreamReading(FrameRelay relay, StreamSelection selection, double rateHz, TwinApiOptions options, TimeProvider time, JsonSerializerOptions json)
{
    // What happens in one frame is shown up to here; a reader sees the rest by the gap in its numbers.
    private const int MostOccurrences = 100;

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / rateHz);

    public async IAsyncEnumerable<SseItem<byte[]>> Read([EnumeratorCancellation] CancellationToken cancel)
    {
        var frame = relay.Latest;
        var (epoch, sequence, happened) = (frame.Frame.Epoch, frame.Frame.Sequence, frame.LastOccurrence);
        var begun = time.GetTimestamp();
        yield return Item(frame, "snapshot", frame.Snapshot(selection, "start"));

        var (sent, beaten, behind) = (begun, begun, time.GetElapsedTime(begun) > options.StreamPatience);
        while (!cancel.IsCancellationRequested)
        {
            var changed = relay.Changed;
            frame = relay.Latest;
            var toBeat = options.Heartbeat - time.GetElapsedTime(beaten);
            var toSend = _interval - time.GetElapsedTime(sent);
            if (toBeat <= TimeSpan.Zero)
            {
                beaten = time.GetTimestamp();
                yield return Heartbeat(frame);
                behind |= time.GetElapsedTime(beaten) > options.StreamPatience;
            }
            else if (frame.Frame.Epoch == epoch && frame.Frame.Sequence == sequence)
            {
                // Holds no frame while it waits.
                frame = null;
                await Task.WhenAny(changed, Task.Delay(toBeat, time, cancel));
            }
            else if (toSend > TimeSpan.Zero)
            {
                frame = null;
                await Task.WhenAny(Task.Delay(toSend < toBeat ? toSend : toBeat, time, cancel));
            }
            else
            {
                var reason = frame.Frame.Epoch != epoch ? "epoch" : behind ? "behind" : null;
                var news = reason is null ? News(frame, happened) : [];
                (epoch, sequence, happened) = (frame.Frame.Epoch, frame.Frame.Sequence, frame.LastOccurrence);
                sent = time.GetTimestamp();
                foreach (var item in news)
                {
                    yield return Item(frame, "occurrence", JsonSerializer.SerializeToUtf8Bytes(HappenedView.Of(item), json));
                }

                yield return reason is null
                    ? Item(frame, "tick", frame.Tick(selection))
                    : Item(frame, "snapshot", frame.Snapshot(selection, reason));
                behind = time.GetElapsedTime(sent) > options.StreamPatience;
            }
        }
    }

    private OccurrenceView[] News(RelayedFrame frame, long after) =>
        [.. frame.Recent.Where(o => o.Sequence > after && selection.Paths.Any(p => p.Contains(o.What.Path) || o.What.Path.Contains(p))).TakeLast(MostOccurrences)];

    private SseItem<byte[]> Heartbeat(RelayedFrame frame)
    {
        var now = time.GetUtcNow();
        var beat = new HeartbeatView(now.UtcDateTime, frame.Frame.Tick, NetworkView.AgeOf(frame.Frame, now));
        return new SseItem<byte[]>(JsonSerializer.SerializeToUtf8Bytes(beat, json), "heartbeat");
    }

    private static SseItem<byte[]> Item(RelayedFrame frame, string type, byte[] data) =>
        new(data, type) { EventId = frame.Id, ReconnectionInterval = type == "snapshot" ? Reconnect : null };
}

/// <summary>A sign of life, also while simulated time stands.</summary>
/// <param name="WallTime">Wall time, UTC.</param>
/// <param name="Tick">The latest complete tick.</param>
/// <param name="AgeMs">Its age.</param>
internal sealed record HeartbeatView(DateTime WallTime, long Tick, double AgeMs);
