using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>The last occurrences, numbered in the order of ticks, moments and nodes. Safe for many readers and one writer.</summary>
internal sealed class OccurrenceLog(int most)
{
    private readonly Lock _turn = new();
    private readonly Queue<OccurrenceView> _last = new();
    private long _sequence;

    /// <summary>Number of the newest; 0 before the first. Part of a checkpoint, so that ticks stepped again number alike.</summary>
    public long Sequence
    {
        get
        {
            lock (_turn)
            {
                return _sequence;
            }
        }
    }

    /// <summary>Goes on after a checkpoint.</summary>
    public void Restore(long sequence, IReadOnlyList<OccurrenceView> last)
    {
        lock (_turn)
        {
            _sequence = sequence;
            _last.Clear();
            foreach (var view in last)
            {
                _last.Enqueue(view);
            }
        }
    }

    /// <summary>Adds what happened in the world's last tick, and returns it.</summary>
    public IReadOnlyList<OccurrenceView> Add(World world)
    {
        List<Occurrence>? happened = null;
        Collect(world.Network.Occurrences);
        for (var r = 0; r < world.Regions.Length; r++)
        {
            Collect(world.Regions[r].Occurrences);
            for (var h = world.HubsOf(r).From; h < world.HubsOf(r).To; h++)
            {
                for (var d = world.DataCentersOf(h).From; d < world.DataCentersOf(h).To; d++)
                {
                    Collect(world.DataCenters[d].Occurrences);
                }
            }
        }

        return happened is null ? [] : Add(world.TickIndex, happened);

        void Collect(IReadOnlyList<Occurrence> some)
        {
            for (var i = 0; i < some.Count; i++)
            {
                (happened ??= []).Add(some[i]);
            }
        }
    }

    /// <summary>Adds what happened in a tick, each node's own before those below it, in child order; returns it in the order of moments.</summary>
    public IReadOnlyList<OccurrenceView> Add(long tick, IReadOnlyList<Occurrence> happened)
    {
        lock (_turn)
        {
            // A stable sort: what happened at one moment stays in child order.
            var added = happened.OrderBy(o => o.AtMs).Select(o => new OccurrenceView(++_sequence, tick, o)).ToArray();
            foreach (var view in added)
            {
                _last.Enqueue(view);
            }

            while (_last.Count > most)
            {
                _last.Dequeue();
            }

            return added;
        }
    }

    /// <summary>Those after a number, oldest first, at most <paramref name="count"/>.</summary>
    public IReadOnlyList<OccurrenceView> After(long sequence, int count)
    {
        lock (_turn)
        {
            return [.. _last.SkipWhile(o => o.Sequence <= sequence).Take(count)];
        }
    }
}
