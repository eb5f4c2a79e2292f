using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

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
            options.AddOperationTransformer(OperationNotes.Describe);
            options.AddSchemaTransformer(SchemaNotes.Describe);
        });

    public static void MapTwinDocument(this IEndpointRouteBuilder app) => app.MapOpenApi($"/openapi/{Name}.json");

    // On the wire there are nodes and events; that these are our views of them is ours to know.
    private static string? NameOf(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name
        ? name.EndsWith("View", StringComparison.Ordinal) ? name[..^4] : name
        : type.Type == typeof(ReadingView) ? "Reading" : null;
}
