using Twin.Engine.Config;

namespace Twin.Engine.Tests.Config;

/// <summary>A copy of the small world that a test may spoil; it goes with the test.</summary>
internal sealed class WorldOnDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-world-").FullName;

    public WorldOnDisk()
    {
        foreach (var file in new[]
        {
            "worlds/small.yaml", "regions/small/shanxi.yaml", "regions/small/guangdong.yaml", "climates.yaml", "rack-classes.yaml", "workloads.yaml", "links-small.yaml", "jobs-small.yaml",
            "plants.yaml", "power.yaml",
        })
        {
            Write(file, File.ReadAllText(Path.Combine(WorldFolder.Config, file)));
        }
    }

    public string World => PathOf("worlds/small.yaml");

    public string PathOf(string file) => Path.Combine(_folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>Replaces the first occurrence of a text, which must be there; answers its line.</summary>
    public int Replace(string file, string old, string with)
    {
        var text = Read(file);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"'{old}' is not in {file}");
        Write(file, text[..at] + with + text[(at + old.Length)..]);
        return text.AsSpan(0, at).Count('\n') + 1;
    }

    public LoadedWorld Load(WorldOptions? options = null) => WorldLoader.Load(World, options);

    /// <summary>All faults, with files relative to the folder.</summary>
    public string[] Faults(WorldOptions? options = null) =>
        [.. Should.Throw<ConfigException>(() => Load(options)).Faults.Select(f => f.ToString().Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
