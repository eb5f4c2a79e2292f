using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>What the document says of shapes that cannot be found by looking at their types.</summary>
internal static class SchemaNotes
{
    private const string ProblemExample = """
        {"type":"about:blank","title":"Unprocessable Entity","status":422,
         "detail":"The magnitude of a heatWave is 80 K; it must be 0.5 to 20 K.",
         "errors":[{"pointer":"/magnitude","message":"The magnitude of a heatWave is 80 K; it must be 0.5 to 20 K."}]}
        """;

    public static async Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        if (Nullable.GetUnderlyingType(type) is { IsEnum: true } names)
        {
            // Where it may be null is said where it stands; the names themselves are the same everywhere.
            var bare = await context.GetOrCreateSchemaAsync(names, null, cancel);
            (schema.Enum, schema.Description) = (bare.Enum, bare.Description);
        }
        else if (type == typeof(ReadingView))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "Metrics by name, those that were asked for; null where the node has no value.";
            schema.Properties = Metrics.All.ToDictionary(m => m.Name, m => (IOpenApiSchema)new OpenApiSchema
            {
                Type = JsonSchemaType.Number | JsonSchemaType.Null,
                Description = m.Unit.Length == 0 ? "Ratio." : m.Unit,
            });
        }
        else if (type == typeof(ProblemView) && context.JsonPropertyInfo is null)
        {
            schema.Examples = [JsonNode.Parse(ProblemExample)!];
        }
        else if (type == typeof(ErrorView))
        {
            // It has a pointer or a parameter, as the fault lies in the body or in the address, or neither.
            schema.Required = new HashSet<string> { "message" };
        }
        else if (context.JsonPropertyInfo is { Name: "magnitude", DeclaringType: var owner } && owner == typeof(EventRequest))
        {
            schema.Type = JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Null;
            schema.Description = "A number in the catalogue's unit, or a text with its unit, such as \"8 K\". Left out: the usual one.";
        }
    }
}
