using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>
/// Watches the twin once for all readers. It holds the newest frame, and a few of the last half minute for readers that
/// come back: nothing is queued for one that does not come.
/// </summary>
internal sealed class FrameRelay : BackgroundService
{
    private readonly ITwin _twin;
    private readonly TwinApiOptions _options;
    private readonly IOptions<JsonOptions> _json;
    private readonly FrameBuffer _kept;
    private volatile RelayedFrame _latest;
    private volatile TaskCompletionSource _changed = NewSignal();
    private int _readers;

    public FrameRelay(ITwin twin, TwinApiOptions options, IOptions<JsonOptions> json)
    {
        (_twin, _options, _json) = (twin, options, json);
        _kept = new FrameBuffer(options.KeptFrames, options.KeptFrameEvery);
        _latest = new RelayedFrame(twin.Latest, twin.Info, [], json.Value.SerializerOptions);
        _kept.Add(_latest);
    }

    public RelayedFrame Latest => _latest;

    /// <summary>Completes when a newer frame than the latest is there. Take it before <see cref="Latest"/>, so that no frame falls between.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Why a reader cannot go on from a place: <c>epoch</c> or <c>behind</c>; null where it can.</summary>
    public string? WhyNot(StreamPlace place) => _kept.WhyNot(place, _latest);

    /// <summary>The next kept frame for a reader that catches up; null where it has caught up.</summary>
    public RelayedFrame? After(StreamPlace place, long wallMs) => _kept.After(place, wallMs);

    /// <summary>Takes a reader's place; false where all are taken.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _readers) <= _options.MostStreams)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _readers);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = (await Ask(0, stoppingToken))?.LastOrDefault(o => o.Tick <= _latest.Frame.Tick)?.Sequence ?? 0;
        await foreach (var frame in _twin.Watch(stoppingToken))
        {
            var recent = _latest.Recent;
            OccurrenceView[] news = [.. (await Since(known, frame, stoppingToken)).Where(o => o.Sequence > known)];
            if (news.Length > 0)
            {
                recent = [.. recent.Concat(news).TakeLast(_options.KeptOccurrences)];
                known = news[^1].Sequence;
            }

            _latest = new RelayedFrame(frame, _twin.Info, recent, _json.Value.SerializerOptions);
            _kept.Add(_latest);
            var signal = _changed;
            _changed = NewSignal();
            signal.TrySetResult();
        }
    }

    /// <summary>What happened up to a frame. A frame tells of what happened since the one before it; where that was missed, the twin is asked.</summary>
    private async ValueTask<IEnumerable<OccurrenceView>> Since(long known, Frame frame, CancellationToken cancel)
    {
        var before = _latest.Frame;
        if (frame.Epoch == before.Epoch && frame.Sequence <= before.Sequence + 1)
        {
            return frame.Occurrences;
        }

        return (await Ask(known, cancel))?.Where(o => o.Tick <= frame.Tick) ?? frame.Occurrences;
    }

    /// <summary>What happened after a number; null where the twin cannot say it now. Readers see what is missing by the gap in its numbers.</summary>
    private async ValueTask<IReadOnlyList<OccurrenceView>?> Ask(long after, CancellationToken cancel)
    {
        try
        {
            return await _twin.Occurrences(after, int.MaxValue, cancel);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
