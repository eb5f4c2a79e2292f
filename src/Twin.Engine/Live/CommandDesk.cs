using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>Checks what is asked for and completes it: after that nothing in it depends on when it is read.</summary>
internal static class CommandDesk
{
    private const int MostIdLength = 100;
    private const long MostAheadMs = 366L * 24 * 3_600_000;

    /// <summary>The command that a request stands for.</summary>
    /// <param name="id">The request's id, or one that was made for it.</param>
    /// <param name="events">Accepted events that are not yet over, those that wait for their tick included.</param>
    /// <param name="tickStartMs">Begin of the tick that it takes effect with, Unix ms.</param>
    /// <exception cref="TwinRefusedException">It is invalid.</exception>
    public static TwinCommand Resolve(WorldSpec world, CommandRequest request, string id, IReadOnlyList<TwinEvent> events, long tickStartMs) => request switch
    {
        InjectRequest inject => Inject(world, inject, id, events, tickStartMs),
        EndRequest end => End(end, id, events, tickStartMs),
        _ => throw Refuse(Refusal.Invalid, "kind", "This kind of command is not known."),
    };

    /// <summary>Refuses an id that cannot be a key.</summary>
    public static void CheckId(string? id)
    {
        if (id is not null && (id.Length is 0 or > MostIdLength || id.Any(c => c is <= ' ' or > '~')))
        {
            throw Refuse(Refusal.Invalid, "id", $"An id takes 1 to {MostIdLength} printable ASCII characters without spaces. Leave it out, and one is made.");
        }
    }

    /// <summary>Events that are not over when a tick begins, as they will be after the commands that wait.</summary>
    /// <param name="waiting">In their order; those whose tick has not begun.</param>
    /// <param name="startOf">Simulated begin of a tick, Unix ms.</param>
    public static List<TwinEvent> OpenEvents(IReadOnlyList<TwinEvent> events, IEnumerable<JournalEntry> waiting, long tick, Func<long, long> startOf)
    {
        var startMs = startOf(tick);
        List<TwinEvent> open = [.. events.Where(e => e.GoneMs > startMs)];
        foreach (var entry in waiting)
        {
            if (entry.Command is InjectCommand inject)
            {
                open.Add(inject.Event);
            }
            else if (entry.Command is EndCommand end && open.FindIndex(e => e.Id == end.EventId) is >= 0 and var i)
            {
                open[i] = open[i].EndedAt(startOf(entry.Tick));
            }
        }

        return open;
    }

    private static InjectCommand Inject(WorldSpec world, InjectRequest request, string id, IReadOnlyList<TwinEvent> events, long tickStartMs)
    {
        if (!Enum.IsDefined(request.Kind))
        {
            throw Refuse(Refusal.Invalid, "kind", $"{(int)request.Kind} is no kind of event. The kinds are {string.Join(", ", Enum.GetValues<EventKind>().Select(EventRules.Name))}.");
        }

        var e = request.Resolve(id, tickStartMs);
        List<Fault> faults = [.. EventRules.Check(world, e)];
        if (e.StartMs < tickStartMs || e.StartMs > tickStartMs + MostAheadMs)
        {
            faults.Add(new Fault(
                "start", $"The start {Moment(e.StartMs)} must lie between {Moment(tickStartMs)}, the first tick that has not begun, and 366 days after it. Leave it out to start at once."));
        }

        if (request.UntilEnded && request.DurationMs is not null)
        {
            faults.Add(new Fault("duration", "An event has a duration or lasts until it is ended; leave one of them out."));
        }

        if (faults.Count > 0)
        {
            throw new TwinRefusedException(EventRules.Exists(world, e.Target) ? Refusal.Invalid : Refusal.NotFound, faults);
        }

        if (events.Count >= Network.MostEvents)
        {
            throw Refuse(Refusal.Full, "", $"{Network.MostEvents} events are open, which is the most. End one first.");
        }

        return new InjectCommand { Id = id, By = e.By, Event = e };
    }

    private static EndCommand End(EndRequest request, string id, IReadOnlyList<TwinEvent> events, long tickStartMs)
    {
        if ((request.By ?? "").Length > MostIdLength)
        {
            throw Refuse(Refusal.Invalid, "by", $"'by' takes {MostIdLength} characters.");
        }

        var e = events.FirstOrDefault(e => e.Id == request.EventId)
            ?? throw Refuse(Refusal.NotFound, "eventId", $"No open event has the id '{request.EventId}'. It may be over already.");
        return e.EndMs > tickStartMs
            ? new EndCommand { Id = id, By = request.By ?? "", EventId = e.Id }
            : throw Refuse(Refusal.Conflict, "eventId", $"The event '{e.Id}' ended at {Moment(e.EndMs)} already; what is left is its ramp.");
    }

    private static TwinRefusedException Refuse(Refusal refusal, string field, string message) => new(refusal, [new Fault(field, message)]);

    private static string Moment(long ms) =>
        ms is > -62_135_596_800_000 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'") : $"{ms} ms";
}
