namespace Twin.Api.Tests.Resources;

public sealed class LinksTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Fact]
    public async Task It_shows_links_with_both_kinds_of_latency_and_the_ways_over_them_and_a_cut_where_it_is()
    {
        var links = await served.Get("/api/v1/links");
        var first = links["links"]!.AsArray()[0]!;
        first["name"]!.GetValue<string>().ShouldBe("datong-beijing-yanggao");
        (first["from"]!.GetValue<string>(), first["to"]!.GetValue<string>()).ShouldBe(("shanxi/datong", "beijing"));
        first["up"]!.GetValue<bool>().ShouldBeTrue();
        first["roundTripMs"]!.GetValue<double>().ShouldBe(2 * first["oneWayMs"]!.GetValue<double>());
        first["published"]!["kind"]!.GetValue<string>().ShouldBe("roundTrip");
        var way = links["ways"]!.AsArray().Single(w => w!["hub"]!.GetValue<string>() == "shanxi/yanggao")!;
        way["links"]!.AsArray().Select(l => l!.GetValue<string>()).ShouldBe(["yanggao-datong", "datong-beijing-yanggao"]);

        var cut = await ServedTwin.Read(
            await served.Post("/api/v1/events", """{"id":"cut","kind":"linkCut","target":"shanxi/datong","selection":"datong-beijing-yanggao","duration":"6h"}"""), 202);
        await served.Until(cut["tick"]!.GetValue<long>());
        links = await served.Get("/api/v1/links");
        links["links"]!.AsArray()[0]!["up"]!.GetValue<bool>().ShouldBeFalse();
        links["ways"]!.AsArray()[0]!["links"]!.AsArray().Single()!.GetValue<string>().ShouldBe("datong-beijing-lingqiu");
    }
}
