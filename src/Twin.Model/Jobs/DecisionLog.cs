using System.Runtime.InteropServices;

namespace Twin.Model.Jobs;

/// <summary>The newest decisions, oldest first. It is part of the state: a twin that goes on where it was still knows why.</summary>
public sealed class DecisionLog
{
    /// <summary>Decisions that are kept.</summary>
    public const int Most = 512;

    private const long QuarterMs = 900_000;

    private readonly Decision[] _all = new Decision[Most];
    private int _first;
    private int _count;
    private long _sequence;

    public int Count => _count;

    /// <summary>Oldest first.</summary>
    public Decision this[int i] => _all[(_first + i) % Most];

    /// <summary>Adds a decision about a job, or joins it with its like of the same quarter of an hour.</summary>
    public void Add(in Decision decision)
    {
        for (var i = _count - 1; i >= 0 && this[i].FirstMs / QuarterMs == decision.FirstMs / QuarterMs; i--)
        {
            ref var before = ref _all[(_first + i) % Most];
            if (before.Joins(decision, QuarterMs))
            {
                before.LastMs = decision.LastMs;
                before.Kw += decision.Kw;
                before.KWh += decision.KWh;
                before.CostCny += decision.CostCny;
                before.AgainstCny += decision.AgainstCny;
                before.Jobs += decision.Jobs;
                return;
            }
        }

        if (_count == Most)
        {
            _first = (_first + 1) % Most;
            _count--;
        }

        _all[(_first + _count++) % Most] = decision with { Sequence = ++_sequence };
    }

    public void Visit(StateVisitor v)
    {
        // In their order, whatever place they stand at: none of the empty ones is hashed or saved.
        if (_first > 0)
        {
            Decision[] ordered = [.. Enumerable.Range(0, _count).Select(i => this[i])];
            ordered.CopyTo(_all, 0);
            _first = 0;
        }

        v.Field(ref _count);
        v.Field(ref _sequence);
        v.Bytes(MemoryMarshal.AsBytes(_all.AsSpan(0, _count)));
    }

    /// <summary>As at the start.</summary>
    public void Clear()
    {
        (_first, _count, _sequence) = (0, 0, 0);
        Array.Clear(_all);
    }
}
