using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

public sealed partial class EmbeddedTwin
{
    // Ticks that may begin are reserved for this much wall time at once, so that the disk is synced so seldom.
    private static readonly TimeSpan ReserveAhead = TimeSpan.FromSeconds(2);
    private const int MostReserved = 120;

    private readonly List<OccurrenceView> _unshown = [];
    private readonly StateWriter _state = new();
    private readonly StateWriter _side = new();
    private Task _saving = Task.CompletedTask;
    private long _frameSequence;
    private long _shown = long.MinValue;
    private long _checkpointTick;
    private long _checkpointed;

    /// <summary>The one loop that changes the world.</summary>
    private async Task Drive()
    {
        Exception? error = null;
        try
        {
            while (!_stopping)
            {
                await Serve();
                if (_stopping)
                {
                    break;
                }

                if (_pace.Paused || _pace.Left > TimeSpan.Zero)
                {
                    await Idle();
                }
                else
                {
                    await StepAndShow();
                }
            }

            await Serve();
            await StopInOrder();
        }
        catch (Exception e)
        {
            error = e;
            throw;
        }
        finally
        {
            _stopping = true;
            _asks.Writer.TryComplete();
            await Close(error);
        }
    }

    /// <summary>Answers reads and takes commands; both see the last complete tick.</summary>
    private async Task Serve()
    {
        // No more than can wait: a flood of reads must not hold up the next tick for ever.
        for (var i = 0; i < _options.MostWaitingReads && _asks.Reader.TryRead(out var ask); i++)
        {
            try
            {
                await ask.Do();
            }
            catch (Exception e)
            {
                ask.Fail(e);
                throw;
            }

            if (ask.IsLong)
            {
                break;
            }
        }

        TakeCommands();
    }

    private async Task Idle()
    {
        // The tick may have come due since it was last looked at: a delay below zero is refused, and one of −1 ms never ends.
        var left = _pace.Left;
        if (!_pace.Paused && left <= TimeSpan.Zero)
        {
            return;
        }

        using var cancel = new CancellationTokenSource();
        var asked = _asks.Reader.WaitToReadAsync(cancel.Token).AsTask();
        await (_pace.Paused
            ? Task.WhenAny(asked, _scribe.Writing)
            : Task.WhenAny(asked, _scribe.Writing, Task.Delay(left, _options.Time, cancel.Token)));
        await cancel.CancelAsync();
        if (_scribe.Writing.IsFaulted)
        {
            await _scribe.Writing;
        }
    }

    private async Task StepAndShow(bool always = false)
    {
        var next = _world.TickIndex + 1;
        if (next > _folder.Journal.Reserved)
        {
            _folder.Journal.Reserve(next + Math.Clamp((int)Math.Min(MostReserved, ReserveAhead / _pace.Period), 0, MostReserved));
        }

        Recovery.Step(_world, _pending);
        _pace.Stepped();
        var now = _options.Time.GetTimestamp();
        var show = always || _shown == long.MinValue || _options.Time.GetElapsedTime(_shown, now) >= _options.FrameEvery;
        var nodes = show ? _frames.Published() : _frames.Bare();
        var occurrences = await Recovery.Record(_world, nodes, _recorder, _log, _scribe);
        _unshown.AddRange(occurrences);
        if (_unshown.Count > _options.MostOccurrencesInFrame)
        {
            _unshown.RemoveRange(0, _unshown.Count - _options.MostOccurrencesInFrame);
        }

        if (show)
        {
            _shown = now;
            Show(nodes);
        }

        if (_world.TickIndex - _checkpointTick >= _options.CheckpointTicks && _saving.IsCompleted
            && _options.Time.GetElapsedTime(_checkpointed, now) >= _options.CheckpointEvery)
        {
            await Save();
        }
    }

    private void Show(IReadOnlyList<NodeFrame> nodes) => _board.Show(MakeFrame(nodes));

    private Frame MakeFrame(IReadOnlyList<NodeFrame> nodes)
    {
        OccurrenceView[] occurrences = [.. _unshown];
        _unshown.Clear();
        return new Frame(
            _epoch, ++_frameSequence, _world.TickIndex, _world.TimeMs, _options.Time.GetUtcNow().ToUnixTimeMilliseconds(), _pace.View,
            nodes, [.. _world.Network.Events], occurrences, LinksView.Of(_world.Network.Links), JobsView.Of(_world.Network.Jobs));
    }

    /// <summary>Copies the state and lets the scribe write it while ticks go on.</summary>
    private async Task Save()
    {
        if (_folder.Checkpoints is null)
        {
            return;
        }

        await _saving;
        _state.Clear();
        _side.Clear();
        _world.Save(_state);
        Recovery.VisitSide(_side, _recorder, _log);
        var saved = new Scribe.SavedState(_world.TickIndex, _options.Time.GetUtcNow().ToUnixTimeMilliseconds(), _state, _side);
        _saving = await Sync(saved);
        (_checkpointTick, _checkpointed) = (_world.TickIndex, _options.Time.GetTimestamp());
    }

    /// <summary>A task that ends when all that was given to the scribe so far is on the disk.</summary>
    private async Task<Task> Sync(Scribe.SavedState? saved)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _scribe.Give(new Scribe.Batch([], [], _world.TimeMs, saved, written));
        return written.Task;
    }

    /// <summary>
    /// Before the clock stands still: saves the state and steps one tick more. A start on the data steps that tick again,
    /// so that its readings are there at once, and its hash tells whether the same bits came out.
    /// </summary>
    private async Task Rest()
    {
        if (_folder.Checkpoints is null || _world.TickIndex < 0 || _world.TickIndex == _checkpointTick + 1)
        {
            return;
        }

        if (_world.TickIndex != _checkpointTick)
        {
            await Save();
        }

        await StepAndShow(always: true);
    }

    private async Task StopInOrder()
    {
        if (!_pace.Paused)
        {
            await Rest();
        }

        await _saving;
        await _scribe.DisposeAsync();
        if (_folder.Checkpoints is not null)
        {
            _folder.Journal.Stop(_world.TickIndex, World.Text(_world.Hash()));
        }
    }

    private async Task Close(Exception? error)
    {
        await ((Task)_scribe.DisposeAsync().AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var stopped = error is null ? new ObjectDisposedException(nameof(EmbeddedTwin), "The twin has stopped.") : error;
        while (_asks.Reader.TryRead(out var ask))
        {
            ask.Fail(stopped);
        }

        while (_submissions.TryDequeue(out var submission))
        {
            submission.Answer.TrySetException(stopped);
        }

        _board.End(error);
        _folder.Dispose();
        _world.Dispose();
    }
}
