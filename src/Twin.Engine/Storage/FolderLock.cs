namespace Twin.Engine;

/// <summary>A data folder that one process at a time may use; it is made where it is missing.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="DataFolderException">Another process uses it.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public FolderLock(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            _file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DataFolderException(
                $"The data folder '{folder}' is in use by another twin on this machine. Stop that one first, or give this one a folder of its own (--data DIR).", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
