using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Utilities;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>Carries one rack's row while it is lent: steps it, reads it, and keeps what stands beside it.</summary>
[Reentrant]
[PreferLocalPlacement]
internal sealed class RackGrain : Grain, IRackGrain, IRackSteps
{
    private readonly ClusterSite _site;
    private readonly NodePath _path;
    private readonly RackPlace _place;
    private readonly ILogger _log;
    private ObserverManager<IRackObserver>? _observers;
    private RackLoan? _held;
    private RackAnswer? _answer;
    private Task<RackLoan>? _lending;
    private RackTelemetry? _telemetry;
    private Residual? _residual;
    private long _asked;
    private long _stepped;

    public RackGrain(ClusterSite site, ILogger<RackGrain> logger)
    {
        _site = site;
        _path = NodePath.TryParse(this.GetPrimaryKeyString(), out var path, out _) ? path : throw site.Map.Missing(NodePath.Root);
        _place = site.Map.Rack(_path);
        _log = logger;
        (_asked, _stepped) = (site.Time.GetTimestamp(), site.Time.GetTimestamp());
    }

    private IDataCenterSteps DataCenter => _place.Center.Grain(GrainFactory);

    public Task<RackAnswer?> Step(RackOrder order)
    {
        var meets = order.Meets;
        if (_answer is { } stored && stored.Number == order.Number && stored.Epoch == meets.Epoch && stored.Tick == meets.Tick)
        {
            return Task.FromResult<RackAnswer?>(stored);
        }

        var fits = order.Row is not null || (_held is { } h && h.Number == order.Number && h.Epoch == meets.Epoch && h.Tick == meets.Tick - 1);
        if (!fits)
        {
            return Task.FromResult<RackAnswer?>(null);
        }

        Pass(StepMoment.BeforePrepare, meets.Tick);
        var row = order.Row ?? _held!.Value.Row;
        var done = new RackDone[meets.Phases.Length];
        for (var p = 0; p < done.Length; p++)
        {
            done[p] = RackDone.Step(_place.Physics, row, _place.Row, meets.Phases[p], _place.Center.Seed);
            row = done[p].After;
        }

        var last = meets.Phases[^1];
        _held = new RackLoan(order.Number, meets.Epoch, meets.Tick, row, last.Segments[^1], last.Air, meets.Mode);
        _answer = new RackAnswer(order.Number, meets.Epoch, meets.Tick, done);
        _stepped = _site.Time.GetTimestamp();
        Pass(StepMoment.BeforeReply, meets.Tick);
        if (_observers is { Count: > 0 })
        {
            _observers.ClearExpired();
            var state = State(_held.Value);
            _ = _observers.Notify(o => o.Stepped(state));
        }
        else if (!_site.LendsAll && _site.Time.GetElapsedTime(_asked) > _site.Options.RackIdle)
        {
            DeactivateOnIdle();
        }

        var answer = _answer;
        if (_site.Hook.Drops(StepMoment.AfterReply, _path, meets.Tick))
        {
            (_held, _answer) = (null, null);
            DeactivateOnIdle();
        }

        return Task.FromResult<RackAnswer?>(answer);
    }

    public async Task<RackState> Read() => State(await Held());

    public Task<Accepted> SetLoad(double share, long? durationMs, string by, string? id) => Inject(EventKind.RackLoad, share, durationMs, by, id);

    public Task<Accepted> SetCap(double share, long? durationMs, string by, string? id) => Inject(EventKind.RackCap, share, durationMs, by, id);

    public Task<Accepted> SetPoint(double inletC, long? durationMs, string by, string? id) => Inject(EventKind.RackSetPoint, inletC, durationMs, by, id);

    public Task<Accepted> SetFault(long? durationMs, string by, string? id) => Inject(EventKind.RackFault, 1, durationMs, by, id);

    public Task<Accepted> End(EndRequest request) => GrainFactory.Network().End(request);

    public async Task<Residual> Measured(RackTelemetry telemetry)
    {
        var state = State(await Held());
        _telemetry = telemetry;
        return _residual = new Residual(state.Tick, telemetry.InletC - state.InletC, telemetry.PowerKw - state.PowerKw);
    }

    public async Task Subscribe(IRackObserver observer)
    {
        // Few racks are watched, of many.
        _observers ??= new ObserverManager<IRackObserver>(Subscriptions.LapseAfter, _log);
        _observers.ClearExpired();
        if (_observers.Count >= Subscriptions.Most)
        {
            throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{Subscriptions.Most} observers watch '{_path}' already, which is the most.")]);
        }

        _observers.Subscribe(observer, observer);
        await Held();
    }

    public Task Unsubscribe(IRackObserver observer)
    {
        _observers?.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task Release()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancel)
    {
        // The data center has the row of the last tick already; where it cannot be told, it will miss an answer.
        if (_held is { } held && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
        {
            await ((Task)DataCenter.Return(_place.Index, held.Number)).WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>At a moment that the hook chose, this activation is lost with its row.</summary>
    private void Pass(StepMoment moment, long tick)
    {
        if (_site.Hook.Drops(moment, _path, tick))
        {
            (_held, _answer) = (null, null);
            DeactivateOnIdle();
            throw new ActivationLostException($"'{_path}' was lost at tick {tick}, {moment}.");
        }
    }

    private async Task<Accepted> Inject(EventKind kind, double magnitude, long? durationMs, string by, string? id)
    {
        _asked = _site.Time.GetTimestamp();
        return await GrainFactory.Network().Inject(new InjectRequest(id, by, kind, _path, "", null, magnitude, durationMs, durationMs is null, null, ""));
    }

    /// <summary>The row that this grain holds. One that was not stepped lately may have been lent anew without its knowing: it asks.</summary>
    private async Task<RackLoan> Held()
    {
        _asked = _site.Time.GetTimestamp();
        if (_held is { } held && _site.Time.GetElapsedTime(_stepped) < _site.Options.RackDeadline)
        {
            return held;
        }

        var lending = _lending ??= DataCenter.Lend(_place.Index);
        try
        {
            var loan = await lending;
            _stepped = _site.Time.GetTimestamp();
            if (_held is not { } own || own.Epoch != loan.Epoch || own.Tick < loan.Tick || own.Number != loan.Number)
            {
                _held = own = loan;
            }

            return own;
        }
        finally
        {
            _lending = null;
        }
    }

    private RackState State(RackLoan held)
    {
        var reading = RackReading.Of(_place.Physics, held.Row, _place.Row, _place.Center.Seed, held.Last, held.Air, held.Mode);
        return new RackState(
            _path, held.Epoch, held.Tick, _site.Map.StartOf(held.Tick + 1), held.Number, reading.PowerKw, reading.Load, reading.InletC, reading.SiliconC,
            reading.Status, reading.Mode, _telemetry is null ? RackQuality.Simulated : RackQuality.Measured, _telemetry, _residual);
    }
}
