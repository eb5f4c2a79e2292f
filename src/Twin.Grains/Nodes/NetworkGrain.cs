using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;
using Orleans.Runtime;

namespace Twin.Grains;

/// <summary>Carries the <see cref="Network"/>: orders commands, drives ticks, names checkpoints, shows frames.</summary>
[Reentrant]
internal sealed partial class NetworkGrain : NodeShell, INetworkGrain, INetworkSteps, IRemindable
{
    /// <summary>The reminder that wakes the root where no silo's service does.</summary>
    internal const string Backstop = "time-runs";

    private static readonly TimeSpan FrameWait = TimeSpan.FromSeconds(1);

    // One tick, recovery or read of the whole tree at a time.
    private readonly SemaphoreSlim _turn = new(1);

    // Of reads that take about as long as a tick, no more than one waits for its turn beside the next tick.
    private readonly SingleFile _tallies;

    // One write of the root's record at a time.
    private readonly SemaphoreSlim _pen = new(1);
    private readonly IStepNode[] _regions;
    private readonly TwinInfo _info;
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Pace? _pace;
    private Task? _driving;
    private Frame? _frame;
    private NodeState? _newest;

    public NetworkGrain(ClusterSite site, ILogger<NetworkGrain> logger)
        : base(site, logger)
    {
        if (Path != NodePath.Root)
        {
            throw site.Map.Missing(Path);
        }

        _regions = [.. site.Map.World.Regions.Select(r => GrainFactory.GetGrain<IRegionSteps>(r.Path.Value))];
        _info = ClusterTwin.InfoOf(site.Options, site.Map);
        _tallies = new SingleFile(site.Options.MostWaitingTallies, "questions over racks");
        (_network, _recorder, _log) = Beginning();
    }

    protected override NodeState? Newest => _newest;

    /// <summary>Asked by every silo, again and again: starts the driver where it does not run.</summary>
    public Task Pulse()
    {
        if (_driving is null)
        {
            _driving = Drive();
            _ = Remind();
        }

        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Pulse();

    public async Task Leave()
    {
        if (_ready)
        {
            await StopInOrder();
        }

        await _ending.CancelAsync();
        _wake.TrySetResult();
    }

    public async Task<Frame> NextFrame((long Epoch, long Sequence) known, long occurrencesAfter)
    {
        await Pulse();
        if (_frame is null || (_frame.Epoch, _frame.Sequence) == known)
        {
            await Task.WhenAny(_changed.Task, Task.Delay(FrameWait, Site.Time, _ending.Token));
        }

        var frame = _frame ?? throw Waiting();
        var after = Math.Max(occurrencesAfter, _log.Sequence - Site.Options.MostOccurrencesInFrame);
        return frame with { Clock = _pace!.View, Occurrences = [.. _log.After(after, Site.Options.MostOccurrencesInFrame).Where(o => o.Tick <= frame.Tick)] };
    }

    public async Task<RackPage> Racks(NodePath dataCenter, int from, int count)
    {
        Site.Map.DataCenter(dataCenter);
        if (from < 0 || count < 0)
        {
            throw new TwinRefusedException(Refusal.Invalid, [new Fault(from < 0 ? "from" : "count", "Racks are counted from 0, and a page has 0 racks or more.")]);
        }

        return await Between(() => GrainFactory.GetGrain<IDataCenterSteps>(dataCenter.Value).Page(from, Math.Min(count, Site.Options.MostRacksInPage)));
    }

    public async Task<RackTallies> Tally(RackQuery query)
    {
        query.Check(Site.Map.World);
        using var place = await _tallies.Enter(_ending.Token);
        return await Between(async () =>
        {
            var centers = query.DataCenters;
            var tallies = await Fan.Out(
                centers.Length, Site.Options.NodeChunk, i => GrainFactory.GetGrain<IDataCenterSteps>(centers[i].Value).Tally(query with { DataCenters = [] }));
            return new RackTallies(_tick, Site.Map.StartOf(_tick + 1), tallies);
        });
    }

    public async Task<StateHash> Hash() => await Between(async () =>
    {
        var (epoch, tick) = (_record!.Epoch, _tick);
        var replies = await Fan.Out(_regions.Length, Site.Options.NodeChunk, i => _regions[i].HashAt(epoch, tick));
        return Array.TrueForAll(replies, r => r.Done)
            ? new StateHash(tick, World.Text(_network.Hash(tick, Array.ConvertAll(replies, r => r.Hash))))
            : throw Waiting();
    });

    public async Task<ClockView> SetClock(ClockRequest request)
    {
        if (request.Speed is { } speed && !(speed is >= ClockView.LeastSpeed and <= ClockView.MostSpeed))
        {
            throw new TwinRefusedException(
                Refusal.Invalid, [new Fault("speed", $"A speed of {speed} is not possible: it must be {ClockView.LeastSpeed} to {ClockView.MostSpeed} simulated seconds per second.")]);
        }

        return await Between(async () =>
        {
            await Write(r => r with { Paused = request.Paused ?? r.Paused, Speed = request.Speed ?? r.Speed });
            _pace!.Set(request.Paused, request.Speed);
            _wake.TrySetResult();
            if (_frame is { } frame)
            {
                Show(frame with { Clock = _pace.View, Sequence = frame.Sequence + 1 });
            }

            return _pace.View;
        });
    }

    public async Task<HistorySeries> History(HistoryQuery query)
    {
        var reader = new HistoryReader(_info, Site.Store.History, _recorder.Keeps);
        var nowMs = _frame?.TimeMs ?? Site.Map.World.StartMs;
        return await Task.Run(() => reader.Read(query, nowMs));
    }

    public Task<OccurrenceView[]> Occurrences(long after, int count) => Task.FromResult<OccurrenceView[]>([.. _log.After(after, count)]);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancel)
    {
        await _ending.CancelAsync();
        _wake.TrySetResult();
        _changed.TrySetResult();
        if (_ready && reason.ReasonCode == DeactivationReasonCode.ShuttingDown)
        {
            await StopInOrder();
        }
    }

    private static TwinRefusedException Waiting() => new(
        Refusal.Conflict, [new Fault("", "The cluster has completed no tick since it was started, or is on its way back to a checkpoint. Try again in a moment.")]);

    /// <summary>Does something while no tick is under way, at the last complete one.</summary>
    private async Task<T> Between<T>(Func<Task<T>> read)
    {
        await Pulse();
        await _turn.WaitAsync(_ending.Token);
        try
        {
            return _ready ? await read() : throw Waiting();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sets the backstop; where the service of reminders is not there yet, again.</summary>
    private async Task Remind()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await this.RegisterOrUpdateReminder(Backstop, Site.Options.RemindEvery, Site.Options.RemindEvery);
                return;
            }
            catch (Exception e)
            {
                Log.LogInformation("The root's reminder is not set yet: {Reason}", e.Message);
                await Task.Delay(Site.Options.RemindEvery, Site.Time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private void Show(Frame frame)
    {
        _frame = frame;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }
}

[Alias("twin.INetworkSteps")]
internal interface INetworkSteps : IGrainWithStringKey
{
    [Alias("Pulse")]
    Task Pulse();

    /// <summary>The last silo is about to stop: ends time in good order.</summary>
    [Alias("Leave")]
    Task Leave();
}
