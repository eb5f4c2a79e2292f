namespace Twin.Engine.Config;

/// <summary>One thing wrong in a file that a person wrote: where it stands, what it is, how to mend it.</summary>
/// <param name="File">The file as the person knows it.</param>
/// <param name="Line">From 1; 0 where the fault is the file itself.</param>
/// <param name="Column">From 1; 0 where the fault is the file itself.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record ConfigFault(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, the form editors jump to.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}

/// <summary>A world (or any file of ours) does not hold; carries every fault that was found.</summary>
public sealed class ConfigException : Exception
{
    // A screenful; a file with more faults than that is usually the wrong file.
    private const int Shown = 40;

    public ConfigException(IReadOnlyList<ConfigFault> faults) : base(Write(faults))
    {
        Faults = faults;
    }

    public IReadOnlyList<ConfigFault> Faults { get; }

    private static string Write(IReadOnlyList<ConfigFault> faults)
    {
        var lines = faults.Take(Shown).Select(f => f.ToString());
        return string.Join('\n', faults.Count > Shown ? lines.Append($"and {faults.Count - Shown} more") : lines);
    }
}

/// <summary>Gathers faults, so that one reading reports them all.</summary>
internal sealed class FaultList
{
    // Bounds the memory that a hostile file can take with its faults.
    private const int Limit = 1000;

    private readonly List<ConfigFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public int Count => _faults.Count;

    public IReadOnlyList<ConfigFault> All => _faults;

    public void Add(string file, string message) => Add(new ConfigFault(file, 0, 0, message));

    public void Add(string file, ConfigNode at, string message) => Add(new ConfigFault(file, at.Line, at.Column, message));

    public void Add(ConfigFault fault)
    {
        if (_faults.Count < Limit)
        {
            _faults.Add(fault);
        }
    }

    /// <exception cref="ConfigException">There is at least one fault.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new ConfigException(_faults.ToArray());
        }
    }
}
