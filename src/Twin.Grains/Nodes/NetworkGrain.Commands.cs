using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

internal sealed partial class NetworkGrain
{
    // Commands whose tick is not complete, by their order.
    private readonly SortedDictionary<long, JournalEntry> _waiting = [];
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private RootRecord? _record;

    // The last tick that has begun, or may have before this root was there.
    private long _begun = -1;

    public override Task<Accepted> Inject(InjectRequest request) => Submit(request);

    public override Task<Accepted> End(EndRequest request) => Submit(request);

    /// <summary>Gives a command the first tick that has not begun, appends it, and only then answers.</summary>
    private async Task<Accepted> Submit(CommandRequest request)
    {
        CommandDesk.CheckId(request.Id);
        await Pulse();
        await _pen.WaitAsync(_ending.Token);
        try
        {
            if (_record is null || _pace is null)
            {
                throw Waiting();
            }

            if (request.Id is { } known && await Site.Store.Find(known) is { } before)
            {
                return Answer(before);
            }

            var waiting = _waiting.Values.Where(e => e.Tick > _tick).ToArray();
            if (waiting.Length >= Site.Options.MostWaitingCommands)
            {
                throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{waiting.Length} commands wait for their tick, which is the most. Try again in a moment.")]);
            }

            var tick = _begun + 1;
            var id = request.Id ?? Guid.CreateVersion7(Site.Time.GetUtcNow()).ToString();
            var open = CommandDesk.OpenEvents(_network.Events, waiting, tick, Site.Map.StartOf);
            var command = CommandDesk.Resolve(Site.Map.World, request, id, open, Site.Map.StartOf(tick));
            var entry = new JournalEntry(_record.Tail + 1, tick, command, Site.Time.GetUtcNow().ToUnixTimeMilliseconds());
            Pass(StepMoment.BeforeJournal, tick, Stop);
            await WriteHeld(r => r with { Tail = entry.Sequence }, entry);
            _waiting.Add(entry.Sequence, entry);
            Pass(StepMoment.AfterJournal, tick, Stop);
            return Answer(entry);
        }
        finally
        {
            _pen.Release();
        }
    }

    private Accepted Answer(JournalEntry entry) => new(entry.Command.Id, entry.Tick, Site.Map.StartOf(entry.Tick));

    /// <summary>Changes the root's record.</summary>
    private async Task Write(Func<RootRecord, RootRecord> change)
    {
        await _pen.WaitAsync(_ending.Token);
        try
        {
            await WriteHeld(change, null);
        }
        finally
        {
            _pen.Release();
        }
    }

    /// <summary>
    /// Writes with the pen in hand. After a write that may or may not have been made, reads before going on; where another
    /// root has written, this one stands down.
    /// </summary>
    private async Task WriteHeld(Func<RootRecord, RootRecord> change, JournalEntry? entry)
    {
        var before = _record!;
        var next = change(before) with { Writer = _writer };
        RootRecord? written;
        try
        {
            written = await Site.Store.Write(next, entry);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var now = await Site.Store.ReadRoot();
            if (now.Version == before.Version)
            {
                throw;
            }

            // The record names its writer: what was written is this root's, or another's.
            var own = now == next with { Version = before.Version + 1 } && (entry is null || await Site.Store.Find(entry.Command.Id) is { } found && found.Sequence == entry.Sequence);
            written = own ? now : null;
        }

        _record = written ?? throw new StoodDownException("Another root has written the record.");
    }
}

/// <summary>Another root is at work: this one must not go on.</summary>
[GenerateSerializer, Alias("twin.StoodDownException")]
internal sealed class StoodDownException(string message) : Exception(message);
