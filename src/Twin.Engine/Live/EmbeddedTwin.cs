using System.Threading.Channels;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>
/// The twin in one process. One driver owns the world: it steps ticks at the pace that is asked for, and between two
/// ticks takes commands and answers reads, so that every read sees one complete tick and nothing is locked.
/// </summary>
public sealed partial class EmbeddedTwin : ITwin, IAsyncDisposable
{
    private readonly EmbeddedOptions _options;
    private readonly World _world;
    private readonly DataFolder _folder;
    private readonly Scribe _scribe;
    private readonly HistoryRecorder _recorder;
    private readonly OccurrenceLog _log;
    private readonly NodeFrames _frames;
    private readonly FrameBoard _board;
    private readonly Pace _pace;
    private readonly Channel<Ask> _asks;
    private readonly Queue<Submission> _submissions = new();
    private readonly SingleFile _tallies;
    private readonly List<JournalEntry> _pending;
    private readonly long _epoch;
    private readonly long _startedMs;
    private readonly Task _driving;
    private int _waitingCommands;
    private volatile bool _stopping;

    private EmbeddedTwin(EmbeddedOptions options, DataFolder folder, Recovery recovery)
    {
        (_options, _folder, _world) = (options, folder, recovery.World);
        (_recorder, _log, _scribe, _pending) = (recovery.Recorder, recovery.Log, recovery.Scribe, recovery.Pending);
        (_frames, _epoch, _checkpointTick) = (recovery.Frames, recovery.Epoch, recovery.CheckpointTick);
        _sequence = folder.Journal.LastSequence;
        Info = new TwinInfo(
            "embedded", options.Version, options.World, options.WorldDigest, options.Seed, options.StepMs, options.DataFolder is null, NodeList.Of(options.World));
        _asks = Channel.CreateBounded<Ask>(new BoundedChannelOptions(options.MostWaitingReads) { SingleReader = true });
        _tallies = new SingleFile(options.MostWaitingTallies, "questions over racks");
        _pace = new Pace(options.Time, options.StepMs, options.Speed, options.Paused);
        (_checkpointed, _startedMs) = (options.Time.GetTimestamp(), options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        _board = new FrameBoard(MakeFrame(_frames.Published()), options.MostWatchers);
        _driving = Task.Run(Drive);
    }

    public TwinInfo Info { get; }

    public Frame Latest => _board.Latest;

    /// <summary>Ends when the twin has stopped; faulted with what stopped it, when it was not asked to.</summary>
    public Task Completion => _driving;

    /// <summary>
    /// Starts a twin: anew, or where it was on its data. Ticks that may have been seen before a crash are stepped again,
    /// to the same bits.
    /// </summary>
    /// <exception cref="DataFolderException">The data folder is in use, damaged, or belongs to another twin.</exception>
    /// <exception cref="ArgumentException">The step or the speed is out of range.</exception>
    public static Task<EmbeddedTwin> Open(EmbeddedOptions options)
    {
        if (!(options.Speed is >= ClockView.LeastSpeed and <= ClockView.MostSpeed))
        {
            throw new ArgumentException($"A speed of {options.Speed} is not possible: it must be {ClockView.LeastSpeed} to {ClockView.MostSpeed} simulated seconds per second.", nameof(options));
        }

        return Task.Run(async () =>
        {
            // The first world also shows what is wrong with the options, before anything is written.
            var world = NewWorld(options);
            DataFolder? folder = null;
            try
            {
                folder = new DataFolder(options.DataFolder, TwinIdentity.Of(world, options.Version));
                return new EmbeddedTwin(options, folder, await Recovery.Run(options, folder, world));
            }
            catch
            {
                folder?.Dispose();
                world.Dispose();
                throw;
            }
        });
    }

    public IAsyncEnumerable<Frame> Watch(CancellationToken cancel) => _board.Watch(cancel);

    public async ValueTask<RackPage> Racks(NodePath dataCenter, int from, int count, CancellationToken cancel)
    {
        var index = Array.FindIndex(_world.DataCenters, d => d.Spec.Path == dataCenter);
        if (index < 0)
        {
            throw new TwinRefusedException(
                Refusal.NotFound, [new Fault("path", $"There is no data center '{dataCenter}' in the world '{Info.World.Name}'. List nodes with GET /api/v1/nodes.")]);
        }

        if (from < 0 || count < 0)
        {
            throw new TwinRefusedException(Refusal.Invalid, [new Fault(from < 0 ? "from" : "count", "Racks are counted from 0, and a page has 0 racks or more.")]);
        }

        return await Between(() => RackPages.Read(_world, index, from, Math.Min(count, _options.MostRacksInPage)), cancel);
    }

    public async ValueTask<RackTallies> Tally(RackQuery query, CancellationToken cancel)
    {
        query.Check(Info.World);
        using var place = await _tallies.Enter(cancel);
        return await Between(() => RackPages.Tally(_world, query), cancel, isLong: true);
    }

    public async ValueTask<ClockView> SetClock(ClockRequest request, CancellationToken cancel)
    {
        if (request.Speed is { } speed && !(speed is >= ClockView.LeastSpeed and <= ClockView.MostSpeed))
        {
            throw new TwinRefusedException(
                Refusal.Invalid, [new Fault("speed", $"A speed of {speed} is not possible: it must be {ClockView.LeastSpeed} to {ClockView.MostSpeed} simulated seconds per second.")]);
        }

        var answer = new TaskCompletionSource<ClockView>(TaskCreationOptions.RunContinuationsAsynchronously);
        Put(new Ask(
            async () =>
            {
                if (request.Paused == true && !_pace.Paused)
                {
                    await Rest();
                }

                _pace.Set(request.Paused, request.Speed);
                Show(_frames.Published());
                answer.TrySetResult(_pace.View);
            },
            e => answer.TrySetException(e)));
        return await answer.Task.WaitAsync(cancel);
    }

    public async ValueTask<HistorySeries> History(HistoryQuery query, CancellationToken cancel)
    {
        var reader = new HistoryReader(Info, _folder.History, _recorder.Keeps);
        var nowMs = Latest.TimeMs;
        return await Task.Run(() => reader.Read(query, nowMs), cancel);
    }

    public ValueTask<IReadOnlyList<OccurrenceView>> Occurrences(long after, int count, CancellationToken cancel) => new(_log.After(after, count));

    public async ValueTask<StateHash> Hash(CancellationToken cancel) =>
        await Between(() => new StateHash(_world.TickIndex, World.Text(_world.Hash())), cancel);

    /// <summary>Stops in good order: what was accepted is kept, and a start on the same data goes on from here at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _asks.Writer.TryComplete();
        await _driving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits until everything that ticks have left behind so far is on the disk.</summary>
    internal async Task Settle()
    {
        var written = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Put(new Ask(async () => written.TrySetResult(await Sync(null)), e => written.TrySetException(e)));
        await await written.Task;
    }

    internal static World NewWorld(EmbeddedOptions options) =>
        new(options.World, options.WorldDigest, options.Seed, options.StepMs, options.Threads);

    /// <param name="isLong">It takes about as long as a tick: no more than one is answered between two ticks.</param>
    private async Task<T> Between<T>(Func<T> read, CancellationToken cancel, bool isLong = false)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Put(new Ask(
            () =>
            {
                try
                {
                    answer.TrySetResult(read());
                }
                catch (Exception e)
                {
                    // A read changes nothing: its failure is its caller's, and ticks go on.
                    answer.TrySetException(e);
                }

                return ValueTask.CompletedTask;
            },
            e => answer.TrySetException(e),
            isLong));
        return await answer.Task.WaitAsync(cancel);
    }

    private void Put(Ask ask)
    {
        if (_asks.Writer.TryWrite(ask))
        {
            return;
        }

        if (_stopping || _driving.IsCompleted)
        {
            throw Stopped();
        }

        throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{_options.MostWaitingReads} requests wait for the end of a tick, which is the most. Try again in a moment.")]);
    }

    private Exception Stopped() => _driving.Exception is { } e
        ? new InvalidOperationException($"The twin has stopped on an error: {e.InnerException?.Message}", e.InnerException)
        : new ObjectDisposedException(nameof(EmbeddedTwin), "The twin has stopped.");

    /// <summary>Something to do between two ticks.</summary>
    private sealed record Ask(Func<ValueTask> Do, Action<Exception> Fail, bool IsLong = false);

    /// <summary>A command on its way to the journal.</summary>
    private sealed record Submission(CommandRequest Request)
    {
        public TaskCompletionSource<Accepted> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
