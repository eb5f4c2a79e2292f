using Twin.Contracts;
using Twin.Model;

namespace Twin.Client;

/// <summary>Something that the stream said.</summary>
public abstract record LiveItem;

/// <summary>Values of the nodes that are watched, all of one tick.</summary>
/// <param name="Reason">Null for a tick. A snapshot says why it came: <c>start</c>; <c>behind</c>, ticks or occurrences are missing before it; <c>epoch</c>, ticks are stepped again.</param>
/// <param name="Epoch">Raised whenever ticks may be stepped again.</param>
/// <param name="Sequence">Counts published frames; a gap shows missed ones.</param>
/// <param name="Time">Simulated, at the tick's end.</param>
/// <param name="Nodes">Metrics of each node by name; null where it has no value.</param>
public sealed record LiveFrame(
    string? Reason, long Epoch, long Sequence, long Tick, DateTimeOffset Time, IReadOnlyDictionary<NodePath, IReadOnlyDictionary<string, double?>> Nodes) : LiveItem;

/// <summary>Something happened at or around the nodes that are watched.</summary>
public sealed record LiveOccurrence(OccurrenceView Occurrence) : LiveItem;

/// <summary>A sign of life, also while simulated time stands.</summary>
/// <param name="Tick">The latest complete tick.</param>
/// <param name="Age">Of that tick, by the wall.</param>
public sealed record LiveHeartbeat(long Tick, TimeSpan Age) : LiveItem;
