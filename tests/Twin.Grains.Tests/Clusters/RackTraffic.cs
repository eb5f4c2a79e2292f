using Orleans.Runtime;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains.Tests.Clusters;

/// <summary>Clients that ask racks, which lends them, and let them go again, at random, as long as it lives.</summary>
internal sealed class RackTraffic : IAsyncDisposable
{
    private readonly SmallCluster _cluster;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _flowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    public RackTraffic(SmallCluster cluster, int seed, bool runs)
    {
        _cluster = cluster;
        _running = runs ? Run(new Random(seed)) : Task.CompletedTask;
    }

    public int Attached { get; private set; }

    public int Detached { get; private set; }

    /// <summary>What the cluster answered that it must not have.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Waits until racks have been attached and detached: on a quick cluster, time is ahead of the clients.</summary>
    public async Task Flowed()
    {
        await Task.WhenAny(_flowed.Task, _running).WaitAsync(SmallCluster.Patience);
        _flowed.Task.IsCompleted.ShouldBeTrue($"racks were attached {Attached} times and detached {Detached} times; then the clients stopped");
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    private async Task Run(Random chance)
    {
        NodePath[] all = [.. SmallCluster.World.DataCenters.SelectMany(d => Enumerable.Range(0, d.RackCount).Select(i => d.Path.Child(NodePath.RackName(i))))];
        var held = new List<NodePath>();
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                // Half of all racks, more or less.
                if (held.Count < all.Length / 4 || (held.Count < all.Length * 3 / 4 && chance.Next(2) == 0))
                {
                    var rack = all[chance.Next(all.Length)];
                    var state = await _cluster.Client.Rack(rack).Read();
                    if (state.Path != rack || !float.IsFinite(state.InletC))
                    {
                        Wrong.Add($"{rack} answered as {state.Path} with {state.InletC} °C");
                    }

                    held.Add(rack);
                    Attached++;
                }
                else
                {
                    var at = chance.Next(held.Count);
                    await _cluster.Client.Rack(held[at]).Release();
                    held.RemoveAt(at);
                    Detached++;
                    _flowed.TrySetResult();
                }
            }
            catch (Exception e) when (e is not TwinRefusedException { Refusal: not Refusal.Conflict })
            {
                // A silo or an activation has just gone, in whatever way that shows; the next call finds another.
                await Task.Delay(20);
            }
        }
    }
}
