using System.Net;
using Twin.Contracts;

namespace Twin.Api.Tests.Resources;

public sealed class NetworkTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Fact]
    public async Task It_shows_the_whole_network_at_one_tick()
    {
        var network = await served.Get("/api/v1/network");

        network["world"]!.GetValue<string>().ShouldBe("small");
        network["edition"]!.GetValue<string>().ShouldBe("embedded");
        network["ephemeral"]!.GetValue<bool>().ShouldBeTrue();
        network["rackCount"]!.GetValue<int>().ShouldBe(served.Twin.Info.World.RackCount);
        network["stepSeconds"]!.GetValue<double>().ShouldBe(10);
        network["quality"]!.GetValue<string>().ShouldBe("simulated");
        network["ageMs"]!.GetValue<double>().ShouldBeInRange(0, 60_000);
        network["clock"]!["speed"]!.GetValue<double>().ShouldBe(600);
        network["closures"]!["holds"]!.GetValue<bool>().ShouldBeTrue();
        network["closures"]!["sum"]!["error"]!.GetValue<double>().ShouldBeLessThan(1e-9);
        network["closures"]!["energy"]!["error"]!.GetValue<double>().ShouldBeLessThan(1e-9);
        network["reading"]!.AsObject().Select(m => m.Key).ShouldBe(Metrics.All.Select(m => m.Name));
        network["reading"]!["pue"]!.GetValue<double>().ShouldBeInRange(1, 2);
        network["reading"]!["dryBulbC"].ShouldBeNull("the network has no weather, and JSON no NaN");

        var tick = network["tick"]!.GetValue<long>();
        network["time"]!.GetValue<string>().ShouldBe(Instants.Write(served.Twin.Info.World.StartMs + ((tick + 1) * 10_000)));
    }

    [Fact]
    public async Task It_shows_the_metrics_that_are_asked_for_in_their_order() =>
        (await served.Get("/api/v1/network?metrics=pue,itKw"))["reading"]!.AsObject().Select(m => m.Key).ShouldBe(["pue", "itKw"]);

    [Fact]
    public async Task A_caller_that_has_the_frame_gets_304()
    {
        await ServedTwin.Read(await served.Post("/api/v1/clock", """{"paused":true}"""), 200);
        try
        {
            using var first = await served.Http.GetAsync("/api/v1/network");
            var tag = first.Headers.ETag!.ToString();
            using var again = await served.Send(HttpMethod.Get, "/api/v1/network", null, ("If-None-Match", $"\"other\", {tag}"));
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            (await again.Content.ReadAsStringAsync()).ShouldBeEmpty();

            // A change of the clock is a change of the answer.
            await ServedTwin.Read(await served.Post("/api/v1/clock", """{"speed":300}"""), 200);
            using var changed = await served.Send(HttpMethod.Get, "/api/v1/network", null, ("If-None-Match", tag));
            changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            await ServedTwin.Read(await served.Post("/api/v1/clock", """{"paused":false,"speed":600}"""), 200);
        }
    }

    [Fact]
    public async Task The_hash_names_its_tick()
    {
        var hash = await served.Get("/api/v1/hash");
        hash["tick"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        hash["hash"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{16}$");
    }

    [Fact]
    public async Task The_catalogue_of_metrics_gives_each_its_unit()
    {
        var metrics = (await served.Get("/api/v1/metrics")).AsArray();
        metrics.Select(m => (m!["name"]!.GetValue<string>(), m["unit"]!.GetValue<string>())).ShouldBe(Metrics.All.Select(m => (m.Name, m.Unit)));
    }

    [Fact]
    public async Task Answers_are_compressed_where_the_caller_takes_it()
    {
        using var plain = await served.Http.GetAsync("/api/v1/nodes");
        using var packed = await served.Send(HttpMethod.Get, "/api/v1/nodes", null, ("Accept-Encoding", "br"));
        packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        (await packed.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan((await plain.Content.ReadAsByteArrayAsync()).Length / 2);
    }

    [Fact]
    public async Task Health_is_live_and_ready()
    {
        (await served.Get("/health/live"))["status"]!.GetValue<string>().ShouldBe("live");
        (await served.Get("/health/ready"))["status"]!.GetValue<string>().ShouldBe("ready");
    }

    [Fact]
    public async Task The_page_or_the_way_to_build_it_is_at_the_root()
    {
        using var response = await served.Http.GetAsync("/");
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        }
        else
        {
            (await ServedTwin.Problem(response, 404))["detail"]!.GetValue<string>().ShouldContain("./run");
        }
    }
}
