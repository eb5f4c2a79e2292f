using System.ComponentModel;

namespace Twin.Api;

/// <summary>The events of the stream: a member for each name that an event may have, with the JSON that its data then is.</summary>
internal sealed record StreamView(StreamSnapshotView Snapshot, StreamTickView Tick, HappenedView Occurrence, HeartbeatView Heartbeat);

/// <summary>Values of the nodes that were asked for, all of one tick.</summary>
internal record StreamTickView(
    long Epoch, long Sequence, long Tick,
    [property: Description("Simulated time at its end, UTC.")] DateTime Time,
    [property: Description("Wall time at which it was completed: the age of every value, UTC.")] DateTime WallTime,
    ClockState Clock,
    [property: Description("Accepted events that are not yet over.")] IReadOnlyList<EventView> Events,
    IReadOnlyList<StreamNodeView> Nodes);

/// <summary>Values with all that a reader must know who knows nothing yet.</summary>
internal sealed record StreamSnapshotView(
    long Epoch, long Sequence, long Tick, DateTime Time, DateTime WallTime, ClockState Clock, IReadOnlyList<EventView> Events, IReadOnlyList<StreamNodeView> Nodes,
    [property: Description("start; behind: the reader was too slow, or away for too long; epoch: ticks are stepped again.")] string Reason,
    string World, double StepSeconds, int RackCount,
    [property: Description("Number of the last thing that happened; -1: nothing since the twin started.")] long LastOccurrence)
    : StreamTickView(Epoch, Sequence, Tick, Time, WallTime, Clock, Events, Nodes);

/// <summary>A node in the stream.</summary>
internal sealed record StreamNodeView(
    string Path,
    ConditionView Condition,
    ReadingView Reading,
    [property: Description("False: a total is wrong, and not merely rounded.")] bool Holds,
    [property: Description("The larger of its closures' errors, relative.")] double? ClosureError,
    [property: Description("Cooling mode, of a data center; others have no such member.")] string? Mode = null,
    [property: Description("What carries the racks, of a data center; others have no such member.")] string? Supply = null);
