namespace Twin.Api.Tests.Resources;

public sealed class JobsTests(ServedTwin served) : IClassFixture<ServedTwin>
{
    [Fact]
    public async Task It_shows_jobs_by_hub_and_class()
    {
        var jobs = await served.Get("/api/v1/jobs");
        jobs["schedulerOn"]!.GetValue<bool>().ShouldBeTrue();
        jobs["hubs"]!.AsArray().Select(h => h!["hub"]!.GetValue<string>()).ShouldBe(["shanxi/datong", "shanxi/yanggao", "guangdong/shaoguan"]);
        var batch = jobs["hubs"]!.AsArray()[0]!["classes"]!.AsArray()[0]!;
        batch["class"]!.GetValue<string>().ShouldBe("batch");
        batch["running"]!.GetValue<int>().ShouldBeGreaterThan(0, "the days before the start have filled racks");
        batch["runningKw"]!.GetValue<double>().ShouldBeInRange(1e-9, batch["poolKw"]!.GetValue<double>() * (1 + 1e-9));
    }

    [Fact]
    public async Task It_says_what_the_scheduler_decided_and_why()
    {
        // Two simulated hours bring decisions for sure: each hour of Shanxi's price list differs from one nearby.
        await served.Until(720);
        var decisions = (await served.Get("/api/v1/decisions?limit=500")).AsArray();
        decisions.ShouldNotBeEmpty();
        decisions.Select(d => d!["sequence"]!.GetValue<long>()).ShouldBeInOrder();
        foreach (var d in decisions)
        {
            d!["reason"]!.GetValue<string>().ShouldNotBeEmpty();
            (d["kind"]!.GetValue<string>() == "moved").ShouldBe(d["from"]!.GetValue<string>() != d["to"]!.GetValue<string>());
        }

        var last = decisions[^1]!["sequence"]!.GetValue<long>();
        (await served.Get($"/api/v1/decisions?after={last - 1}&limit=1")).AsArray().Count.ShouldBe(1);

        var csv = (await served.Http.GetStringAsync($"/api/v1/decisions?after={last - 2}&limit=1&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv[0].ShouldBe("sequence,first (UTC),last (UTC),kind,reason,class,jobs,from,to,until (UTC),kw (kW),kWh (kWh),costCny (CNY),againstCny (CNY),quality");
        csv.Length.ShouldBe(2);
    }
}
