using System.Globalization;
using System.Text.Json.Nodes;
using Twin.Contracts;

namespace Twin.Api.Tests.Tables;

/// <summary>What is taken out in bulk says the same as the JSON that it stands for, with units.</summary>
public sealed class TableTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Fact]
    public async Task Nodes_come_as_a_table_with_units_in_its_head()
    {
        var rows = await Csv("/api/v1/nodes?level=hub&metrics=itKw,pue,dryBulbC&format=csv", "nodes-");
        rows[0].ShouldBe(["time (UTC)", "path", "kind", "name", "itKw (kW)", "pue", "dryBulbC (°C)", "quality"]);
        rows.Skip(1).Select(r => r[1]).ShouldBe(["shanxi/datong", "shanxi/yanggao", "guangdong/shaoguan"]);
        rows.Skip(1).ShouldAllBe(r => r[0].EndsWith('Z') && r[2] == "hub" && r[7] == "simulated" && Number(r[4]) > 0 && Number(r[5]) > 1);

        var lines = await Ndjson("/api/v1/nodes?level=region&metrics=itKw,dryBulbC&format=ndjson");
        lines.Select(l => l["path"]!.GetValue<string>()).ShouldBe(["shanxi", "guangdong"]);
        lines.ShouldAllBe(l => l["itKw"]!.GetValue<double>() > 0 && l.AsObject().ContainsKey("dryBulbC") && l["dryBulbC"] == null);

        (await Csv("/api/v1/nodes/shanxi/children?format=csv&metrics=racks", "nodes-")).Count.ShouldBe(3);

        var held = await Csv("/api/v1/nodes?under=shanxi&metrics=pue&policy=true&format=csv", "nodes-");
        held[0].ShouldBe(["time (UTC)", "path", "kind", "name", "pue", "policyPueTarget", "policyGreenShare", "policyRackUpShare", "policyStations", "quality"]);
        held.Where(r => r[2] == "hub").ShouldAllBe(r => Number(r[5]) > 1);
        held.Where(r => r[2] == "dataCenter").ShouldAllBe(r => r[5].Length == 0);
    }

    [Fact]
    public async Task Racks_come_as_a_table()
    {
        var rows = await Csv("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?from=5&count=7&format=csv", "waterless-racks-");
        rows[0].ShouldBe(["time (UTC)", "path", "hall", "inletC (°C)", "powerKw (kW)", "load", "siliconC (°C)", "status", "quality"]);
        rows.Count.ShouldBe(8);
        rows[1][1].ShouldBe("shanxi/datong/waterless/r-00005");
        rows.Skip(1).ShouldAllBe(r => Number(r[3]) > 5 && Number(r[4]) > 0 && r[2].Length > 0);
    }

    [Fact]
    public async Task Links_and_jobs_come_as_tables()
    {
        var links = await Csv("/api/v1/links?format=csv", "links-");
        links[0][4..9].ShouldBe(["lengthKm (km)", "oneWayMs (ms)", "roundTripMs (ms)", "capacityGbps (Gbit/s)", "state"]);
        links.Skip(1).ShouldAllBe(r => Number(r[6]) == 2 * Number(r[5]) && r[8] == "up");
        (await Ndjson("/api/v1/links?format=ndjson")).Select(l => l["name"]!.GetValue<string>()).ShouldBe(links.Skip(1).Select(r => r[1]));

        var jobs = await Csv("/api/v1/jobs?format=csv", "jobs-");
        jobs[0][..6].ShouldBe(["time (UTC)", "hub", "class", "poolKw (kW)", "running", "runningKw (kW)"]);
        jobs.Skip(1).Select(r => (r[1], r[2])).Distinct().Count().ShouldBe(jobs.Count - 1, "a row for each hub and class");
        (await Ndjson("/api/v1/jobs?format=ndjson")).Count.ShouldBe(jobs.Count - 1);
    }

    [Fact]
    public async Task History_comes_as_a_table_of_one_or_of_many()
    {
        await served.Until(60);
        var range = "from=now-8m&to=now-2m&points=6";
        var json = await served.Get($"/api/v1/nodes/shanxi/history?metric=itKw&{range}");
        var rows = await Csv($"/api/v1/nodes/shanxi/history?metric=itKw&{range}&format=csv", "shanxi-history");
        rows[0].ShouldBe(["time (UTC)", "node", "itKw min (kW)", "itKw mean (kW)", "itKw max (kW)", "quality"]);
        rows.Count.ShouldBeGreaterThan(2);
        foreach (var row in rows.Skip(1))
        {
            Number(row[2]).ShouldBeLessThanOrEqualTo(Number(row[3]));
            Number(row[3]).ShouldBeLessThanOrEqualTo(Number(row[4]));
        }

        json["mean"]!.AsArray().Select(v => v!.GetValue<double>()).Intersect(rows.Skip(1).Select(r => Number(r[3]))).ShouldNotBeEmpty();

        var lines = await Ndjson($"/api/v1/history?nodes=shanxi,guangdong/shaoguan&metrics=itKw,dryBulbC&{range}&format=ndjson");
        lines.Select(l => l["node"]!.GetValue<string>()).Distinct().ShouldBe(["shanxi", "guangdong/shaoguan"]);
        lines.Where(l => l["node"]!.GetValue<string>() == "shanxi").ShouldAllBe(l => l["itKwMean"]!.GetValue<double>() > 0 && l["dryBulbCMean"] == null);
        lines.Where(l => l["node"]!.GetValue<string>() != "shanxi").ShouldAllBe(l => l["dryBulbCMax"]!.GetValue<double>() > -60);
        (await Csv($"/api/v1/history?nodes=shanxi&metrics=itKw,pue&{range}", "shanxi-history"))[0].Length.ShouldBe(9);
    }

    [Fact]
    public async Task History_says_in_which_condition_a_node_was()
    {
        // The day begins in order; half an hour later, two centers are on their generators.
        var dark = new ServedTwin { Speed = 6000, Paused = true };
        await dark.InitializeAsync();
        var start = Instants.Write(dark.Twin.Info.World.StartMs + 1_800_000);
        (await dark.Post("/api/v1/events", $$"""{"id":"dark","kind":"feedLoss","target":"shanxi/datong/waterless","start":"{{start}}","duration":"PT1H"}""")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        await dark.Twin.SetClock(new ClockRequest(false, null), default);
        await dark.Until(360);
        await dark.Twin.SetClock(new ClockRequest(true, null), default);
        var answer = await dark.Http.GetStringAsync($"/api/v1/history?nodes=shanxi/datong/waterless,guangdong/shaoguan&metrics=itKw&condition=true&from={Instants.Write(dark.Twin.Info.World.StartMs)}&to={Instants.Write(dark.Twin.Info.World.StartMs + 3_600_000)}&points=60&format=ndjson");
        var lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToArray();
        string At(string node, int minute) => lines.Single(l => l["node"]!.GetValue<string>() == node && l["time"]!.GetValue<string>() == Instants.Write(dark.Twin.Info.World.StartMs + (minute * 60_000L)))["conditionFact"]!.GetValue<string>();
        At("shanxi/datong/waterless", 20).ShouldBe("none");
        At("shanxi/datong/waterless", 30).ShouldBe("uncooled", "no pump runs until the generators do");
        At("shanxi/datong/waterless", 40).ShouldBe("onGenerators");
        At("guangdong/shaoguan", 40).ShouldBe("none");
        var judged = lines.First(l => l["conditionFact"]!.GetValue<string>() == "onGenerators");
        (judged["conditionLevel"]!.GetValue<string>(), judged["conditionEventId"]!.GetValue<string>(), judged["conditionEvents"]!.GetValue<int>()).ShouldBe(("watch", "dark", 1));
        await dark.DisposeAsync();
    }

    [Fact]
    public async Task Statistics_come_as_a_table()
    {
        var rows = await Csv("/api/v1/aggregate?metrics=itKw,pue&by=region&stats=mean,p90&format=csv", "aggregate-");
        rows[0].ShouldBe(["time (UTC)", "path", "candidates", "chosen", "itKw count", "itKw mean (kW)", "itKw p90 (kW)", "pue count", "pue mean", "pue p90", "quality"]);
        rows.Skip(1).Select(r => r[1]).ShouldBe(["shanxi", "guangdong"]);
    }

    [Fact]
    public async Task A_question_that_is_wrong_is_refused_before_the_first_row() =>
        await ServedTwin.Problem(await served.Http.GetAsync("/api/v1/history?nodes=shanxi&metrics=itKw&from=now-400d&to=now"), 400);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(double.NaN, "")]
    [InlineData(0.1f, "0.1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(null, "")]
    public async Task A_cell_is_written_so_that_it_is_read_as_it_was(object? cell, string written)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await new CsvAnswer(Table.Of("t", [new Column("c", "kW")], [[cell]])).ExecuteAsync(http);
        System.Text.Encoding.UTF8.GetString(body.ToArray()).ShouldBe($"c (kW)\r\n{written}\r\n");
    }

    private async Task<List<string[]>> Csv(string path, string file)
    {
        using var response = await served.Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8; header=present");
        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldStartWith(file);
        text.ShouldEndWith("\r\n");
        return [.. text.TrimEnd().Split("\r\n").Select(line => line.Split(','))];
    }

    private async Task<List<JsonNode>> Ndjson(string path)
    {
        using var response = await served.Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        return [.. text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
