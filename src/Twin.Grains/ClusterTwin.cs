using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>
/// The twin that a cluster is, as seen from one silo: keeps the newest frame, and passes everything else to the root. It
/// also asks the root again and again whether it runs.
/// </summary>
internal sealed partial class ClusterTwin : BackgroundService, ITwin
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ClusterSite _site;
    private readonly INetworkGrain _root;
    private readonly IGrainFactory _grains;
    private readonly TaskCompletionSource<FrameBoard> _board = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallerKey _key;
    private readonly ISiloStatusOracle _silos;
    private bool _left;

    public ClusterTwin(ClusterSite site, IGrainFactory grains, CallerKey key, ISiloStatusOracle silos)
    {
        (_site, _root, _grains, _key, _silos) = (site, grains.Network(), grains, key, silos);
        Info = InfoOf(site.Options, site.Map);
    }

    public TwinInfo Info { get; }

    public Frame Latest => _board.Task.IsCompletedSuccessfully ? _board.Task.Result.Latest
        : throw new InvalidOperationException("The cluster has shown no frame yet. Wait for Ready.");

    /// <summary>Ends when the first frame is there.</summary>
    public Task Ready => _board.Task;

    public async IAsyncEnumerable<Frame> Watch([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var board = await _board.Task.WaitAsync(cancel);
        await foreach (var frame in board.Watch(cancel))
        {
            yield return frame;
        }
    }

    public async ValueTask<RackPage> Racks(NodePath dataCenter, int from, int count, CancellationToken cancel) =>
        await Ask(() => _root.Racks(dataCenter, from, count), cancel);

    public async ValueTask<RackTallies> Tally(RackQuery query, CancellationToken cancel) => await Ask(() => _root.Tally(query), cancel);

    public async ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel)
    {
        // The id is made here: a call that is made again after a failure must be the same command.
        var named = request.Id is null ? request with { Id = Guid.CreateVersion7(_site.Time.GetUtcNow()).ToString() } : request;
        return await Ask(
            () => named switch
            {
                InjectRequest inject => _root.Inject(inject),
                EndRequest end => _root.End(end),
                _ => throw new TwinRefusedException(Refusal.Invalid, [new Fault("kind", "This kind of command is not known.")]),
            },
            cancel);
    }

    public async ValueTask<ClockView> SetClock(ClockRequest request, CancellationToken cancel) => await Ask(() => _root.SetClock(request), cancel);

    public async ValueTask<HistorySeries> History(HistoryQuery query, CancellationToken cancel) => await Ask(() => _root.History(query), cancel);

    public async ValueTask<IReadOnlyList<OccurrenceView>> Occurrences(long after, int count, CancellationToken cancel) =>
        await Ask(() => _root.Occurrences(after, count), cancel);

    public async ValueTask<StateHash> Hash(CancellationToken cancel) => await Ask(_root.Hash, cancel);

    internal static TwinInfo InfoOf(TwinClusterOptions options, WorldMap map) => new(
        "cluster", options.Version, options.World, options.WorldDigest, options.Seed, options.StepMs, options.Ephemeral, map.Nodes);

    /// <summary>Starts asking, and waits for the first frame: what is started after it may read at once.</summary>
    public override async Task StartAsync(CancellationToken cancel)
    {
        await base.StartAsync(cancel);
        try
        {
            await Ready.WaitAsync(StartPatience, _site.Time, cancel);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The cluster showed no frame within {StartPatience.TotalSeconds} s. Look at the log of the silo that holds '{NodePath.RootName}'.", e);
        }
    }

    /// <summary>Where this is the last silo, time ends in good order before the grains go; elsewhere the others go on.</summary>
    public override async Task StopAsync(CancellationToken cancel)
    {
        await base.StopAsync(cancel);
        if (_silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1)
        {
            await Leave(cancel);
        }
    }

    /// <summary>Ends time in good order on silos that stop together, one after the other: none asks any more whether it runs, then it ends, then they may go.</summary>
    internal static async Task Leave(IReadOnlyList<ClusterTwin> all, CancellationToken cancel)
    {
        foreach (var twin in all)
        {
            await twin.StopAsync(cancel);
        }

        await all[0].Leave(cancel);
    }

    private async Task Leave(CancellationToken cancel)
    {
        if (!_left && Ready.IsCompletedSuccessfully)
        {
            _left = true;
            _key.Show();
            await _root.AsReference<INetworkSteps>().Leave().WaitAsync(LeavePatience, _site.Time, cancel)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await Task.Yield();
        var began = _site.Time.GetTimestamp();
        while (_silos.GetApproximateSiloStatuses(onlyActive: true).Count < _site.Options.BeginWithSilos && _site.Time.GetElapsedTime(began) < StartPatience && !stopping.IsCancellationRequested)
        {
            await Task.Delay(Pause, _site.Time, CancellationToken.None);
        }

        var known = (Epoch: 0L, Sequence: 0L);
        long sequence = 0;
        long occurrence = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _key.Show();
                var frame = await _root.NextFrame(known, occurrence).WaitAsync(stopping);
                var again = (frame.Epoch, frame.Sequence) == known;
                known = (frame.Epoch, frame.Sequence);

                // Ticks that were shown already are dropped; a frame of the same tick tells of the clock.
                if (again || (_board.Task.IsCompletedSuccessfully && frame.Tick < Latest.Tick))
                {
                    continue;
                }

                occurrence = frame.Occurrences.Count > 0 ? frame.Occurrences[^1].Sequence : occurrence;
                var shown = frame with { Sequence = ++sequence };
                if (_board.Task.IsCompletedSuccessfully)
                {
                    _board.Task.Result.Show(shown);
                }
                else
                {
                    _board.SetResult(new FrameBoard(shown, _site.Options.MostWatchers));
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The root is between two silos, or waits: the frame ages on the screen until it is back.
                await Task.Delay(Pause, _site.Time, CancellationToken.None);
            }
        }

        if (_board.Task.IsCompletedSuccessfully)
        {
            _board.Task.Result.End(null);
        }
    }

    /// <summary>Calls the root, and again while it is between two silos; what it refuses comes out at once, unless it only waits.</summary>
    private async Task<T> Ask<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        var began = _site.Time.GetTimestamp();
        while (true)
        {
            try
            {
                _key.Show();
                return await call().WaitAsync(cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested && Passes(e) && _site.Time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, _site.Time, cancel);
            }
        }
    }

    private static bool Passes(Exception e) =>
        e is OrleansException or TimeoutException or ActivationLostException or StoodDownException or OperationCanceledException
        || (e is TwinRefusedException { Refusal: Refusal.Conflict } refused && refused.Faults[0].Field.Length == 0);
}
