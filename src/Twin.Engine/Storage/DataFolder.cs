namespace Twin.Engine;

/// <summary>
/// Where a twin keeps its journal, checkpoints and history: a folder that one process at a time may use, or memory,
/// which keeps nothing.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const int CheckpointsKept = 3;
    private const string JournalName = "journal.db";
    private const string CheckpointsName = "checkpoints.db";
    private readonly FolderLock? _lock;

    /// <param name="folder">Made where it is missing; null: memory.</param>
    /// <exception cref="DataFolderException">It is in use, belongs to another twin, or cannot be read or written.</exception>
    public DataFolder(string? folder, TwinIdentity identity)
    {
        try
        {
            if (folder is not null)
            {
                _lock = new FolderLock(folder);
                RefuseWithoutJournal(folder);
            }

            Journal = new Journal(File(folder, JournalName));
            Refuse(folder, Journal.Claim(identity).Differences(identity));
            Checkpoints = folder is null ? null : new CheckpointStore(File(folder, CheckpointsName), CheckpointsKept);
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

    // The journal is made first: checkpoints without one have lost it, and with it the commands since the newest of them.
    private static void RefuseWithoutJournal(string folder)
    {
        if (System.IO.File.Exists(Path.Combine(folder, CheckpointsName)) && !System.IO.File.Exists(Path.Combine(folder, JournalName)))
        {
            throw new DataFolderException(
                $"The data folder '{folder}' has {CheckpointsName} but no {JournalName}: the commands that the twin had accepted are gone, and without them it would go on as another twin. "
                + $"Put {JournalName} back, or start with another folder (--data DIR), or move everything out of this one to start anew.");
        }
    }

    private static void Refuse(string? folder, IReadOnlyList<string> differences)
    {
        if (differences.Count > 0)
        {
            throw new DataFolderException(
                $"The data folder '{folder}' belongs to another twin: {string.Join("; ", differences)}. Start with the options that it was made with, or with another folder (--data DIR).");
        }
    }
}
