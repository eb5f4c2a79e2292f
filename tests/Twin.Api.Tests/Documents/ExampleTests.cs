using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Twin.Api.Tests.Documents;

/// <summary>Each operation is called as its example says: the answer has the shape that the document promises, and so has the example.</summary>
public sealed class ExampleTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    // Set to put the answers into the examples; the document shows them once the program is built again, and is then written anew.
    private const string Rewrite = "TWIN_WRITE_EXAMPLES";

    // What shows in a list of many shows in the first of them.
    private const int MostItems = 2;

    [Fact]
    public async Task Every_operation_answers_to_its_example_in_its_shape()
    {
        await served.Until(60);
        var document = await served.Get("/openapi/v1.json");
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Path: p.Key, Method: o.Key, Of: o.Value!)))
            .ToDictionary(o => o.Of["operationId"]!.GetValue<string>());
        var examples = JsonNode.Parse(await File.ReadAllTextAsync(Committed()))!.AsObject();
        examples.Select(e => e.Key).ShouldBe(operations.Keys, ignoreOrder: true, "each operation has one example");
        var faults = new List<string>();
        foreach (var (id, example) in examples)
        {
            var (path, method, operation) = operations[id];
            var answer = await Call(method, path, operation, example!);
            var success = operation["responses"]!.AsObject().First(r => r.Key is "200" or "202").Value!["content"]!.AsObject();
            var (type, body) = success.FirstOrDefault(c => c.Key == "application/json") is { Key: not null } json ? (json.Key, json.Value!) : (success.First().Key, success.First().Value!);
            if (type == "application/json")
            {
                var shapes = new Shapes(document, lacks: example!["parameters"]!["fields"] is not null);
                faults.AddRange(shapes.Faults(answer, body["schema"]!, $"answer of {id}"));
                faults.AddRange(shapes.Faults(body["example"], body["schema"]!, $"example of {id}"));
            }

            if (body["example"] is null)
            {
                faults.Add($"{id} has no example of an answer; run this test with {Rewrite}=1");
            }

            example!["response"] = Short(answer);
        }

        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(Committed(), examples.ToJsonString(DocumentTests.Indented) + "\n");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_message_of_the_stream_is_in_its_shape()
    {
        var document = await served.Get("/openapi/v1.json");
        var shapes = new Shapes(document);
        var messages = document["components"]!["schemas"]!["Stream"]!["properties"]!.AsObject();
        await ServedTwin.Read(await served.Post("/api/v1/events", """{"kind":"feedLoss","target":"guangdong/shaoguan/ai","duration":"1m"}"""), 202);
        using var response = await served.Http.GetAsync("/api/v1/stream?rate=20&nodes=network,shanxi,guangdong/shaoguan/ai", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var patience = new CancellationTokenSource(ServedTwin.Patience);
        var open = messages.Select(m => m.Key).ToHashSet();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(patience.Token))
        {
            shapes.Faults(JsonNode.Parse(item.Data), messages[item.EventType]!, item.EventType).ShouldBeEmpty();
            open.Remove(item.EventType);
            if (open.Count == 0)
            {
                return;
            }

            if (open.SetEquals(["occurrence"]))
            {
                (await served.Post("/api/v1/events", """{"kind":"feedLoss","target":"guangdong/shaoguan/ai","duration":"1m"}""")).Dispose();
            }
        }

        open.ShouldBeEmpty("these did not come");
    }

    [Fact]
    public async Task A_problem_is_in_its_shape()
    {
        var document = await served.Get("/openapi/v1.json");
        var problem = document["components"]!["schemas"]!["Problem"]!;
        var shapes = new Shapes(document);
        shapes.Faults(problem["examples"]!.AsArray().Single(), problem).ShouldBeEmpty();
        foreach (var path in (string[])["/api/v1/nodes?limit=0", "/api/v1/nodes/atlantis", "/api/v1/nothing"])
        {
            using var response = await served.Http.GetAsync(path);
            shapes.Faults(JsonNode.Parse(await response.Content.ReadAsStringAsync()), problem).ShouldBeEmpty(path);
        }
    }

    private async Task<JsonNode> Call(string method, string path, JsonNode operation, JsonNode example)
    {
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var (name, value) in example["parameters"]!.AsObject())
        {
            var parameter = (operation["parameters"]?.AsArray() ?? []).SingleOrDefault(p => p!["name"]!.GetValue<string>() == name);
            parameter.ShouldNotBeNull($"{operation["operationId"]} has no parameter '{name}'");
            parameter["example"].ShouldNotBeNull();
            var text = Uri.EscapeDataString(value!.GetValue<string>());
            switch (parameter["in"]!.GetValue<string>())
            {
                case "path": path = path.Replace($"{{{name}}}", text, StringComparison.Ordinal); break;
                case "query": query.Add($"{name}={text}"); break;
                default: headers.Add((name, text)); break;
            }
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), $"{path}?{string.Join('&', query)}");
        if (example["request"] is { } body)
        {
            request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }

        headers.ForEach(h => request.Headers.Add(h.Item1, h.Item2));
        using var response = await served.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBeInRange(200, 299, $"{method} {path}: {(response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync())}");
        switch (response.Content.Headers.ContentType!.MediaType)
        {
            case "application/json":
                return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            case "text/event-stream":
                await using (var stream = await response.Content.ReadAsStreamAsync())
                await foreach (var item in SseParser.Create(stream).EnumerateAsync())
                {
                    return JsonValue.Create($"event: {item.EventType}\ndata: {item.Data}\nid: {item.EventId}\n\n");
                }

                throw new InvalidOperationException("the stream ended before its first message");
            default:
                return JsonValue.Create(await response.Content.ReadAsStringAsync());
        }
    }

    private static JsonNode? Short(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Take(MostItems).Select(Short)]),
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Short(m.Value)))),
        _ => node?.DeepClone(),
    };

    private static string Committed([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Twin.Api", "Documents", "examples.json");
}
