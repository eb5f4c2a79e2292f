namespace Twin.Engine.Config;

/// <summary>Where one loading reads from: resolves references, keeps faults and warnings, accounts for every file.</summary>
internal sealed class WorldSources
{
    private readonly ConfigReader _reader;
    private readonly List<string> _files = [];
    private readonly List<ConfigFault> _warnings = [];

    public WorldSources()
    {
        _reader = new ConfigReader(Faults);
    }

    public FaultList Faults { get; } = new();

    public IReadOnlyList<string> Files => _files;

    public IReadOnlyList<ConfigFault> Warnings => _warnings;

    /// <summary>A file that another one refers to; where it is absent, the fault stands at the reference.</summary>
    public ConfigDocument<ConfigFile<T>>? Read<T>(string reference, string kind, ConfigDocument<ConfigFile<WorldEntry>> from, string pointer)
    {
        var path = Resolve(from.Path, reference);
        if (!File.Exists(path))
        {
            Fault(from, pointer, $"there is no file '{reference}'; write it relative to this file");
            return null;
        }

        return Read<T>(path, kind);
    }

    public ConfigDocument<ConfigFile<T>>? Read<T>(string path, string kind)
    {
        _files.Add(path);
        return _reader.Read<ConfigFile<T>>(path, kind, path);
    }

    /// <summary>The content of a file that is no YAML, or null with a fault at the place that refers to it.</summary>
    public byte[]? ReadBytes<T>(string path, ConfigDocument<T>? from, string pointer, long largestBytes)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                Refuse(from, pointer, path, $"there is no file '{path}'; check the name");
                return null;
            }

            if (info.Length > largestBytes)
            {
                Refuse(from, pointer, path, $"'{path}' has {info.Length / 1048576.0:0.0} MiB; at most {largestBytes / 1048576} MiB are read");
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            _files.Add(path);
            _reader.Account(Path.GetFileName(path), bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(from, pointer, path, $"'{path}' cannot be read: {e.Message}");
            return null;
        }
    }

    public void Account(string choice) => _reader.Account(choice, []);

    public string Digest() => _reader.Digest();

    public void Fault<T>(ConfigDocument<T> document, string pointer, string message) =>
        Faults.Add(document.File, document.At(pointer), message);

    public void Warn<T>(ConfigDocument<T> document, string pointer, string message)
    {
        var at = document.At(pointer);
        _warnings.Add(new ConfigFault(document.File, at.Line, at.Column, message));
    }

    /// <summary>A path written in a file, made relative to that file.</summary>
    public static string Resolve(string fromPath, string reference)
    {
        var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(fromPath))!, reference));
        return Path.IsPathRooted(fromPath) ? full : Path.GetRelativePath(Environment.CurrentDirectory, full);
    }

    private void Refuse<T>(ConfigDocument<T>? from, string pointer, string path, string message)
    {
        if (from is null)
        {
            Faults.Add(path, message);
        }
        else
        {
            Fault(from, pointer, message);
        }
    }
}
