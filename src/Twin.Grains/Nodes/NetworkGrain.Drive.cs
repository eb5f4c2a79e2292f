using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Grains;

internal sealed partial class NetworkGrain
{
    private const int HashesKept = 1000;

    // Hashes that were published, so that ticks stepped again are held to them.
    private readonly SortedDictionary<long, ulong> _hashes = [];
    private Network _network;
    private HistoryRecorder _recorder;
    private OccurrenceLog _log;
    private bool _ready;
    private long _tick = -1;
    private long _catchUpTo = -1;
    private long _sequence;
    private long _shown = long.MinValue;

    /// <summary>The one loop that moves time. It ends when the activation does, or when another root is at work.</summary>
    private async Task Drive()
    {
        // Steps are the cluster's own: they do not carry the key of whoever happened to call first.
        RequestContext.Clear();
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                if (_ready && _tick >= _catchUpTo && !await Due())
                {
                    continue;
                }

                await _turn.WaitAsync(_ending.Token);
                try
                {
                    await (_ready ? StepOnce() : Recover());
                }
                finally
                {
                    _turn.Release();
                }
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoodDownException or ActivationLostException)
            {
                Log.LogWarning("The root stands down: {Reason}", e.Message);
                Stop();
                DeactivateOnIdle();
                return;
            }
            catch (Exception e)
            {
                _ready = false;
                Log.LogWarning(e, "Tick {Tick} was not completed; all return to the checkpoint of tick {Saved}.", _tick + 1, _record?.SavedTick);
                await Task.Delay(Site.Options.RetryAfter, Site.Time);
            }
        }
    }

    /// <summary>Waits until the next tick is due or something changed; true when it is due.</summary>
    private async Task<bool> Due()
    {
        // Read once: a moment later there may be less than nothing left, which is no time to wait for.
        var left = _pace!.Left;
        if (!_pace.Paused && left <= TimeSpan.Zero)
        {
            return true;
        }

        var wake = _wake;
        await (_pace.Paused ? Task.WhenAny(wake.Task) : Task.WhenAny(wake.Task, Task.Delay(left, Site.Time, _ending.Token)));
        if (wake.Task.IsCompleted && ReferenceEquals(wake, _wake))
        {
            _wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return !_pace.Paused && _pace.Left <= TimeSpan.Zero;
    }

    private async Task StepOnce()
    {
        // Told to stand still while this waited for its turn.
        if (_pace!.Paused && _tick >= _catchUpTo)
        {
            return;
        }

        var next = _tick + 1;
        var commands = await Begin(next);
        Pass(StepMoment.BeforePrepare, next, Stop);
        var inputs = new RegionInput[_regions.Length];
        _network.Prepare(Site.Map.Tick(next), commands, inputs);
        Pass(StepMoment.AfterPrepare, next, Stop);

        var saves = next - _record!.SavedTick >= Site.Options.CheckpointTicks;
        var now = Site.Time.GetTimestamp();
        var shows = _shown == long.MinValue || Site.Time.GetElapsedTime(_shown, now) >= Site.Options.FrameEvery;
        var hashes = saves || (Site.Options.HashEvery > 0 && next % Site.Options.HashEvery == 0);
        var wants = (shows ? StepWants.Frame : StepWants.Nothing) | (hashes ? StepWants.Hash : StepWants.Nothing) | (saves ? StepWants.Checkpoint : StepWants.Nothing);
        var order = new StepOrder(_record.Epoch, next, Site.Map.Signature, wants, [], 0, 0, []);
        var replies = await Fan.Out(_regions.Length, Site.Options.NodeChunk, i => Ask(i, order with { Events = inputs[i].Events, Frequency = inputs[i].Frequency, JobLoads = inputs[i].JobLoads }));

        _network.Complete(Array.ConvertAll(replies, r => r.Reading), Reports(replies));
        _tick = next;
        await Record(replies, shows ? InletsOf(replies) : null, hashes, saves);
        foreach (var sequence in _waiting.Where(e => e.Value.Tick <= next).Select(e => e.Key).ToArray())
        {
            _waiting.Remove(sequence);
        }

        _pace.Stepped();
    }

    /// <summary>Marks a tick as begun, so that no command gets it any more, and takes those that have it.</summary>
    private async Task<TwinCommand[]> Begin(long next)
    {
        if (next > _record!.SavedTick + (2 * Site.Options.CheckpointTicks))
        {
            throw new InvalidOperationException($"Tick {next} must wait for a checkpoint after tick {_record.SavedTick}.");
        }

        await _pen.WaitAsync(_ending.Token);
        try
        {
            if (next > _record.Reserved)
            {
                await WriteHeld(r => r with { Reserved = next + Site.Options.ReservedTicks - 1 }, null);
            }

            _begun = Math.Max(_begun, next);
            return [.. _waiting.Values.Where(e => e.Tick == next).Select(e => e.Command)];
        }
        finally
        {
            _pen.Release();
        }
    }

    /// <summary>Asks a region, and once more where the call itself failed: a region that is done gives the stored answer.</summary>
    private async Task<StepReply> Ask(int region, StepOrder order)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var reply = await _regions[region].Step(order);
                return reply.Done ? reply : throw (reply.Refusal == StepRefusal.OtherEpoch && reply.Epoch > order.Epoch
                    ? new StoodDownException($"'{reply.By}' stands in epoch {reply.Epoch}; this root's is {order.Epoch}.")
                    : new InvalidOperationException($"'{reply.By}' does not step tick {order.Tick} of epoch {order.Epoch} ({reply.Refusal}); it stands at tick {reply.Tick} of epoch {reply.Epoch}."));
            }
            catch (Exception e) when (e is not (StoodDownException or InvalidOperationException) && attempt < Site.Options.StepTries)
            {
                Log.LogInformation("Asking {Region} again for tick {Tick}: {Reason}", Site.Map.World.Regions[region].Path, order.Tick, e.Message);
            }
        }
    }

    private async Task Record(StepReply[] replies, InletHistogram? inlets, bool hashes, bool saves)
    {
        var rows = new List<HistoryRow>();
        NodeFrame[] nodes = [NodeViews.Of(_network, inlets), .. replies.SelectMany(r => r.Nodes)];
        var timeMs = Site.Map.StartOf(_tick + 1);
        _recorder.Add(Site.Map.StartOf(_tick), timeMs, nodes, rows);
        List<Occurrence> happened = [.. _network.Occurrences, .. replies.SelectMany(r => r.Occurrences)];
        var occurrences = happened.Count == 0 ? [] : _log.Add(_tick, happened);
        if (rows.Count + occurrences.Count > 0)
        {
            await Task.Run(() => Site.Store.History.Write(rows, occurrences));
        }

        var hash = hashes ? _network.Hash(_tick, Array.ConvertAll(replies, r => r.Hash)) : 0;
        if (hashes)
        {
            Hold(hash);
        }

        Pass(StepMoment.BeforeReply, _tick, Stop);
        if (saves)
        {
            await NameCheckpoint(World.Text(hash));
        }

        Tell(_newest = new NodeState(Path, _record!.Epoch, _tick, timeMs, nodes[0]));
        if (inlets is not null && _tick >= _catchUpTo)
        {
            _shown = Site.Time.GetTimestamp();
            Show(new Frame(
                _record.Epoch, ++_sequence, _tick, timeMs, Site.Time.GetUtcNow().ToUnixTimeMilliseconds(), _pace!.View, nodes, [.. _network.Events], [], LinksView.Of(_network.Links), JobsView.Of(_network.Jobs)));
        }
    }

    /// <summary>Keeps a tick's hash, or holds a tick that was stepped again to the one that was kept.</summary>
    private void Hold(ulong hash)
    {
        if (_hashes.TryGetValue(_tick, out var before) && before != hash)
        {
            Log.LogCritical("Tick {Tick} stepped again has the hash {Hash}; before it was {Before}.", _tick, World.Text(hash), World.Text(before));
            throw new InvalidOperationException($"Tick {_tick} stepped again has the hash {World.Text(hash)}; before it was {World.Text(before)}. The bits differ, which must never be.");
        }

        _hashes[_tick] = hash;
        if (_hashes.Count > HashesKept)
        {
            _hashes.Remove(_hashes.Keys.First());
        }

        Site.Hook.Completed(_record!.Epoch, _tick, hash);
    }

    /// <summary>What came up from each hub, out of its own view in its region's answer.</summary>
    private HubReport[] Reports(StepReply[] replies)
    {
        var reports = new List<HubReport>();
        foreach (var (region, reply) in Site.Map.World.Regions.Zip(replies))
        {
            var at = 1;
            foreach (var hub in region.Hubs)
            {
                var node = reply.Nodes[at];
                reports.Add(HubReport.Of(node.Reading, reply.Reading, node.PriceCnyPerKWh!.Value, node.CarbonKgPerKWh!.Value));
                at += 1 + hub.DataCenters.Length;
            }
        }

        return [.. reports];
    }

    private static InletHistogram InletsOf(StepReply[] replies)
    {
        var all = new InletHistogram();
        foreach (var reply in replies)
        {
            all.Add(reply.Nodes[0].Inlets!);
        }

        return all;
    }

    private void Stop()
    {
        _ready = false;
        _ending.Cancel();
        _wake.TrySetResult();
    }
}
