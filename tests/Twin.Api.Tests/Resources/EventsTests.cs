using System.Text.Json.Nodes;
using Twin.Model;

namespace Twin.Api.Tests.Resources;

public sealed class EventsTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Fact]
    public async Task The_catalogue_names_every_kind()
    {
        var kinds = (await served.Get("/api/v1/events/catalogue")).AsArray();
        kinds.Select(k => k!["kind"]!.GetValue<string>()).ShouldBe(Enum.GetValues<EventKind>().Select(EventRules.Name));
        var heat = kinds[0]!;
        heat["unit"]!.GetValue<string>().ShouldBe("K");
        heat["usualDuration"]!.GetValue<string>().ShouldBe("P3D");
        heat["level"]!.GetValue<string>().ShouldBe("hub");
    }

    [Theory]
    [InlineData("""{"kind":"heatWave","target":"network"}""", 6, 2000, 8)]
    [InlineData("""{"kind":"heatWave","target":"shanxi/datong","magnitude":"6.5 K"}""", 2, 880, 6.5)]
    [InlineData("""{"kind":"rackFault","target":"shanxi/datong/waterless","selection":"0-9,5-14,20"}""", 1, 16, 1)]
    [InlineData("""{"kind":"rackCap","target":"shanxi/datong/waterless/r-00417","magnitude":"50 %"}""", 1, 1, 0.5)]
    [InlineData("""{"kind":"jobStart","target":"guangdong/shaoguan/ai","magnitude":"2500 kW"}""", 1, 88, 2.5)]
    [InlineData("""{"kind":"dustStorm","target":"shanxi","magnitude":"3 mg/m³"}""", 4, 1372, 3000)]
    public async Task A_preview_tells_what_is_hit_and_changes_nothing(string body, int centers, int racks, double magnitude)
    {
        var before = (await served.Get("/api/v1/events")).AsArray().Count;
        var preview = await ServedTwin.Read(await served.Post("/api/v1/events/preview", body), 200);

        preview["dataCenters"]!.GetValue<int>().ShouldBe(centers);
        preview["racks"]!.GetValue<int>().ShouldBe(racks);
        preview["hits"]!.AsArray().Sum(h => h!["racks"]!.GetValue<int>()).ShouldBe(racks);
        preview["event"]!["magnitude"]!.GetValue<double>().ShouldBe(magnitude, 1e-12);
        (await served.Get("/api/v1/events")).AsArray().Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_event_is_accepted_acts_and_ends_early()
    {
        var accepted = await ServedTwin.Read(
            await served.Post("/api/v1/events", """{"kind":"feedLoss","target":"shanxi/yanggao/fresh-air","duration":null,"reason":"a test","by":"tests"}"""), 202);
        var id = accepted["id"]!.GetValue<string>();
        await served.Until(accepted["tick"]!.GetValue<long>());

        var open = await Find(id);
        open!["standing"]!.GetValue<string>().ShouldBe("active");
        open["end"].ShouldBeNull();
        open["duration"].ShouldBeNull();
        open["start"]!.GetValue<string>().ShouldBe(accepted["time"]!.GetValue<string>());
        (open["by"]!.GetValue<string>(), open["reason"]!.GetValue<string>()).ShouldBe(("tests", "a test"));
        (await served.Get("/api/v1/nodes/shanxi%2Fyanggao%2Ffresh-air"))["power"]!["feedsUp"]!.GetValue<int>().ShouldBe(0);

        var happened = (await served.Get("/api/v1/occurrences?limit=1000")).AsArray();
        var began = happened.Single(o => o!["kind"]!.GetValue<string>() == "eventBegan" && o["eventId"]!.GetValue<string>() == id)!;
        (began["eventKind"]!.GetValue<string>(), began["unit"]!.GetValue<string>(), began["path"]!.GetValue<string>()).ShouldBe(("feedLoss", "", "shanxi/yanggao/fresh-air"));
        happened.Where(o => o!["eventId"] is null).ShouldAllBe(o => o!["eventKind"] == null && o["unit"] == null);
        happened.ShouldContain(o => o!["kind"]!.GetValue<string>() == "supplyLost" && o["path"]!.GetValue<string>() == "shanxi/yanggao/fresh-air");
        var numbers = happened.Select(o => o!["sequence"]!.GetValue<long>()).ToArray();
        numbers.ShouldBe(numbers.Order().Distinct());
        (await served.Get($"/api/v1/occurrences?after={numbers[0]}&limit=1")).AsArray().Single()!["sequence"]!.GetValue<long>().ShouldBe(numbers[1]);

        var ended = await ServedTwin.Read(await served.Send(HttpMethod.Delete, $"/api/v1/events/{id}?by=tests", null), 202);
        await served.Until(ended["tick"]!.GetValue<long>() + 1);
        (await Find(id)).ShouldBeNull();
        await ServedTwin.Problem(await served.Send(HttpMethod.Delete, $"/api/v1/events/{id}", null), 404);
    }

    [Fact]
    public async Task A_repeated_id_is_the_same_event()
    {
        const string Body = """{"id":"twice","kind":"heatWave","target":"guangdong/shaoguan","magnitude":3,"duration":"6h","ramp":"60s"}""";
        var first = await ServedTwin.Read(await served.Post("/api/v1/events", Body), 202);
        await served.Until(first["tick"]!.GetValue<long>());
        var again = await ServedTwin.Read(await served.Post("/api/v1/events", Body), 202);
        var byHeader = await ServedTwin.Read(
            await served.Post("/api/v1/events", """{"kind":"calm","target":"shanxi"}""", ("Idempotency-Key", "twice")), 202);

        again.ToJsonString().ShouldBe(first.ToJsonString());
        byHeader.ToJsonString().ShouldBe(first.ToJsonString());
        (await served.Get("/api/v1/events")).AsArray().Count(e => e!["id"]!.GetValue<string>() == "twice").ShouldBe(1);
        (await Find("twice"))!["duration"]!.GetValue<string>().ShouldBe("PT6H");
        (await Find("twice"))!["ramp"]!.GetValue<string>().ShouldBe("PT1M");
    }

    [Fact]
    public async Task An_event_may_begin_later()
    {
        var accepted = await ServedTwin.Read(
            await served.Post("/api/v1/events", """{"id":"later","kind":"coldWave","target":"shanxi","start":"now+P2D"}"""), 202);
        await served.Until(accepted["tick"]!.GetValue<long>());
        (await Find("later"))!["standing"]!.GetValue<string>().ShouldBe("pending");
    }

    [Fact]
    public async Task The_clock_pauses_and_goes_on()
    {
        var paused = await ServedTwin.Read(await served.Post("/api/v1/clock", """{"paused":true}"""), 200);
        paused["paused"]!.GetValue<bool>().ShouldBeTrue();
        var tick = (await served.Get("/api/v1/network"))["tick"]!.GetValue<long>();
        (await served.Get("/api/v1/clock"))["paused"]!.GetValue<bool>().ShouldBeTrue();
        (await served.Get("/api/v1/hash"))["tick"]!.GetValue<long>().ShouldBe(tick);

        var going = await ServedTwin.Read(await served.Post("/api/v1/clock", """{"paused":false,"speed":1200}"""), 200);
        going["speed"]!.GetValue<double>().ShouldBe(1200);
        await served.Until(tick + 2);
        await ServedTwin.Read(await served.Post("/api/v1/clock", """{"speed":600}"""), 200);
    }

    private async Task<JsonNode?> Find(string id) =>
        (await served.Get("/api/v1/events")).AsArray().FirstOrDefault(e => e!["id"]!.GetValue<string>() == id);
}
