using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The API's own description, OpenAPI 3.1, made from the endpoints and what they declare.</summary>
internal static class TwinDocument
{
    private const string Name = "v1";

    public static void AddTwinDocument(this IServiceCollection services) =>
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = NameOf;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Twin",
                    Version = "v1",
                    Description = "A live digital twin of data-center regions. Times are UTC, simulated unless named otherwise; units stand in names.",
                };

                // Callers know where they found this; a written address would change with every port.
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) => DescribeParameters(operation, context));
            options.AddSchemaTransformer(DescribeOwn);
        });

    public static void MapTwinDocument(this IEndpointRouteBuilder app) => app.MapOpenApi($"/openapi/{Name}.json");

    // On the wire there are nodes and events; that these are our views of them is ours to know.
    private static string? NameOf(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name
        ? name.EndsWith("View", StringComparison.Ordinal) ? name[..^4] : name
        : type.Type == typeof(ReadingView) ? "Reading" : null;

    private static Task DescribeParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameters>().SelectMany(q => q.All))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = SchemaOf(parameter),
                Explode = parameter.Kind != QueryKind.Names,
                Style = parameter.Kind == QueryKind.Names ? ParameterStyle.Form : null,
            });
        }

        foreach (var header in metadata.OfType<HeaderParameter>())
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = header.Name, In = ParameterLocation.Header, Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64 },
            });
        }

        return Task.CompletedTask;
    }

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
            Items = p.Kind == QueryKind.Names ? new OpenApiSchema { Type = JsonSchemaType.String } : null,
            Default = p.Usual.Length == 0 ? null : number ? JsonNode.Parse(p.Usual) : JsonValue.Create(p.Usual),
        };
        if (p.Choices is { Length: > 0 } choices)
        {
            schema.Enum = [.. choices.Select(c => (JsonNode)JsonValue.Create(c))];
        }

        return schema;
    }

    /// <summary>What writes itself has no shape that could be found: it is said here.</summary>
    private static async Task DescribeOwn(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { IsEnum: true } names)
        {
            // Where it may be null is said where it stands; the names themselves are the same everywhere.
            var bare = await context.GetOrCreateSchemaAsync(names, null, cancel);
            (schema.Enum, schema.Description) = (bare.Enum, bare.Description);
        }
        else if (context.JsonTypeInfo.Type == typeof(ReadingView))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "Metrics by name, those that were asked for; null where the node has no value.";
            schema.Properties = Metrics.All.ToDictionary(m => m.Name, m => (IOpenApiSchema)new OpenApiSchema
            {
                Type = JsonSchemaType.Number | JsonSchemaType.Null,
                Description = m.Unit.Length == 0 ? "Ratio." : m.Unit,
            });
        }
        else if (context.JsonPropertyInfo is { Name: "magnitude", DeclaringType: var owner } && owner == typeof(EventRequest))
        {
            schema.Type = JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Null;
            schema.Description = "A number in the catalogue's unit, or a text with its unit, such as \"8 K\". Left out: the usual one.";
        }
    }
}
