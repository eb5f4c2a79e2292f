using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>
/// Brings a world to where it was: the newest checkpoint that can be read, then the ticks that may have been seen after
/// it, with the commands of the journal. Without data it is the world's beginning.
/// </summary>
internal sealed class Recovery
{
    private const int NoticeFromTicks = 1_000;

    private readonly EmbeddedOptions _options;
    private readonly DataFolder _folder;

    private Recovery(EmbeddedOptions options, DataFolder folder, World world)
    {
        (_options, _folder, World) = (options, folder, world);
        var nodes = 1 + world.Regions.Length + world.Hubs.Length + world.DataCenters.Length;
        Recorder = new HistoryRecorder(options.History, nodes, options.StepMs);
        Log = new OccurrenceLog(options.MostOccurrences);
        Scribe = new Scribe(folder, options, nodes, Recorder.Keeps);
        Frames = new NodeFrames(world, options.OutlooksPerFrame);
    }

    public World World { get; private set; }

    public HistoryRecorder Recorder { get; private set; }

    public OccurrenceLog Log { get; }

    public Scribe Scribe { get; }

    public NodeFrames Frames { get; private set; }

    /// <summary>Commands whose tick has not begun.</summary>
    public List<JournalEntry> Pending { get; private set; } = [];

    public long Epoch { get; private set; }

    /// <summary>The checkpoint that it went on from; −1 for the beginning.</summary>
    public long CheckpointTick { get; private set; } = -1;

    public static async Task<Recovery> Run(EmbeddedOptions options, DataFolder folder, World world)
    {
        var recovery = new Recovery(options, folder, world);
        try
        {
            recovery.ReadCheckpoint();
            await recovery.StepAgain();
            recovery.Epoch = folder.Journal.RaiseEpoch();
            return recovery;
        }
        catch
        {
            await ((Task)recovery.Scribe.DisposeAsync().AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            recovery.World.Dispose();
            throw;
        }
    }

    /// <summary>Steps a world by one tick with the commands that wait for it.</summary>
    public static void Step(World world, List<JournalEntry> pending)
    {
        var next = world.TickIndex + 1;
        if (pending.Count == 0)
        {
            world.Step();
            return;
        }

        TwinCommand[] commands = [.. pending.Where(e => e.Tick == next).Select(e => e.Command)];
        pending.RemoveAll(e => e.Tick == next);
        world.Step(commands);
    }

    /// <summary>Records what a tick leaves behind: history and occurrences.</summary>
    public static async ValueTask<IReadOnlyList<OccurrenceView>> Record(
        World world, IReadOnlyList<NodeFrame> nodes, HistoryRecorder recorder, OccurrenceLog log, Scribe scribe)
    {
        var rows = new List<HistoryRow>();
        recorder.Add(world.StartOf(world.TickIndex), world.TimeMs, nodes, rows);
        var occurrences = log.Add(world);
        if (rows.Count > 0 || occurrences.Count > 0)
        {
            await scribe.Give(new Scribe.Batch(rows, occurrences, world.TimeMs));
        }

        return occurrences;
    }

    /// <summary>Walks what stands beside the state in a checkpoint.</summary>
    public static long VisitSide(StateVisitor visitor, HistoryRecorder recorder, OccurrenceLog log)
    {
        var sequence = log.Sequence;
        visitor.Field(ref sequence);
        recorder.Visit(visitor);
        return sequence;
    }

    private void ReadCheckpoint()
    {
        foreach (var tick in _folder.Checkpoints?.Ticks ?? [])
        {
            try
            {
                var checkpoint = _folder.Checkpoints!.Read(tick);
                World.Load(checkpoint.State);
                var sequence = VisitSide(new StateReader(checkpoint.Side), Recorder, Log);
                Log.Restore(sequence, _folder.History.Occurrences(tick, _options.MostOccurrences));
                CheckpointTick = tick;
                return;
            }
            catch (FormatException e)
            {
                _options.Notice($"The checkpoint of tick {tick} in '{_options.DataFolder}' cannot be read: {e.Message} The one before it is taken.");

                // Half of it may have been loaded.
                World.Dispose();
                World = EmbeddedTwin.NewWorld(_options);
                Recorder = new HistoryRecorder(_options.History, NodeList.Of(_options.World).Length, _options.StepMs);
                Frames = new NodeFrames(World, _options.OutlooksPerFrame);
            }
        }
    }

    private async Task StepAgain()
    {
        // At least one tick, so that there are readings.
        var target = CheckpointTick < 0 ? _folder.Journal.Reserved : Math.Max(_folder.Journal.Reserved, CheckpointTick + 1);
        var stopped = _folder.Journal.Stopped;
        Pending = [.. _folder.Journal.From(World.TickIndex + 1)];
        if (target - World.TickIndex >= NoticeFromTicks)
        {
            _options.Notice($"Stepping again from tick {World.TickIndex + 1} to {target}, where the twin was.");
        }

        if (target > _folder.Journal.Reserved)
        {
            _folder.Journal.Reserve(target);
        }

        while (World.TickIndex < target)
        {
            Step(World, Pending);
            await Record(World, Frames.Bare(), Recorder, Log, Scribe);
        }

        if (stopped is { } stop && stop.Tick == World.TickIndex && World.Text(World.Hash()) is var hash && hash != stop.Hash)
        {
            throw new DataFolderException(
                $"Tick {stop.Tick} stepped again from the data folder '{_options.DataFolder}' has the state hash {hash}; when the twin stopped it was {stop.Hash}. "
                + "The program's model has changed without its version, or the machine computes differently. Start with another folder (--data DIR), or with the program that made this one.");
        }
    }
}
