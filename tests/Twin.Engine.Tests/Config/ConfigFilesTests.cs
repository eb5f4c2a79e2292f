using System.Text.Json.Nodes;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Engine.Tests.Config;

/// <summary>Every file under config is read by something, and every kind has the schema that its reader has.</summary>
public sealed class ConfigFilesTests
{
    // Set to write the schemas instead of comparing them.
    private const string Rewrite = "TWIN_WRITE_SCHEMAS";

    [Fact]
    public void Every_file_is_loaded_by_a_built_in_world()
    {
        var loaded = WorldFolder.Names().SelectMany(name => name == WorldFolder.DefaultWorld ? DefaultWorld.Loaded.Files : WorldLoader.Load(name).Files).Select(Path.GetFullPath).ToHashSet();
        Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file))
            .Where(file => !file.StartsWith("schema", StringComparison.Ordinal) && !file.StartsWith("events", StringComparison.Ordinal))
            .Where(file => !loaded.Contains(Path.GetFullPath(Path.Combine(WorldFolder.Config, file))))
            .ShouldBeEmpty("No built-in world refers to these; let one do so, or take them out.");
    }

    /// <summary>The default world, or the built-in world whose name the file begins with.</summary>
    private static WorldSpec WorldOf(string file) =>
        WorldFolder.Names().Where(n => n != "datong").FirstOrDefault(n => Path.GetFileName(file).StartsWith(n, StringComparison.Ordinal)) is { } name
            ? WorldLoader.Load(name).World : DefaultWorld.Loaded.World;

    [Fact]
    public void Every_file_of_events_holds_in_its_world() =>
        Directory.EnumerateFiles(Path.Combine(Source, "events")).SelectMany(file => EventsFile.Load(file, WorldOf(file)))
            .Select(e => e.Id).ShouldContain("datong-july-1");

    [Fact]
    public void The_schemas_are_those_of_the_readers()
    {
        var folder = Path.Combine(Source, "schema");
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in ConfigSchemas.All())
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        foreach (var (name, text) in ConfigSchemas.All())
        {
            File.ReadAllText(Path.Combine(folder, name)).ShouldBe(text, $"config/schema/{name} is not what its reader wants; run this test with {Rewrite}=1.");
        }

        Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
            .ShouldBe(ConfigSchemas.All().Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_schema_says_what_the_reader_says()
    {
        var schema = JsonNode.Parse(ConfigSchemas.All().Single(s => s.Name == "rack-classes.schema.json").Text)!;
        schema["properties"]!["kind"]!["const"]!.GetValue<string>().ShouldBe("RackClasses");
        schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        var rack = schema["properties"]!["spec"]!["properties"]!["classes"]!["items"]!;
        rack["required"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldBe(["name", "title", "source", "design"]);
        rack["properties"]!["design"]!["type"]!.GetValue<string>().ShouldBe("string");
        rack["properties"]!["idleShare"]!["maximum"]!.GetValue<double>().ShouldBe(0.9);
        rack["properties"]!["curve"]!["minItems"]!.GetValue<int>().ShouldBe(3);
        rack["properties"]!["fans"]!["enum"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldBe(["efficient", "legacy", "none"]);
    }

    private static string Source => Path.Combine(RepositoryRoot.Folder, "config");
}

/// <summary>The checkout that the tests run in.</summary>
internal static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Twin.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No Twin.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
    }
}
