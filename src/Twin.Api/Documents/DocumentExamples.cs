using System.Text.Json.Nodes;

namespace Twin.Api;

/// <summary>A call and its answer for each operation, as a twin of the world <c>small</c> gave it; a test makes each call again.</summary>
internal static class DocumentExamples
{
    private static readonly Lazy<JsonObject> All = new(() =>
    {
        using var file = typeof(DocumentExamples).Assembly.GetManifestResourceStream("Twin.Api.Documents.examples.json")!;
        return JsonNode.Parse(file)!.AsObject();
    });

    public static JsonNode? Parameter(string operation, string name) => All.Value[operation]?["parameters"]?[name]?.DeepClone();

    public static JsonNode? Request(string operation) => All.Value[operation]?["request"]?.DeepClone();

    public static JsonNode? Response(string operation) => All.Value[operation]?["response"]?.DeepClone();
}
