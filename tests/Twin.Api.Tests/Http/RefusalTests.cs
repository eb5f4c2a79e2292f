using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Twin.Api.Tests.Http;

/// <summary>What the API does with requests that are wrong, whether by mistake or by intent: a problem that names the place, and nothing else.</summary>
public sealed class RefusalTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Theory]
    [InlineData("""{"target":"shanxi"}""", 422, "/kind")]
    [InlineData("""{"kind":"heatWave"}""", 422, "/target")]
    [InlineData("""{"kind":"heatWaev","target":"shanxi"}""", 422, "/kind")]
    [InlineData("""{"kind":"HeatWave","target":"shanxi"}""", 422, "/kind")]
    [InlineData("""{"kind":7,"target":"shanxi"}""", 422, "/kind")]
    [InlineData("""{"kind":null,"target":"shanxi"}""", 422, "/kind")]
    [InlineData("""{"kind":"heatWave","target":"Shanxi"}""", 422, "/target")]
    [InlineData("""{"kind":"heatWave","target":"../etc/passwd"}""", 422, "/target")]
    [InlineData("""{"kind":"heatWave","target":["shanxi"]}""", 422, "/target")]
    [InlineData("""{"kind":"heatWave","target":"shanxi/datong/waterless"}""", 422, "/target")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","magnitude":1e9}""", 422, "/magnitude")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","magnitude":1e999}""", 422, "/magnitude")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","magnitude":"8 kW"}""", 422, "/magnitude")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","magnitude":"NaN"}""", 422, "/magnitude")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","magnitude":true}""", 422, "/magnitude")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","duration":"6"}""", 422, "/duration")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","duration":"P1M"}""", 422, "/duration")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","duration":21600}""", 422, "/duration")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","duration":"P999999999999D"}""", 422, "/duration")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","duration":"0s"}""", 422, "/duration")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","ramp":"-1h"}""", 422, "/ramp")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","start":"tomorrow"}""", 422, "/start")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","start":"2001-01-01T00:00:00Z"}""", 422, "/start")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","start":"now+P900D"}""", 422, "/start")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","selection":"hall-1"}""", 422, "/selection")]
    [InlineData("""{"kind":"rackFault","target":"shanxi/datong/waterless","selection":"0-480"}""", 422, "/selection")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","id":"a b"}""", 422, "/id")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","id":""}""", 422, "/id")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","magnitud":8}""", 422, "/magnitud")]
    [InlineData("""{"kind":"heatWave","target":"shanxi","a/b~c":8}""", 422, "/a~1b~0c")]
    [InlineData("""{"kind":"heatWave","target":"atlantis"}""", 404, "/target")]
    public async Task A_wrong_event_is_refused_at_its_member(string body, int status, string pointer)
    {
        var problem = await ServedTwin.Problem(await served.Post("/api/v1/events", body), status);
        problem["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).ShouldContain(pointer);
        (await served.Get("/api/v1/events")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var problem = await ServedTwin.Problem(await served.Post("/api/v1/events", """{"kind":"x","target":"X","magnitude":[],"ramp":1,"y":0}"""), 422);
        problem["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).ShouldBe(["/kind", "/target", "/magnitude", "/ramp", "/y"]);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("{\"kind\":\"heatWave\",\n  \"target\": shanxi}", "line 2")]
    [InlineData("{\"kind\":\"heatWave\",\"kind\":\"calm\"}", "kind")]
    [InlineData("{\"kind\":\"heatWave\"} x", "line 1")]
    [InlineData("{\"kind\":\"heatWave\",}", "line 1")]
    [InlineData("{/* c */}", "line 1")]
    [InlineData("[1]", "a list")]
    [InlineData("null", "null")]
    [InlineData("\"heatWave\"", "a text")]
    [InlineData("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "line 1")]
    public async Task What_is_no_JSON_object_is_refused_with_its_place(string body, string says) =>
        (await ServedTwin.Problem(await served.Post("/api/v1/events", body), 400))["detail"]!.GetValue<string>().ShouldContain(says);

    [Theory]
    [InlineData("/api/v1/nodes?limit=0", "limit")]
    [InlineData("/api/v1/nodes?limit=501", "limit")]
    [InlineData("/api/v1/nodes?limit=ten", "limit")]
    [InlineData("/api/v1/nodes?limit=99999999999999999999", "limit")]
    [InlineData("/api/v1/nodes?limit=1&limit=2", "limit")]
    [InlineData("/api/v1/nodes?limits=1", "limits")]
    [InlineData("/api/v1/nodes?level=rack", "level")]
    [InlineData("/api/v1/nodes?cursor=zzz", "cursor")]
    [InlineData("/api/v1/nodes?under=atlantis", "under")]
    [InlineData("/api/v1/nodes?where=pue", "where")]
    [InlineData("/api/v1/nodes?where=pue>", "where")]
    [InlineData("/api/v1/nodes?where=pue>1e999", "where")]
    [InlineData("/api/v1/nodes?where=peu>1", "where")]
    [InlineData("/api/v1/nodes?where=>1", "where")]
    [InlineData("/api/v1/nodes?fields=", "fields")]
    [InlineData("/api/v1/nodes?fields=path,reeding", "fields")]
    [InlineData("/api/v1/network?fields=itKw", "fields")]
    [InlineData("/api/v1/nodes?format=xml", "format")]
    [InlineData("/api/v1/nodes?format=csv&cursor=shanxi", "cursor")]
    [InlineData("/api/v1/nodes?format=ndjson&limit=5", "limit")]
    [InlineData("/api/v1/metrics?of=hub", "of")]
    [InlineData("/api/v1/aggregate", "metrics")]
    [InlineData("/api/v1/aggregate?metrics=inletC", "metrics")]
    [InlineData("/api/v1/aggregate?level=rack&metrics=itKw", "metrics")]
    [InlineData("/api/v1/aggregate?level=rack&metrics=load&nodes=shanxi", "nodes")]
    [InlineData("/api/v1/aggregate?level=rack&metrics=load&where=pue>1", "where")]
    [InlineData("/api/v1/aggregate?level=rack&metrics=inletC&stats=sum", "stats")]
    [InlineData("/api/v1/aggregate?metrics=maxInletC,itKw&stats=sum", "stats")]
    [InlineData("/api/v1/aggregate?metrics=itKw&stats=p101", "stats")]
    [InlineData("/api/v1/aggregate?metrics=itKw&stats=p-1", "stats")]
    [InlineData("/api/v1/aggregate?metrics=itKw&stats=median", "stats")]
    [InlineData("/api/v1/aggregate?metrics=itKw&stats=p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12,p13,p14,p15,p16,p17,p18,p19,p20,p21", "stats")]
    [InlineData("/api/v1/aggregate?metrics=itKw&level=region&by=hub", "by")]
    [InlineData("/api/v1/aggregate?metrics=itKw&nodes=shanxi,shanxi/datong", "nodes")]
    [InlineData("/api/v1/aggregate?metrics=itKw&nodes=shanxi&level=hub", "level")]
    [InlineData("/api/v1/aggregate?metrics=itKw&nodes=shanxi&under=shanxi", "under")]
    [InlineData("/api/v1/history?metrics=itKw", "nodes")]
    [InlineData("/api/v1/history?nodes=shanxi", "metrics")]
    [InlineData("/api/v1/history?nodes=shanxi&metrics=itKw&format=json", "format")]
    [InlineData("/api/v1/history?nodes=shanxi,guangdong&metrics=itKw,pue,racks,designKw,facilityKw,lossKw,coolingKw,waterLph,loadShare,maxInletC,dryBulbC,wetBulbC,fanKw,racksOn,otherKw,chargeKw,exportKw,gridImportKw,unservedKw,heatAirKw,heatLiquidKw,fuelLph,carbonKgph,costCnyph,usedPflops,generationKw,dischargeKw,upsLossKw,transformerLossKw,distributionLossKw,racksShutDown,racksThrottled,racksFaulted,racksFullFree,racksPartialFree,racksMechanical,racksUncooled,installedPflops,marketCarbonKgph,wueLPerKWh,cueKgPerKWh,gridCarbonKgPerKWh,frequencyHz,priceCnyPerKWh,marketCueKgPerKWh,gridRenewableShare,windKw,pvKw,hydroKw,thermalKw,curtailedKw&points=10000", "points")]
    [InlineData("/api/v1/nodes/network/history?metric=itKw&format=xlsx", "format")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?fields=inlet", "fields")]
    [InlineData("/api/v1/nodes?metrics=", "metrics")]
    [InlineData("/api/v1/nodes?metrics=itKW", "metrics")]
    [InlineData("/api/v1/network?x=1", "x")]
    [InlineData("/api/v1/metrics?x=1", "x")]
    [InlineData("/api/v1/nodes/network/history", "metric")]
    [InlineData("/api/v1/nodes/network/history?metric=nope", "metric")]
    [InlineData("/api/v1/nodes/network/history?metric=itKw&from=now&to=now-1h", "from")]
    [InlineData("/api/v1/nodes/network/history?metric=itKw&from=yesterday", "from")]
    [InlineData("/api/v1/nodes/network/history?metric=itKw&points=0", "points")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?from=-1", "from")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?from=480", "from")]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?count=20001", "count")]
    [InlineData("/api/v1/stream?nodes=atlantis", "nodes")]
    [InlineData("/api/v1/stream?rate=0", "rate")]
    [InlineData("/api/v1/stream?rate=NaN", "rate")]
    [InlineData("/api/v1/occurrences?after=x", "after")]
    public async Task A_wrong_parameter_is_refused_by_name(string path, string parameter)
    {
        var problem = await ServedTwin.Problem(await served.Http.GetAsync(path), 400);
        problem["errors"]!.AsArray().Select(e => e!["parameter"]!.GetValue<string>()).ShouldContain(parameter);
    }

    [Theory]
    [InlineData("/api/v1/nodes/atlantis", 404)]
    [InlineData("/api/v1/nodes/shanxi%2Fatlantis", 404)]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless%2Fr-00001", 404)]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless%2Fr-99999", 404)]
    [InlineData("/api/v1/nodes/shanxi%2Fdatong/racks", 404)]
    [InlineData("/api/v1/nodes/shanxi/datong", 404)]
    [InlineData("/api/v1/nodes/..%2F..%2Fetc", 400)]
    [InlineData("/api/v1/nodes/%2F%2F", 400)]
    [InlineData("/api/v1/nodes/SHANXI", 400)]
    [InlineData("/api/v1/nodes/network%2Fshanxi", 400)]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/api/v2/network", 404)]
    [InlineData("/api", 404)]
    [InlineData("/openapi/v2.json", 404)]
    [InlineData("/../../etc/passwd", 404)]
    public async Task What_is_not_there_is_a_problem(string path, int status) => await ServedTwin.Problem(await served.Http.GetAsync(path), status);

    [Theory]
    [InlineData("POST", "/api/v1/network")]
    [InlineData("DELETE", "/api/v1/clock")]
    [InlineData("PUT", "/api/v1/events")]
    [InlineData("PATCH", "/api/v1/nodes/shanxi")]
    public async Task A_wrong_method_is_told_the_right_ones(string method, string path)
    {
        using var response = await served.Send(new HttpMethod(method), path, "{}");
        response.Content.Headers.Allow.ShouldNotBeEmpty();
        await ServedTwin.Problem(response, 405);
    }

    [Theory]
    [InlineData("""{"speed":0}""", "/speed")]
    [InlineData("""{"speed":1e9}""", "/speed")]
    [InlineData("""{"speed":"60"}""", "/speed")]
    [InlineData("""{"paused":"yes"}""", "/paused")]
    [InlineData("""{"pause":true}""", "/pause")]
    public async Task A_wrong_clock_is_refused(string body, string pointer) =>
        (await ServedTwin.Problem(await served.Post("/api/v1/clock", body), 422))["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var body = $$"""{"kind":"heatWave","target":"shanxi","reason":"{{new string('x', 70_000)}}"}""";
        await ServedTwin.Problem(await served.Post("/api/v1/events", body), 413);

        // Without its length in front it shows only while it is read.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        await ServedTwin.Problem(await served.Http.SendAsync(request), 413);
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_refused() =>
        await ServedTwin.Problem(await served.Http.GetAsync("/api/v1/nodes?metrics=" + new string('x', 5000)), 414);

    [Fact]
    public async Task A_thousand_parameters_are_refused()
    {
        var problem = await ServedTwin.Problem(await served.Http.GetAsync("/api/v1/nodes?" + string.Join('&', Enumerable.Range(0, 1000).Select(i => $"{(char)('a' + (i % 26))}"))), 400);
        problem["errors"]!.AsArray().Count.ShouldBeInRange(1, 20);
    }

    [Fact]
    public async Task A_null_character_is_refused_by_the_server()
    {
        using var response = await served.Http.GetAsync("/api/v1/nodes/shanxi%00");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_line_beyond_all_bounds_is_refused_by_the_server()
    {
        using var response = await served.Http.GetAsync("/api/v1/nodes?metrics=" + new string('x', 20_000));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused()
    {
        using var content = new StringContent("kind=heatWave", Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        await ServedTwin.Problem(await served.Http.PostAsync("/api/v1/events", content), 415);
    }

    [Fact]
    public async Task Two_different_ids_are_refused() =>
        await ServedTwin.Problem(await served.Post("/api/v1/events", """{"id":"a","kind":"calm","target":"shanxi"}""", ("Idempotency-Key", "b")), 422);
}
