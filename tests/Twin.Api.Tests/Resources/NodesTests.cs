using System.Text.Json.Nodes;
using Twin.Model;

namespace Twin.Api.Tests.Resources;

public sealed class NodesTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Theory]
    [InlineData("/api/v1/nodes?limit=3")]
    [InlineData("/api/v1/nodes?limit=500")]
    public async Task Pages_hold_every_node_once_and_in_order(string first)
    {
        var seen = new List<string>();
        for (var page = await served.Get(first); ; page = await served.Get($"{first}&cursor={page["next"]!.GetValue<string>().Replace("/", "%2F", StringComparison.Ordinal)}"))
        {
            seen.AddRange(page["items"]!.AsArray().Select(PathOf));
            if (page["next"] is null)
            {
                break;
            }
        }

        seen.ShouldBe(served.Twin.Info.Nodes.Select(n => n.Path.Value));
    }

    [Theory]
    [InlineData("level=region", "shanxi,guangdong")]
    [InlineData("level=hub&under=shanxi", "shanxi/datong,shanxi/yanggao")]
    [InlineData("under=shanxi%2Fdatong", "shanxi/datong,shanxi/datong/waterless,shanxi/datong/evaporative")]
    [InlineData("level=region&under=shanxi%2Fdatong", "")]
    public async Task A_list_is_narrowed_by_level_and_place(string query, string paths) =>
        (await served.Get($"/api/v1/nodes?{query}"))["items"]!.AsArray().Select(PathOf).ShouldBe(paths.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("shanxi%2Fdatong")]
    [InlineData("shanxi%2fdatong")]
    public async Task A_hub_has_weather_price_and_children(string segment)
    {
        var hub = await served.Get($"/api/v1/nodes/{segment}");

        hub["path"]!.GetValue<string>().ShouldBe("shanxi/datong");
        hub["kind"]!.GetValue<string>().ShouldBe("hub");
        hub["nameZh"]!.GetValue<string>().ShouldBe("大同");
        hub["parent"]!.GetValue<string>().ShouldBe("shanxi");
        hub["children"]!.AsArray().Select(c => c!.GetValue<string>()).ShouldBe(["shanxi/datong/waterless", "shanxi/datong/evaporative"]);
        hub["weather"]!["dryBulbC"]!.GetValue<double>().ShouldBe(hub["reading"]!["dryBulbC"]!.GetValue<double>());
        hub["priceCnyPerKWh"]!.GetValue<double>().ShouldBeGreaterThan(0);
        hub["inlets"]!["racks"]!.GetValue<int>().ShouldBe(880);
        hub["cooling"].ShouldBeNull();
    }

    [Fact]
    public async Task A_data_center_has_a_plant_and_a_power_chain()
    {
        var center = await served.Get("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless");

        center["plantKind"]!.GetValue<string>().ShouldBe("waterless");
        center["cooling"]!["mode"]!.GetValue<string>().ShouldBe("freeDry");
        center["cooling"]!["supplyC"]!.GetValue<double>().ShouldBeInRange(10, 40);
        center["power"]!["supply"]!.GetValue<string>().ShouldBe("utility");
        center["power"]!["batteryS"]!.GetValue<double>().ShouldBeGreaterThan(0);
        center["children"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Children_are_of_one_tick_and_sum_to_what_their_parent_reads()
    {
        // The list holds parent and children in one frame, so that the sum can be checked outside the server.
        var all = (await served.Get("/api/v1/nodes?limit=500"))["items"]!.AsArray();
        foreach (var parent in all.Where(n => n!["children"]!.AsArray().Count > 0))
        {
            var children = all.Where(n => n!["parent"]?.GetValue<string>() == PathOf(parent)).ToArray();
            children.Select(PathOf).ShouldBe(parent!["children"]!.AsArray().Select(c => c!.GetValue<string>()));
            for (var q = (Quantity)0; (int)q < Quantities.Count; q++)
            {
                var name = Quantities.Name(q);
                if (parent["reading"]![name] is null || children.All(c => c!["reading"]![name] is null))
                {
                    // A region's grid is its own: hubs know nothing of it.
                    (q >= Quantity.DeliveredKw).ShouldBeTrue(name);
                    continue;
                }

                var total = parent["reading"]![name]!.GetValue<double>();
                children.Sum(c => c!["reading"]![name]?.GetValue<double>() ?? 0).ShouldBe(total, 1e-9 * (1 + Math.Abs(total)), $"{name} of {PathOf(parent)}");
            }
        }

        (await served.Get("/api/v1/nodes/shanxi/children"))["items"]!.AsArray().Select(PathOf).ShouldBe(["shanxi/datong", "shanxi/yanggao"]);
    }

    [Fact]
    public async Task Racks_come_by_column()
    {
        var page = await served.Get("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks?from=470&count=100");

        page["total"]!.GetValue<int>().ShouldBe(480);
        page["from"]!.GetValue<int>().ShouldBe(470);
        foreach (var column in (string[])["inletC", "powerKw", "load", "siliconC", "status"])
        {
            page[column]!.AsArray().Count.ShouldBe(10, column);
        }

        page["inletC"]!.AsArray().ShouldAllBe(c => c!.GetValue<double>() > 10 && c.GetValue<double>() < 45);
        page["halls"]!.AsArray().Sum(h => h!["racks"]!.GetValue<int>()).ShouldBe(480);
    }

    [Fact]
    public async Task Rack_powers_sum_to_about_what_the_data_center_reads()
    {
        await ServedTwin.Read(await served.Post("/api/v1/clock", """{"paused":true}"""), 200);
        try
        {
            var racks = await served.Get("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless/racks");
            var center = await served.Get("/api/v1/nodes/shanxi%2Fdatong%2Fwaterless?metrics=itKw");
            racks["tick"]!.GetValue<long>().ShouldBe((await served.Get("/api/v1/network"))["tick"]!.GetValue<long>());
            var sum = racks["powerKw"]!.AsArray().Sum(p => p!.GetValue<double>());
            sum.ShouldBe(center["reading"]!["itKw"]!.GetValue<double>(), 0.01 * sum);
        }
        finally
        {
            await ServedTwin.Read(await served.Post("/api/v1/clock", """{"paused":false}"""), 200);
        }
    }

    [Fact]
    public async Task History_follows_a_metric()
    {
        await served.Until(60);
        var history = await served.Get("/api/v1/nodes/network/history?metric=itKw&from=now-10m&to=now&points=10");

        history["unit"]!.GetValue<string>().ShouldBe("kW");
        var count = history["timeMs"]!.AsArray().Count;
        count.ShouldBeGreaterThan(1);
        for (var i = 0; i < count; i++)
        {
            var (min, mean, max) = (At("min", i), At("mean", i), At("max", i));
            min.ShouldBeLessThanOrEqualTo(mean);
            mean.ShouldBeLessThanOrEqualTo(max);
            min.ShouldBeGreaterThan(0);
        }

        double At(string column, int i) => history[column]!.AsArray()[i]!.GetValue<double>();
    }

    private static string PathOf(JsonNode? node) => node!["path"]!.GetValue<string>();
}
