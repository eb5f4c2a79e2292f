using Dapper;
using Microsoft.Data.Sqlite;
using Twin.Model;

namespace Twin.Engine;

/// <summary>A saved state, checked.</summary>
/// <param name="State">What <see cref="World.Save"/> wrote.</param>
/// <param name="Side">What stands beside the state: history's open intervals, the count of occurrences.</param>
internal sealed record Checkpoint(long Tick, byte[] State, byte[] Side);

/// <summary>The last few states of a twin. A state is written whole or not at all, and read only if its hash agrees.</summary>
internal sealed class CheckpointStore : IDisposable
{
    // Uncompressed: columns of floats give a quick compressor little, and a state is written in the background anyway.
    private const string Schema =
        "CREATE TABLE IF NOT EXISTS checkpoints (tick INTEGER PRIMARY KEY, wallMs INTEGER NOT NULL, hash INTEGER NOT NULL, side BLOB NOT NULL, state BLOB NOT NULL);";

    private const int PieceBytes = 1 << 20;
    private readonly SqliteFile _file;
    private readonly int _kept;

    /// <param name="path">Null: in memory.</param>
    /// <param name="kept">States to keep, at least 1.</param>
    public CheckpointStore(string? path, int kept)
    {
        _file = new SqliteFile(path, wal: false, Schema);
        _kept = kept;
    }

    /// <summary>Ticks of the states that are kept, newest first.</summary>
    public IReadOnlyList<long> Ticks => [.. _file.Read(c => c.Query<long>("SELECT tick FROM checkpoints ORDER BY tick DESC"))];

    /// <summary>Keeps a state and lets go of the oldest.</summary>
    public void Write(long tick, long wallMs, StateWriter state, StateWriter side) => _file.Write((connection, transaction) =>
    {
        connection.Execute(
            "INSERT OR REPLACE INTO checkpoints (tick, wallMs, hash, side, state) VALUES (@tick, @wallMs, @hash, zeroblob(@sideBytes), zeroblob(@stateBytes))",
            new { tick, wallMs, hash = HashOf(state.Written, side.Written), sideBytes = side.Length, stateBytes = state.Length }, transaction);
        Fill(connection, "side", tick, side.Written);
        Fill(connection, "state", tick, state.Written);
        connection.Execute(
            "DELETE FROM checkpoints WHERE tick NOT IN (SELECT tick FROM checkpoints ORDER BY tick DESC LIMIT @kept)", new { kept = _kept }, transaction);
    });

    /// <summary>Reads a state.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public Checkpoint Read(long tick) => _file.Read(connection =>
    {
        var hash = connection.QuerySingle<long>("SELECT hash FROM checkpoints WHERE tick = @tick", new { tick });
        var checkpoint = new Checkpoint(tick, Whole(connection, "state", tick), Whole(connection, "side", tick));
        return HashOf(checkpoint.State, checkpoint.Side) == hash
            ? checkpoint : throw new FormatException("its hash does not agree with its bytes; it was torn or damaged on the disk.");
    });

    public void Dispose() => _file.Dispose();

    private static long HashOf(ReadOnlySpan<byte> state, ReadOnlySpan<byte> side)
    {
        var hasher = new StateHasher();
        hasher.Bytes(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(state), state.Length));
        hasher.Bytes(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(side), side.Length));
        return (long)hasher.Result();
    }

    private static void Fill(SqliteConnection connection, string column, long tick, ReadOnlySpan<byte> bytes)
    {
        using var blob = new SqliteBlob(connection, "checkpoints", column, tick);
        for (var at = 0; at < bytes.Length; at += PieceBytes)
        {
            blob.Write(bytes.Slice(at, Math.Min(PieceBytes, bytes.Length - at)));
        }
    }

    private static byte[] Whole(SqliteConnection connection, string column, long tick)
    {
        using var blob = new SqliteBlob(connection, "checkpoints", column, tick, readOnly: true);
        var bytes = new byte[blob.Length];
        blob.ReadExactly(bytes);
        return bytes;
    }
}
