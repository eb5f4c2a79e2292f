using Orleans.Concurrency;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>
/// A node above the rack. Its key is its path: <c>network</c>, <c>shanxi</c>, <c>shanxi/datong</c>,
/// <c>shanxi/datong/dc-03</c> (see <see cref="NodePath"/>).
/// </summary>
[Alias("twin.INodeGrain")]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>The node at the last tick that it completed.</summary>
    /// <exception cref="TwinRefusedException">The world has no such node, or it has completed no tick since it was started.</exception>
    [Alias("Read"), Needs(TwinRole.Viewer)]
    Task<NodeState> Read();

    /// <summary>Tells an observer of every tick that this node completes. Lapses after <see cref="Subscriptions.LapseAfter"/> unless it is called again.</summary>
    /// <exception cref="TwinRefusedException">There are too many subscribers.</exception>
    [Alias("Subscribe"), Needs(TwinRole.Viewer)]
    Task Subscribe(INodeObserver observer);

    [Alias("Unsubscribe"), Needs(TwinRole.Viewer)]
    Task Unsubscribe(INodeObserver observer);

    /// <summary>Lets an event happen, here or at any node; returns when it is durable. A repeated id returns the first answer.</summary>
    /// <exception cref="TwinRefusedException">The request is invalid; nothing was changed.</exception>
    [Alias("Inject"), Needs(TwinRole.Engineer)]
    Task<Accepted> Inject(InjectRequest request);

    /// <summary>Lets an event end now.</summary>
    /// <exception cref="TwinRefusedException">No open event has that id.</exception>
    [Alias("End"), Needs(TwinRole.Operator)]
    Task<Accepted> End(EndRequest request);
}

/// <summary>A provincial grid.</summary>
[Alias("twin.IRegionGrain")]
public interface IRegionGrain : INodeGrain;

/// <summary>A computing cluster under its own weather.</summary>
[Alias("twin.IHubGrain")]
public interface IHubGrain : INodeGrain;

/// <summary>A data center: the single owner of its racks' rows, which it lends to rack grains.</summary>
[Alias("twin.IDataCenterGrain")]
public interface IDataCenterGrain : INodeGrain
{
    /// <summary>How many racks step themselves now.</summary>
    [Alias("Lent"), Needs(TwinRole.Viewer)]
    Task<int> Lent();
}

/// <summary>Told of ticks. Calls are one-way and may be lost; the tick shows a gap.</summary>
[Alias("twin.INodeObserver")]
public interface INodeObserver : IGrainObserver
{
    [Alias("Completed"), OneWay]
    Task Completed(NodeState state);
}

/// <summary>A node at a tick.</summary>
/// <param name="Epoch">Raised whenever ticks may be stepped again.</param>
/// <param name="Tick">Index of the tick that was completed.</param>
/// <param name="TimeMs">Simulated time at its end, Unix ms.</param>
[GenerateSerializer, Immutable, Alias("twin.NodeState")]
public sealed record NodeState(
    [property: Id(0)] NodePath Path, [property: Id(1)] long Epoch, [property: Id(2)] long Tick, [property: Id(3)] long TimeMs, [property: Id(4)] NodeFrame Node);

/// <summary>Bounds of subscriptions.</summary>
public static class Subscriptions
{
    /// <summary>A subscriber that has not called again for this long is forgotten.</summary>
    public static readonly TimeSpan LapseAfter = TimeSpan.FromMinutes(2);

    /// <summary>Subscribers of one node at once.</summary>
    public const int Most = 256;
}
