using System.Text.Json.Nodes;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api.Tests.Resources;

/// <summary>Statistics over selections, compared with what comes out when the same nodes are read one by one and added up outside.</summary>
public sealed class AggregateTests : IAsyncLifetime
{
    private readonly ServedTwin _served = new();

    public async Task InitializeAsync()
    {
        await _served.InitializeAsync();
        await _served.Until(3);
        await ServedTwin.Read(await _served.Post("/api/v1/clock", """{"paused":true}"""), 200);
    }

    public Task DisposeAsync() => _served.DisposeAsync();

    [Theory]
    [InlineData("level=hub", "level=hub")]
    [InlineData("", "level=dataCenter")]
    [InlineData("under=shanxi/datong,guangdong", "level=dataCenter&under=shanxi/datong,guangdong")]
    [InlineData("where=pue<1.2,itKw>100", "level=dataCenter&where=pue<1.2,itKw>100")]
    [InlineData("level=region&where=dryBulbC>0", "level=region&where=dryBulbC>0")]
    public async Task Statistics_are_those_of_the_nodes_that_the_same_words_choose(string selection, string list)
    {
        var nodes = (await _served.Get($"/api/v1/nodes?limit=500&{list}"))["items"]!.AsArray();
        var answer = await _served.Get($"/api/v1/aggregate?{selection}&metrics=itKw,pue,dryBulbC&stats=mean,min,max,p0,p50,p90,p100");
        var sums = await _served.Get($"/api/v1/aggregate?{selection}&metrics=itKw,facilityKw");
        answer["tick"]!.GetValue<long>().ShouldBe(_served.Twin.Latest.Tick);
        var row = answer["rows"]!.AsArray().ShouldHaveSingleItem()!;
        row["chosen"]!.GetValue<int>().ShouldBe(nodes.Count);
        row["path"].ShouldBeNull();
        foreach (var name in (string[])["itKw", "pue", "dryBulbC"])
        {
            var values = nodes.Select(n => n!["reading"]![name]).Where(v => v is not null).Select(v => v!.GetValue<double>()).ToArray();
            var of = row["metrics"]![name]!;
            of["count"]!.GetValue<int>().ShouldBe(values.Length, name);
            if (values.Length == 0)
            {
                of["stats"]!.AsObject().ShouldAllBe(s => s.Value == null);
                continue;
            }

            var rising = values.Order().ToArray();
            double Stat(string stat) => of["stats"]![stat]!.GetValue<double>();
            (Stat("min"), Stat("p0"), Stat("max"), Stat("p100")).ShouldBe((rising[0], rising[0], rising[^1], rising[^1]));
            Stat("mean").ShouldBe(values.Average(), 1e-12 * (1 + Math.Abs(values.Average())));
            Stat("p50").ShouldBe(rising[((values.Length + 1) / 2) - 1], $"{name}: half of the nodes do not exceed the median");
            Stat("p90").ShouldBe(rising[(int)Math.Ceiling(0.9 * values.Length) - 1]);
        }

        var facility = nodes.Sum(n => n!["reading"]!["facilityKw"]!.GetValue<double>());
        var sum = sums["rows"]![0]!["metrics"]!["facilityKw"]!;
        sum["unit"]!.GetValue<string>().ShouldBe("kW");
        sum["stats"]!.AsObject().Select(s => s.Key).ShouldBe(["sum", "mean", "min", "max"]);
        (sum["stats"]!["sum"]?.GetValue<double>() ?? 0).ShouldBe(facility, 1e-12 * (1 + facility));
    }

    [Fact]
    public async Task Groups_add_up_to_the_whole_and_keep_the_order_of_nodes()
    {
        var by = (await _served.Get("/api/v1/aggregate?metrics=itKw&by=region&where=itKw>0"))["rows"]!.AsArray();
        by.Select(r => r!["path"]!.GetValue<string>()).ShouldBe(["shanxi", "guangdong"]);
        by.Sum(r => r!["chosen"]!.GetValue<int>()).ShouldBe(6);
        var network = (await _served.Get("/api/v1/network?metrics=itKw"))["reading"]!["itKw"]!.GetValue<double>();
        by.Sum(r => r!["metrics"]!["itKw"]!["stats"]!["sum"]!.GetValue<double>()).ShouldBe(network, 1e-9 * network);

        // A group of which nothing keeps the limits is there, and says so.
        var none = (await _served.Get("/api/v1/aggregate?metrics=itKw&by=hub&where=itKw>1e12"))["rows"]!.AsArray();
        none.Count.ShouldBe(3);
        none.ShouldAllBe(r => r!["chosen"]!.GetValue<int>() == 0 && r["candidates"]!.GetValue<int>() > 0 && r["metrics"]!["itKw"]!["stats"]!["sum"] == null);

        var named = (await _served.Get("/api/v1/aggregate?metrics=pue&nodes=shanxi,shanxi/datong&stats=max"))["rows"]![0]!;
        named["candidates"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Racks_add_up_to_what_their_pages_hold()
    {
        var (sum, count, inlets) = (0.0, 0, new List<double>());
        foreach (var center in _served.Twin.Info.Nodes.Where(n => n.Kind == NodeKind.DataCenter && n.Path.Value.StartsWith("shanxi/", StringComparison.Ordinal)))
        {
            var page = await _served.Get($"/api/v1/nodes/{NodeSegment.Encode(center.Path)}/racks?count=20000&fields=powerKw,inletC");
            page.AsObject().Count.ShouldBe(2);
            sum += page["powerKw"]!.AsArray().Sum(p => p!.GetValue<double>());
            inlets.AddRange(page["inletC"]!.AsArray().Select(c => c!.GetValue<double>()));
            count += center.Racks;
        }

        var answer = await _served.Get("/api/v1/aggregate?level=rack&under=shanxi&metrics=powerKw,inletC");
        answer["tick"]!.GetValue<long>().ShouldBe(_served.Twin.Latest.Tick);
        var row = answer["rows"]!.AsArray().Single()!;
        (row["candidates"]!.GetValue<int>(), row["chosen"]!.GetValue<int>()).ShouldBe((count, count));
        row["metrics"]!["powerKw"]!["stats"]!["sum"]!.GetValue<double>().ShouldBe(sum, 1e-6 * sum, "columns are rounded to single precision on the wire");
        row["metrics"]!["inletC"]!["stats"]!["max"]!.GetValue<double>().ShouldBe(inlets.Max(), 1e-6);

        // Of racks, quantiles are within a bin of a value that was there.
        inlets.Sort();
        var limit = inlets[count / 3];
        var warm = inlets.Where(c => c > limit).ToArray();
        var some = (await _served.Get($"/api/v1/aggregate?level=rack&under=shanxi&metrics=inletC&stats=p25,p50,p99&where=inletC>{limit.ToString("R")}"))["rows"]![0]!;
        some["chosen"]!.GetValue<int>().ShouldBeInRange(warm.Length - 2, warm.Length + 2);
        foreach (var p in (int[])[25, 50, 99])
        {
            var exact = warm[(int)Math.Ceiling(p / 100.0 * warm.Length) - 1];
            some["metrics"]!["inletC"]!["stats"]![$"p{p}"]!.GetValue<double>().ShouldBe(exact, 2 * exact * Tally.BinWidth, $"p{p}");
        }

        var hubs = (await _served.Get("/api/v1/aggregate?level=rack&metrics=powerKw&by=hub"))["rows"]!.AsArray();
        hubs.Select(r => r!["path"]!.GetValue<string>()).ShouldBe(["shanxi/datong", "shanxi/yanggao", "guangdong/shaoguan"]);
        hubs.Sum(r => r!["candidates"]!.GetValue<int>()).ShouldBe(2000);
    }

    [Fact]
    public async Task What_means_nothing_is_refused_and_said()
    {
        var sum = await ServedTwin.Problem(await _served.Http.GetAsync("/api/v1/aggregate?metrics=maxInletC&stats=sum"), 400);
        sum["detail"]!.GetValue<string>().ShouldBe("A sum of maxInletC means nothing; ask for its mean, min, max or quantiles, or leave maxInletC out.");
        var twice = await ServedTwin.Problem(await _served.Http.GetAsync("/api/v1/aggregate?metrics=itKw&nodes=shanxi,shanxi/datong"), 400);
        twice["detail"]!.GetValue<string>().ShouldContain("'shanxi/datong' is a part of 'shanxi', and a sum would count it twice");
    }

    [Fact]
    public async Task Which_metrics_may_be_summed_is_in_their_list()
    {
        var nodes = (await _served.Get("/api/v1/metrics")).AsArray();
        JsonNode Named(JsonArray list, string name) => list.Single(m => m!["name"]!.GetValue<string>() == name)!;
        Named(nodes, "itKw")["sums"]!.GetValue<bool>().ShouldBeTrue();
        Named(nodes, "maxInletC")["sums"]!.GetValue<bool>().ShouldBeFalse();
        var racks = (await _served.Get("/api/v1/metrics?of=rack")).AsArray();
        racks.Select(m => m!["name"]!.GetValue<string>()).ShouldBe(["inletC", "powerKw", "load", "siliconC"]);
        Named(racks, "powerKw")["sums"]!.GetValue<bool>().ShouldBeTrue();
    }
}
