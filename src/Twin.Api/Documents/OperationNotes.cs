using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Twin.Api;

/// <summary>What the document says of an operation beyond what its handler shows: parameters, tables, tags, refusals, examples.</summary>
internal static class OperationNotes
{
    private const string Any = "default";

    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameters>().SelectMany(q => q.All))
        {
            (operation.Parameters ??= []).Add(Query(parameter));
        }

        foreach (var header in metadata.OfType<HeaderParameter>())
        {
            (operation.Parameters ??= []).Add(Header(header.Name, header.Description));
        }

        var responses = operation.Responses!;
        if (metadata.OfType<AlsoTable>().Any())
        {
            var content = ((OpenApiResponse)responses["200"]).Content!;
            content["text/csv"] = new OpenApiMediaType { Schema = Text() };
            content["application/x-ndjson"] = new OpenApiMediaType { Schema = Text() };
        }

        if (context.Description is { HttpMethod: "GET", RelativePath: { } path } && path.StartsWith("api/", StringComparison.Ordinal) && !responses["200"].Content!.ContainsKey("text/event-stream"))
        {
            Tag(operation, responses);
        }

        if (responses.TryGetValue("429", out var full))
        {
            ((OpenApiResponse)full).Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
            };
        }

        await Refuse(responses, context, cancel);
        Exemplify(operation, responses);
    }

    private static void Tag(OpenApiOperation operation, OpenApiResponses responses)
    {
        (operation.Parameters ??= []).Add(Header("If-None-Match", "The ETag of an answer that the caller has; where it is still good, the answer is 304."));
        responses["304"] = new OpenApiResponse { Description = "The caller has the answer already." };
        ((OpenApiResponse)responses["200"]).Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["ETag"] = new OpenApiHeader { Description = "Tag of this answer, for If-None-Match.", Schema = Text() },
        };
    }

    /// <summary>Whatever is refused beyond what an operation names itself.</summary>
    private static async Task Refuse(OpenApiResponses responses, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemView), null, cancel);
        responses[Any] = new OpenApiResponse
        {
            Description = "Any other refusal: 400 a parameter that is not known, 403 a page of another site, 414 a query that is too long, 421 a name that is not this twin's, 500 a fault of the twin.",
            Content = new Dictionary<string, OpenApiMediaType> { [ProblemView.ContentType] = new() { Schema = schema } },
        };
    }

    private static void Exemplify(OpenApiOperation operation, OpenApiResponses responses)
    {
        var id = operation.OperationId!;
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Example = DocumentExamples.Parameter(id, parameter.Name!);
        }

        if (DocumentExamples.Request(id) is { } request)
        {
            operation.RequestBody!.Content!["application/json"].Example = request;
        }

        // A table, or a stream, is one text; what else there is, is JSON.
        if (DocumentExamples.Response(id) is { } response)
        {
            var content = responses.First(r => r.Key is "200" or "202").Value.Content!;
            (content.TryGetValue("application/json", out var json) ? json : content.First().Value).Example = response;
        }
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64 },
    };

    private static OpenApiParameter Query(QueryParameter p) => new()
    {
        Name = p.Name,
        In = ParameterLocation.Query,
        Description = p.Description,
        Schema = SchemaOf(p),
        Explode = p.Kind != QueryKind.Names,
        Style = p.Kind == QueryKind.Names ? ParameterStyle.Form : null,
    };

    private static OpenApiSchema SchemaOf(QueryParameter p)
    {
        var number = p.Kind is QueryKind.Whole or QueryKind.Number;
        var schema = new OpenApiSchema
        {
            Type = p.Kind switch
            {
                QueryKind.Whole => JsonSchemaType.Integer,
                QueryKind.Number => JsonSchemaType.Number,
                QueryKind.Names => JsonSchemaType.Array,
                _ => JsonSchemaType.String,
            },
            Minimum = number ? p.Least.ToString(CultureInfo.InvariantCulture) : null,
            Maximum = number ? p.Most.ToString("R", CultureInfo.InvariantCulture) : null,
            MaxItems = p.Kind == QueryKind.Names ? QueryParameter.MostNames : null,
            Items = p.Kind == QueryKind.Names ? Text() : null,
            Default = p.Usual.Length == 0 ? null : number ? JsonNode.Parse(p.Usual) : JsonValue.Create(p.Usual),
        };
        if (p.Choices is { Length: > 0 } choices)
        {
            schema.Enum = [.. choices.Select(c => (JsonNode)JsonValue.Create(c))];
        }

        return schema;
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
