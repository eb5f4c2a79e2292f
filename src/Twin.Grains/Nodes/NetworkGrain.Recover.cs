using System.Text.Json;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

internal sealed partial class NetworkGrain
{
    // History that is no longer kept is let go of now and then: it takes a look at each node's.
    private const int CheckpointsPerTrim = 60;
    private int _checkpoints;

    /// <summary>Raises the epoch, durably, and brings all nodes back to the checkpoint that the record names.</summary>
    private async Task Recover()
    {
        await _pen.WaitAsync(_ending.Token);
        bool fresh;
        try
        {
            // Until the first epoch is written, this root has not begun: a write that failed leaves it where it was.
            fresh = _pace is null;
            _record = fresh ? await Site.Store.ReadRoot() : _record;
            await WriteHeld(r => r with { Epoch = r.Epoch + 1 }, null);
            if (fresh)
            {
                // What was begun by a root before is not known: all that may have been is.
                _begun = _record!.Reserved;
                _pace = new Pace(Site.Time, Site.Options.StepMs, _record.Speed, _record.Paused);
            }

            _waiting.Clear();
            foreach (var entry in await Site.Store.From(_record!.SavedTick + 1))
            {
                _waiting.Add(entry.Sequence, entry);
            }

            (_network, _recorder, _log) = Beginning();
            _tick = _record.SavedTick;
            if (_tick >= 0)
            {
                await LoadOwn(_record.SavedEpoch, _tick);
            }
        }
        finally
        {
            _pen.Release();
        }

        var order = new RestoreOrder(_record.Epoch, _record.SavedEpoch, _record.SavedTick, Site.Map.Signature);
        var replies = await Fan.Out(_regions.Length, Site.Options.NodeChunk, i => _regions[i].Restore(order));
        if (Array.Find(replies, r => !r.Done) is { } refused)
        {
            throw refused.Epoch > order.Epoch
                ? new StoodDownException($"'{refused.By}' stands in epoch {refused.Epoch}; this root's is {order.Epoch}.")
                : new InvalidOperationException($"'{refused.By}' does not return to tick {order.Tick} ({refused.Refusal}).");
        }

        await CheckSaved();

        // A checkpoint holds no readings: at least one tick is stepped, so that there are some.
        _catchUpTo = _tick < 0 && _begun < 0 ? -1 : Math.Max(_begun, _tick + 1);
        _ready = true;
        if (_catchUpTo < 0)
        {
            NodeFrame[] nodes = [NodeViews.Of(_network, InletsOf(replies)), .. replies.SelectMany(r => r.Nodes)];
            Show(new Frame(
                _record.Epoch, ++_sequence, _tick, Site.Map.StartOf(_tick + 1), Site.Time.GetUtcNow().ToUnixTimeMilliseconds(), _pace!.View, nodes, [.. _network.Events], [], LinksView.Of(_network.Links), JobsView.Of(_network.Jobs)));
        }
    }

    /// <summary>The state that came back must have the hash that it was named with.</summary>
    private async Task CheckSaved()
    {
        if (_tick < 0 || _record!.SavedHash.Length == 0)
        {
            return;
        }

        var replies = await Fan.Out(_regions.Length, Site.Options.NodeChunk, i => _regions[i].HashAt(_record.Epoch, _tick));
        var hash = World.Text(_network.Hash(_tick, Array.ConvertAll(replies, r => r.Hash)));
        if (!Array.TrueForAll(replies, r => r.Done) || hash != _record.SavedHash)
        {
            throw new InvalidOperationException($"The checkpoint of tick {_tick} came back with the hash {hash}; it was named with {_record.SavedHash}.");
        }
    }

    /// <summary>All nodes have written this tick: writes the root's own part, then names it.</summary>
    private async Task NameCheckpoint(string hash)
    {
        Pass(StepMoment.BeforeCheckpoint, _tick, Stop);
        var writer = new StateWriter();
        var events = JsonSerializer.SerializeToUtf8Bytes(_network.Events, ModelJson.Options);
        var length = events.Length;
        writer.Field(ref length);
        writer.Column(events);
        _network.Visit(writer);
        VisitSide(writer);
        await Site.Store.SaveNode(_record!.Epoch, _tick, Path, writer.ToArray());
        await Write(r => r with { SavedEpoch = r.Epoch, SavedTick = _tick, SavedHash = hash });
        Pass(StepMoment.AfterCheckpoint, _tick, Stop);
        await Site.Store.KeepOnly(_record.SavedEpoch, _record.SavedTick);
        if (++_checkpoints % CheckpointsPerTrim == 0)
        {
            var nowMs = Site.Map.StartOf(_tick + 1);
            await Task.Run(() => Site.Store.History.Trim(Site.Options.History, nowMs, Site.Map.Nodes.Length, Site.Options.MostOccurrences));
        }
    }

    private async Task LoadOwn(long epoch, long tick)
    {
        var reader = new StateReader(await Site.Store.LoadNode(epoch, tick, Path));
        var length = 0;
        reader.Field(ref length);
        var events = new byte[length];
        reader.Column(events);
        _network.Restore(JsonSerializer.Deserialize<TwinEvent[]>(events, ModelJson.Options)!);
        _network.Visit(reader);
        var sequence = VisitSide(reader);
        _log.Restore(sequence, await Task.Run(() => Site.Store.History.Occurrences(tick, Site.Options.MostOccurrences)));
    }

    private long VisitSide(StateVisitor visitor)
    {
        var sequence = _log.Sequence;
        visitor.Field(ref sequence);
        _recorder.Visit(visitor);
        return sequence;
    }

    private (Network Network, HistoryRecorder Recorder, OccurrenceLog Log) Beginning() =>
        (new Network(Site.Map.World, Site.Options.Seed), new HistoryRecorder(Site.Options.History, Site.Map.Nodes.Length, Site.Options.StepMs), new OccurrenceLog(Site.Options.MostOccurrences));

    /// <summary>Notes that no tick after the last one has begun, so that a start goes on right there.</summary>
    private async Task StopInOrder()
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            _ready = false;
            await _pen.WaitAsync();
            try
            {
                await WriteHeld(r => r with { Reserved = _begun }, null);
            }
            finally
            {
                _pen.Release();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What was noted before is still true: more ticks may have begun than have.
        }
        finally
        {
            _turn.Release();
        }
    }
}
