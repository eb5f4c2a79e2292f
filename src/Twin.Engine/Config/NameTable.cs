using Twin.Contracts;

namespace Twin.Engine.Config;

/// <summary>Things that other files refer to by name, in the order of their file.</summary>
internal sealed class NameTable<T> where T : class
{
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public IReadOnlyCollection<string> Names => _names;

    /// <summary>The file of these names could not be read whole: a name that is missing here is then no fault of who refers to it.</summary>
    public bool Broken { get; set; }

    public T? Find(string name) => _values.GetValueOrDefault(name);

    public bool TryAdd(string name, T value)
    {
        if (!_values.TryAdd(name, value))
        {
            return false;
        }

        _names.Add(name);
        return true;
    }

    /// <summary>The value, or null: with a fault at its place, unless the names themselves are broken.</summary>
    public T? Known<TFile>(string name, string noun, ConfigDocument<TFile> file, string pointer, WorldSources sources)
    {
        var value = Find(name);
        if (value is null && !Broken)
        {
            sources.Fault(file, pointer, $"there is no {noun} '{name}'; {Nearest.Clause(name, Names)}");
        }

        return value;
    }
}
