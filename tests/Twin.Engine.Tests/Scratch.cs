namespace Twin.Engine.Tests;

/// <summary>A folder of a test's own, gone when the test is.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch() => Path = Directory.CreateTempSubdirectory("twin-test-").FullName;

    public string Path { get; }

    /// <summary>What would be left on the disk if the process died now: a copy of every file but the lock.</summary>
    public Scratch CrashImage()
    {
        var image = new Scratch();
        foreach (var file in Directory.GetFiles(Path).Where(f => System.IO.Path.GetFileName(f) != "lock"))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = File.Create(System.IO.Path.Combine(image.Path, System.IO.Path.GetFileName(file)));
            from.CopyTo(to);
        }

        return image;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
