using System.Globalization;
using System.Text;
using System.Text.Json;
using Twin.Model;

namespace Twin.Workplace;

/// <summary>Every word that the console says, out of the live page's own resource: the two speak alike.</summary>
internal static class Words
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Known = new(Read);

    /// <summary>All keys, for a test that holds the pages to them.</summary>
    public static IEnumerable<string> Keys => Known.Value.Keys;

    /// <summary>A text by its key, with its {places} filled.</summary>
    /// <exception cref="KeyNotFoundException">No resource has the key.</exception>
    public static string Say(string key, params ReadOnlySpan<(string Name, object? Value)> places)
    {
        var text = Known.Value.TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"No resource has the text '{key}'. Add it to page/src/console/en.ts.");
        if (places.Length == 0)
        {
            return text;
        }

        var said = new StringBuilder(text);
        foreach (var (name, value) in places)
        {
            said.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return said.ToString();
    }

    /// <summary>A value of an enumeration, as <c>kind.heatWave</c>; its own name where no resource has it.</summary>
    public static string Named<T>(string prefix, T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return Known.Value.GetValueOrDefault($"{prefix}.{char.ToLowerInvariant(name[0])}{name[1..]}") ?? name;
    }

    /// <summary>A text by its key, or null.</summary>
    public static string? Find(string key) => Known.Value.GetValueOrDefault(key);

    public static string Kind(EventKind kind) => Named("kind", kind);

    private static IReadOnlyDictionary<string, string> Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "wwwroot", "words.json");
        return File.Exists(path)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!
            : throw new FileNotFoundException($"The console's words were not built into this program: {path} is missing. Run npm run build in src/Twin.Api/page, and build the program again.", path);
    }
}
