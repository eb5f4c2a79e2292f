namespace Twin.Engine;

/// <summary>
/// Where a twin keeps its journal, checkpoints and history: a folder that one process at a time may use, or memory,
/// which keeps nothing.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const int CheckpointsKept = 3;
    private readonly FolderLock? _lock;

    /// <param name="folder">Made where it is missing; null: memory.</param>
    /// <exception cref="DataFolderException">It is in use, belongs to another twin, or cannot be read or written.</exception>
    public DataFolder(string? folder, TwinIdentity identity)
    {
        try
        {
            _lock = folder is null ? null : new FolderLock(folder);
            Journal = new Journal(File(folder, "journal.db"));
            Refuse(folder, Journal.Claim(identity).Differences(identity));
            Checkpoints = folder is null ? null : new CheckpointStore(File(folder, "checkpoints.db"), CheckpointsKept);
            History = new HistoryStore(File(folder, "history.db"));
        }
        catch (Exception e)
        {
            Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new DataFolderException($"The data folder '{folder}' cannot be used: {e.Message} Name one that this user may write (--data DIR), or keep nothing (--ephemeral).", e);
            }

            throw;
        }
    }

    public Journal Journal { get; } = null!;

    /// <summary>Null in memory: there a twin starts anew.</summary>
    public CheckpointStore? Checkpoints { get; }

    public HistoryStore History { get; } = null!;

    public void Dispose()
    {
        Journal?.Dispose();
        Checkpoints?.Dispose();
        History?.Dispose();
        _lock?.Dispose();
    }

    private static string? File(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);

    private static void Refuse(string? folder, IReadOnlyList<string> differences)
    {
        if (differences.Count > 0)
        {
            throw new DataFolderException(
                $"The data folder '{folder}' belongs to another twin: {string.Join("; ", differences)}. Start with the options that it was made with, or with another folder (--data DIR).");
        }
    }
}
