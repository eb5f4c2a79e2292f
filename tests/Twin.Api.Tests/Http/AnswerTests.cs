using System.Net;
using System.Text.Json.Nodes;

namespace Twin.Api.Tests.Http;

/// <summary>What all answers to questions have in common: a tag, and members that can be chosen.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private readonly ServedTwin _served = new();

    public async Task InitializeAsync()
    {
        await _served.InitializeAsync();
        await _served.Until(2);
        await ServedTwin.Read(await _served.Post("/api/v1/clock", """{"paused":true}"""), 200);
    }

    public Task DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/network")]
    [InlineData("/api/v1/nodes?level=hub")]
    [InlineData("/api/v1/nodes?level=hub&fields=path,reading")]
    [InlineData("/api/v1/nodes?format=csv")]
    [InlineData("/api/v1/nodes/shanxi")]
    [InlineData("/api/v1/nodes/shanxi/children")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks")]
    [InlineData("/api/v1/nodes/shanxi/history?metric=itKw")]
    [InlineData("/api/v1/aggregate?metrics=itKw")]
    [InlineData("/api/v1/aggregate?level=rack&metrics=inletC")]
    [InlineData("/api/v1/metrics")]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/events/catalogue")]
    [InlineData("/api/v1/occurrences")]
    [InlineData("/api/v1/clock")]
    [InlineData("/api/v1/hash")]
    public async Task A_caller_that_has_the_answer_gets_304(string path)
    {
        using var first = await _served.Http.GetAsync(path);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        var tag = first.Headers.ETag!.ToString();
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();
        foreach (var known in (string[])[tag, $"\"other\", {tag}", tag[2..], "*"])
        {
            using var again = await _served.Send(HttpMethod.Get, path, null, ("If-None-Match", known));
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, known);
            again.Headers.ETag!.ToString().ShouldBe(tag);
            (await again.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        using var other = await _served.Send(HttpMethod.Get, path, null, ("If-None-Match", "\"other\""));
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/v1/network?fields=tick,clock", "", "tick,clock")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong?fields=weather,path&metrics=pue", "", "path,weather")]
    [InlineData("/api/v1/nodes?level=hub&fields=path,reading&metrics=pue", "items", "path,reading")]
    [InlineData("/api/v1/nodes/shanxi/children?fields=path", "items", "path")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?fields=inletC,tick", "", "tick,inletC")]
    public async Task Members_are_those_that_are_asked_for(string path, string list, string members)
    {
        var answer = await _served.Get(path);
        JsonNode[] views = list.Length == 0 ? [answer] : [.. answer[list]!.AsArray().Select(i => i!)];
        views.Length.ShouldBeGreaterThan(0);
        views.ShouldAllBe(v => string.Join(',', v.AsObject().Select(m => m.Key)) == members);
    }

    [Fact]
    public async Task A_list_holds_the_nodes_that_keep_the_limits_page_by_page()
    {
        var all = (await _served.Get("/api/v1/nodes?level=dataCenter&metrics=pue"))["items"]!.AsArray();
        var middle = all.Select(n => n!["reading"]!["pue"]!.GetValue<double>()).Order().ElementAt(3).ToString("R");
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _served.Get($"/api/v1/nodes?level=dataCenter&where=pue>={middle}&limit=2{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["items"]!.AsArray().Select(n => n!["path"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }

        seen.ShouldBe(all.Where(n => n!["reading"]!["pue"]!.GetValue<double>() >= double.Parse(middle)).Select(n => n!["path"]!.GetValue<string>()));
        seen.Count.ShouldBe(3);
    }
}
