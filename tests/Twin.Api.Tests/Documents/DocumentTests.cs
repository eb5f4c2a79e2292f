using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Twin.Api.Tests.Documents;

/// <summary>The API's own description: complete, and the one that is committed.</summary>
public sealed class DocumentTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    // Set to write the committed document instead of comparing it.
    private const string Rewrite = "TWIN_WRITE_OPENAPI";

    internal static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var text = (await served.Get("/openapi/v1.json")).ToJsonString(Indented) + "\n";
        var file = Committed();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            File.WriteAllText(file, text);
        }

        File.ReadAllText(file).ShouldBe(text, $"src/Twin.Api/openapi.v1.json is not what the API does. If the change is wanted, run this test with {Rewrite}=1.");
    }

    [Fact]
    public async Task Every_operation_is_named_summed_up_and_answers_with_a_shape()
    {
        var document = await served.Get("/openapi/v1.json");
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        var ids = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var name = $"{method} {path}";
                ids.Add(operation!["operationId"]!.GetValue<string>());
                operation["summary"]!.GetValue<string>().ShouldNotBeEmpty(name);
                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                {
                    parameter!["description"].ShouldNotBeNull($"{name} {parameter["name"]}");
                    parameter["schema"]!["type"].ShouldNotBeNull($"{name} {parameter["name"]}");
                }

                foreach (var (status, response) in operation["responses"]!.AsObject())
                {
                    if (status != "304")
                    {
                        response!["content"]!.AsObject().Count.ShouldBeGreaterThan(0, $"{name} {status}");
                        response["content"]!.AsObject().ShouldAllBe(c => c.Value!["schema"]!.AsObject().Count > 0, $"{name} {status}");
                    }
                }
            }
        }

        ids.ShouldBe(ids.Distinct());
        ids.Count.ShouldBeGreaterThanOrEqualTo(17);
    }

    [Fact]
    public async Task No_member_is_without_a_type()
    {
        foreach (var (name, schema) in (await served.Get("/openapi/v1.json"))["components"]!["schemas"]!.AsObject())
        {
            (schema!["type"] ?? schema["enum"]).ShouldNotBeNull(name);
            foreach (var (member, shape) in schema["properties"]?.AsObject() ?? [])
            {
                (shape!["type"] ?? shape["$ref"] ?? shape["oneOf"]).ShouldNotBeNull($"{name}.{member}");
            }
        }
    }

    private static string Committed([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Twin.Api", "openapi.v1.json");
}
