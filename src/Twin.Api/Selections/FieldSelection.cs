using System.Text.Json;
using System.Text.Json.Nodes;

namespace Twin.Api;

/// <summary>The members of an answer, or of each item of a page, that a caller wants.</summary>
internal sealed class FieldSelection(IReadOnlyCollection<string> names)
{
    /// <summary>Names of a view's members on the wire.</summary>
    public static IReadOnlyCollection<string> Of(Type view) => [.. view.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];

    /// <summary>The view with the wanted members alone, in its own order.</summary>
    public JsonObject Pick<T>(T view, JsonSerializerOptions options)
    {
        var all = JsonSerializer.SerializeToNode(view, options)!.AsObject();
        foreach (var name in all.Select(m => m.Key).Where(k => !names.Contains(k)).ToArray())
        {
            all.Remove(name);
        }

        return all;
    }
}
