using System.Runtime.InteropServices;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>
/// Folds every tick's metrics into intervals of simulated time and gives out the finished ones. Ticks go into the finest
/// resolution, its finished intervals into the next. Open intervals are saved with a checkpoint, so that ticks stepped
/// again after it give the same rows again.
/// </summary>
internal sealed class HistoryRecorder
{
    private readonly long[] _resolutionsMs;
    private readonly HistoryCell[][] _cells;
    private readonly long[] _openMs;
    private readonly int _nodes;
    private readonly int _metrics = Metrics.All.Count;

    /// <param name="keeps">Resolutions, the finest first; those finer than a step are left out.</param>
    public HistoryRecorder(IReadOnlyList<HistoryKeep> keeps, int nodes, int stepMs)
    {
        Keeps = [.. keeps.Where(k => k.ResolutionMs >= stepMs)];
        _resolutionsMs = [.. Keeps.Select(k => k.ResolutionMs)];
        _nodes = nodes;
        _cells = [.. Keeps.Select(_ => new HistoryCell[nodes * _metrics])];
        _openMs = [.. Keeps.Select(_ => long.MinValue)];
        foreach (var cells in _cells)
        {
            Array.Fill(cells, HistoryCell.Empty);
        }
    }

    /// <summary>Resolutions that are recorded, the finest first.</summary>
    public IReadOnlyList<HistoryKeep> Keeps { get; }

    /// <summary>Takes a tick in and adds the rows of all intervals that it finishes.</summary>
    public void Add(long startMs, long endMs, IReadOnlyList<NodeFrame> nodes, List<HistoryRow> finished)
    {
        if (_cells.Length == 0)
        {
            return;
        }

        Open(0, startMs);
        var cells = _cells[0];
        for (var n = 0; n < nodes.Count; n++)
        {
            for (var m = 0; m < _metrics; m++)
            {
                cells[(n * _metrics) + m].Add(Metrics.All[m].Of(nodes[n]));
            }
        }

        for (var r = 0; r < _cells.Length && endMs >= _openMs[r] + _resolutionsMs[r]; r++)
        {
            Finish(r, finished);
        }
    }

    /// <summary>Walks the open intervals: saves them, or restores them.</summary>
    public void Visit(StateVisitor visitor)
    {
        visitor.Column(_openMs);
        foreach (var cells in _cells)
        {
            visitor.Bytes(MemoryMarshal.AsBytes(cells.AsSpan()));
        }
    }

    private void Open(int resolution, long ms)
    {
        if (_openMs[resolution] == long.MinValue)
        {
            _openMs[resolution] = ms - Modulo(ms, _resolutionsMs[resolution]);
        }
    }

    private void Finish(int resolution, List<HistoryRow> finished)
    {
        var cells = _cells[resolution];
        if (resolution + 1 < _cells.Length)
        {
            Open(resolution + 1, _openMs[resolution]);
            var coarser = _cells[resolution + 1];
            for (var i = 0; i < cells.Length; i++)
            {
                coarser[i].Add(cells[i]);
            }
        }

        for (var n = 0; n < _nodes; n++)
        {
            finished.Add(new HistoryRow(_resolutionsMs[resolution], n, _openMs[resolution], HistoryCells.Encode(cells.AsSpan(n * _metrics, _metrics))));
        }

        Array.Fill(cells, HistoryCell.Empty);
        _openMs[resolution] = long.MinValue;
    }

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}
