using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>What the root decides by. One record, changed only by who has read its last version.</summary>
/// <param name="Version">The ETag: every write raises it, and a write with an old one fails.</param>
/// <param name="Epoch">Raised before all return to a checkpoint.</param>
/// <param name="SavedEpoch">Epoch that the named checkpoint was written in.</param>
/// <param name="SavedTick">Its tick; −1: none, the world's beginning.</param>
/// <param name="SavedHash">Hash of the state there; empty where it was not taken.</param>
/// <param name="Reserved">Ticks up to this one may have begun.</param>
/// <param name="Tail">Sequence of the journal's last command.</param>
/// <param name="Paused">The clock as it was set last.</param>
/// <param name="Speed">The clock as it was set last.</param>
/// <param name="Writer">The root that wrote it: after a doubtful write it knows its own.</param>
internal sealed record RootRecord(
    long Version, long Epoch, long SavedEpoch, long SavedTick, string SavedHash, long Reserved, long Tail, bool Paused, double Speed, string Writer);

/// <summary>
/// The cluster's state on disk: the root's record, the journal, and what nodes wrote at checkpoints. Every silo sees the
/// same. A write is durable when its task ends; one that fails may still have been made.
/// </summary>
internal interface IClusterStore
{
    Task<RootRecord> ReadRoot();

    /// <summary>Writes the record if its version is still that of the store, and adds a command in the same stroke.</summary>
    /// <returns>The record with its new version; null where another has written since.</returns>
    Task<RootRecord?> Write(RootRecord record, JournalEntry? entry);

    Task<JournalEntry?> Find(string id);

    /// <summary>Commands that take effect with a tick or later, in order.</summary>
    Task<IReadOnlyList<JournalEntry>> From(long tick);

    Task SaveNode(long epoch, long tick, NodePath node, byte[] state);

    /// <exception cref="FormatException">It is missing or damaged.</exception>
    Task<byte[]> LoadNode(long epoch, long tick, NodePath node);

    /// <summary>Lets go of all checkpoints but one.</summary>
    Task KeepOnly(long epoch, long tick);

    /// <summary>History of readings and occurrences.</summary>
    HistoryStore History { get; }

    /// <summary>A secret of the cluster, made with the store: its silos know each other's calls by it.</summary>
    string SharedKey { get; }
}
