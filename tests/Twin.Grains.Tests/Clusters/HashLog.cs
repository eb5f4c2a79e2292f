using System.Collections.Concurrent;
using Twin.Model;

namespace Twin.Grains.Tests.Clusters;

/// <summary>Every hash that a cluster published, and every state behind it; and a plan of what to drop when.</summary>
internal sealed class HashLog : IStepHook
{
    private readonly Lock _turn = new();
    private readonly SortedDictionary<long, ulong> _hashes = [];
    private readonly ConcurrentDictionary<(NodePath Node, long Tick), byte[]> _states = new();
    private readonly List<(long Tick, TaskCompletionSource Reached)> _awaited = [];

    /// <summary>What was published again with another hash; empty when all is well.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = new();

    /// <summary>Says whether an activation is to be lost; each moment is asked about in turn.</summary>
    public Func<StepMoment, NodePath, long, bool> Plan { get; set; } = static (_, _, _) => false;

    public long Last
    {
        get
        {
            lock (_turn)
            {
                return _hashes.Count == 0 ? -1 : _hashes.Keys.Last();
            }
        }
    }

    public IReadOnlyList<(long Tick, ulong Hash)> Hashes
    {
        get
        {
            lock (_turn)
            {
                return [.. _hashes.Select(h => (h.Key, h.Value))];
            }
        }
    }

    public bool Drops(StepMoment moment, NodePath node, long tick) => Plan(moment, node, tick);

    public void Hashed(NodePath node, long tick, Action<StateVisitor> visit)
    {
        var writer = new StateWriter();
        visit(writer);
        _states[(node, tick)] = writer.ToArray();
    }

    public byte[]? State(NodePath node, long tick) => _states.GetValueOrDefault((node, tick));

    public void Completed(long epoch, long tick, ulong hash)
    {
        lock (_turn)
        {
            if (_hashes.TryGetValue(tick, out var before) && before != hash)
            {
                Contradictions.Enqueue($"tick {tick} was {before:x16}, and {hash:x16} in epoch {epoch}");
            }

            _hashes[tick] = hash;
            foreach (var (_, reached) in _awaited.Where(a => a.Tick <= tick))
            {
                reached.TrySetResult();
            }

            _awaited.RemoveAll(a => a.Tick <= tick);
        }
    }

    /// <summary>Waits, patiently, until a tick was published with its hash.</summary>
    /// <param name="trouble">What else there is to say where it was not.</param>
    /// <exception cref="TimeoutException">It was not.</exception>
    public async Task Beyond(long tick, Func<string> trouble)
    {
        try
        {
            await Reached(tick).WaitAsync(SmallCluster.Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Tick {tick} was not published within {SmallCluster.Patience.TotalSeconds} s; the last is {Last}. {trouble()}", e);
        }
    }

    public Task Reached(long tick)
    {
        lock (_turn)
        {
            if (_hashes.Count > 0 && _hashes.Keys.Last() >= tick)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((tick, reached));
            return reached.Task;
        }
    }
}
