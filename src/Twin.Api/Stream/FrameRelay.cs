using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>
/// Watches the twin once for all readers. It holds the newest frame and no other: a reader that comes late finds the
/// newest, and nothing is queued for one that does not come.
/// </summary>
internal sealed class FrameRelay : BackgroundService
{
    private readonly ITwin _twin;
    private readonly TwinApiOptions _options;
    private readonly IOptions<JsonOptions> _json;
    private volatile RelayedFrame _latest;
    private volatile TaskCompletionSource _changed = NewSignal();
    private int _readers;

    public FrameRelay(ITwin twin, TwinApiOptions options, IOptions<JsonOptions> json)
    {
        (_twin, _options, _json) = (twin, options, json);
        _latest = new RelayedFrame(twin.Latest, twin.Info, [], json.Value.SerializerOptions);
    }

    public RelayedFrame Latest => _latest;

    /// <summary>Completes when a newer frame than the latest is there. Take it before <see cref="Latest"/>, so that no frame falls between.</summary>
    public Task Changed => _changed.Task;

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
        await foreach (var frame in _twin.Watch(stoppingToken))
        {
            var recent = _latest.Recent;
            if (frame.Occurrences.Count > 0)
            {
                recent = [.. recent.Concat(frame.Occurrences.Where(o => o.Sequence > _latest.LastOccurrence)).TakeLast(_options.KeptOccurrences)];
            }

            _latest = new RelayedFrame(frame, _twin.Info, recent, _json.Value.SerializerOptions);
            var signal = _changed;
            _changed = NewSignal();
            signal.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
