using System.Threading.Channels;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>
/// Writes history and checkpoints in the background, in the order in which they were given: when a checkpoint is on the
/// disk, all history before it is too. When the disk falls too far behind, ticks wait.
/// </summary>
internal sealed class Scribe : IAsyncDisposable
{
    // History is let go of this often; what is kept may be longer by as much.
    private const int WritesPerTrim = 600;

    // Rows that one transaction takes, about; while the disk is busy, more gather.
    private const int RowsPerWrite = 20_000;

    private readonly DataFolder _folder;
    private readonly EmbeddedOptions _options;
    private readonly int _nodes;
    private readonly IReadOnlyList<HistoryKeep> _keeps;
    private readonly Channel<Batch> _batches;
    private readonly Task _writing;
    private int _sinceTrim;

    public Scribe(DataFolder folder, EmbeddedOptions options, int nodes, IReadOnlyList<HistoryKeep> keeps)
    {
        (_folder, _options, _nodes, _keeps) = (folder, options, nodes, keeps);
        _batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(options.MostWaitingBatches) { SingleReader = true, SingleWriter = true });
        _writing = Task.Run(Write);
    }

    /// <summary>Ends when writing has ended; faulted when it failed.</summary>
    public Task Writing => _writing;

    /// <summary>Gives a batch to be written; waits while too many do.</summary>
    public async ValueTask Give(Batch batch)
    {
        while (!_batches.Writer.TryWrite(batch))
        {
            if (!await _batches.Writer.WaitToWriteAsync())
            {
                await _writing; // throws what stopped it
                return;
            }
        }
    }

    /// <summary>Waits until all that was given is written, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _writing;
    }

    private async Task Write()
    {
        try
        {
            var rows = new List<HistoryRow>();
            var occurrences = new List<OccurrenceView>();
            while (await _batches.Reader.WaitToReadAsync())
            {
                while (_batches.Reader.TryRead(out var batch))
                {
                    rows.AddRange(batch.Rows);
                    occurrences.AddRange(batch.Occurrences);
                    if (batch.Written is not null || rows.Count > RowsPerWrite || !_batches.Reader.TryPeek(out _))
                    {
                        Flush(rows, occurrences, batch.TimeMs);
                    }

                    if (batch.Checkpoint is { } checkpoint)
                    {
                        _folder.Checkpoints?.Write(checkpoint.Tick, checkpoint.WallMs, checkpoint.State, checkpoint.Side);
                    }

                    batch.Written?.TrySetResult();
                }
            }
        }
        catch (Exception e)
        {
            _batches.Writer.TryComplete(e);
            while (_batches.Reader.TryRead(out var batch))
            {
                batch.Written?.TrySetException(e);
            }

            throw;
        }
    }

    private void Flush(List<HistoryRow> rows, List<OccurrenceView> occurrences, long nowMs)
    {
        if (rows.Count + occurrences.Count > 0)
        {
            _folder.History.Write(rows, occurrences);
        }

        rows.Clear();
        occurrences.Clear();
        if (++_sinceTrim >= WritesPerTrim)
        {
            _sinceTrim = 0;
            _folder.History.Trim(_keeps, nowMs, _nodes, _options.MostOccurrences);
        }
    }

    /// <summary>What a tick leaves behind.</summary>
    /// <param name="TimeMs">Simulated time, Unix ms.</param>
    /// <param name="Written">Told when this batch and all before it are on the disk.</param>
    internal sealed record Batch(
        IReadOnlyList<HistoryRow> Rows, IReadOnlyList<OccurrenceView> Occurrences, long TimeMs, SavedState? Checkpoint = null, TaskCompletionSource? Written = null);

    /// <summary>A state that was copied. Its buffers belong to the scribe until it is written.</summary>
    internal sealed record SavedState(long Tick, long WallMs, StateWriter State, StateWriter Side);
}
