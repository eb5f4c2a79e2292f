using Twin.Contracts;

namespace Twin.Engine.Config;

/// <summary>The worlds that come with the program, in <c>config</c> beside it.</summary>
public static class WorldFolder
{
    /// <summary>The world that runs when nobody names one.</summary>
    public const string DefaultWorld = "china";

    /// <summary>The folder <c>config</c> beside the program.</summary>
    public static string Config { get; } = Path.Combine(AppContext.BaseDirectory, "config");

    private static string Worlds => Path.Combine(Config, "worlds");

    /// <summary>Names of the worlds that come with the program, sorted.</summary>
    public static IReadOnlyList<string> Names() =>
        Directory.Exists(Worlds)
            ? [.. Directory.EnumerateFiles(Worlds, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The file of a world by name, or the path itself where it is one.</summary>
    /// <exception cref="ConfigException">Neither a file nor a known name; says which names there are.</exception>
    internal static string Find(string world)
    {
        if (File.Exists(world))
        {
            return world;
        }

        var names = Names();
        return names.Contains(world)
            ? Path.Combine(Worlds, world + ".yaml")
            : throw new ConfigException([new ConfigFault(world, 0, 0, $"there is no world file or built-in world of this name; {Nearest.Clause(world, names)}")]);
    }
}
