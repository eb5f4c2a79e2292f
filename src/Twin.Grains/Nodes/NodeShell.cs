using Orleans.Utilities;
using Microsoft.Extensions.Logging;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>What all grains above the rack have in common: their place, their gate, their readers and the way to the root.</summary>
internal abstract class NodeShell : Grain, INodeGrain
{
    private readonly ObserverManager<INodeObserver> _observers;

    protected NodeShell(ClusterSite site, ILogger logger)
    {
        Site = site;
        Log = logger;
        Path = NodePath.TryParse(this.GetPrimaryKeyString(), out var path, out _) ? path : throw site.Map.Missing(NodePath.Root);
        _observers = new ObserverManager<INodeObserver>(Subscriptions.LapseAfter, logger);
    }

    protected ClusterSite Site { get; }

    protected ILogger Log { get; }

    protected NodePath Path { get; }

    protected abstract NodeState? Newest { get; }

    public Task<NodeState> Read() => Newest is { } state
        ? Task.FromResult(state)
        : throw new TwinRefusedException(Refusal.Conflict, [new Fault("path", $"'{Path}' has completed no tick since its silo started it. Try again in a moment.")]);

    public Task Subscribe(INodeObserver observer)
    {
        _observers.ClearExpired();
        if (_observers.Count >= Subscriptions.Most)
        {
            throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{Subscriptions.Most} observers watch '{Path}' already, which is the most.")]);
        }

        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(INodeObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public virtual Task<Accepted> Inject(InjectRequest request) => GrainFactory.Network().Inject(request);

    public virtual Task<Accepted> End(EndRequest request) => GrainFactory.Network().End(request);

    protected void Tell(NodeState state)
    {
        if (_observers.Count > 0)
        {
            _ = _observers.Notify(o => o.Completed(state));
        }
    }

    /// <summary>At a moment that the hook chose, this activation is lost with all that it knows.</summary>
    protected void Pass(StepMoment moment, long tick, Action drop)
    {
        if (Site.Hook.Drops(moment, Path, tick))
        {
            drop();
            DeactivateOnIdle();
            throw new ActivationLostException($"'{Path}' was lost at tick {tick}, {moment}.");
        }
    }

    /// <summary>As <see cref="Pass"/>, but the answer that was made still goes out.</summary>
    protected void PassAfter(long tick, Action drop)
    {
        if (Site.Hook.Drops(StepMoment.AfterReply, Path, tick))
        {
            drop();
            DeactivateOnIdle();
        }
    }
}
