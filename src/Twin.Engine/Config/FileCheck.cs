using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>What checking a file found.</summary>
/// <param name="Kind">What it says it is; null where that is not known.</param>
/// <param name="Faults">What is wrong, each at its place.</param>
/// <param name="Warnings">What looks wrong and can run.</param>
/// <param name="Notes">What a reader should know about it.</param>
public sealed record CheckedFile(string? Kind, IReadOnlyList<ConfigFault> Faults, IReadOnlyList<ConfigFault> Warnings, IReadOnlyList<string> Notes);

/// <summary>Checks files of ours without running anything.</summary>
public static class FileCheck
{
    /// <summary>
    /// Checks one file: a world with everything that it refers to, events against a world, any other kind by its shape.
    /// </summary>
    /// <param name="path">YAML or JSON, or the name of a built-in world.</param>
    /// <param name="world">The world that events are held against; asked for only where the file holds events.</param>
    public static CheckedFile Of(string path, Func<WorldSpec> world)
    {
        if (!File.Exists(path) && WorldFolder.Names().Contains(path))
        {
            return World(path);
        }

        var faults = new FaultList();
        var kind = new ConfigReader(faults).Check(path, path);
        if (faults.Any)
        {
            return new CheckedFile(kind, faults.All, [], []);
        }

        return kind switch
        {
            ConfigKinds.World => World(path),
            ConfigKinds.Events => Events(path, world()),
            _ => new CheckedFile(kind, [], [], []),
        };
    }

    private static CheckedFile World(string path)
    {
        try
        {
            var loaded = WorldLoader.Load(path);
            return new CheckedFile(ConfigKinds.World, [], loaded.Warnings, loaded.Notes);
        }
        catch (ConfigException e)
        {
            return new CheckedFile(ConfigKinds.World, e.Faults, [], []);
        }
    }

    private static CheckedFile Events(string path, WorldSpec world)
    {
        try
        {
            var events = EventsFile.Load(path, world);
            return new CheckedFile(ConfigKinds.Events, [], [], [$"{events.Count} events in the world '{world.Name}'"]);
        }
        catch (ConfigException e)
        {
            return new CheckedFile(ConfigKinds.Events, e.Faults, [], []);
        }
    }
}
