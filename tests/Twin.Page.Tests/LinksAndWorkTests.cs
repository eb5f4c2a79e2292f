using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Page.Tests;

/// <summary>What moves between hubs and to people: flows on the map and in its table, work and why it went where it did, and how hubs stand by policy.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LinksAndWorkTests(Browser browser)
{
    private const string Yanggao = "datong-beijing-yanggao";
    private const string Lingqiu = "datong-beijing-lingqiu";

    [BrowserFact]
    public async Task A_cut_link_is_abnormal_on_the_map_and_in_its_table_and_the_other_route_takes_over()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "?list=links");
        await visit.Until("every link is drawn", async () => await visit.Page.Locator("twin-map .flow").CountAsync() == host.Twin.Info.World.Links!.Links.Length);
        await visit.Page.Locator($"twin-map .flow.service[data-link='{Yanggao}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        (await visit.Page.Locator("twin-map .troubles").CountAsync()).ShouldBe(0, "on a good day nothing is amber");
        (await visit.Page.Locator("twin-map .hit title").AllTextContentsAsync()).ShouldContain(t => t.StartsWith("Datong – Beijing, Yanggao: 330 km · 1.7 ms one way, 3.4 ms round trip", StringComparison.Ordinal));

        await host.Twin.Submit(new InjectRequest("cut", "test", EventKind.LinkCut, NodePath.Parse("shanxi/datong"), Yanggao, null, null, null, true, null, ""), default);
        await visit.Shows($"twin-map .troubles [data-trouble='{Yanggao}']", "▲ Datong – Beijing, Yanggao: cut; Datong to Beijing goes by Lingqiu: 4.2 ms round trip, not 3.4");
        await visit.Page.Locator($"twin-map .flow.cut.amber[data-link='{Yanggao}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await visit.Page.Locator($"twin-map .flow.service.instead[data-link='{Lingqiu}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await visit.Shows($"twin-links tr.amber[data-link='{Yanggao}']", "goes by Lingqiu");
        await visit.Shows($"twin-links tr[data-link='{Lingqiu}']", "carries what a cut link cannot");
        (await visit.Page.Locator("twin-links tbody tr").First.GetAttributeAsync("data-link")).ShouldBe(Yanggao, "abnormal first");
        var middle = await visit.Page.Locator("twin-map .flow[data-link='beijing-guangzhou']").EvaluateAsync<float[]>(
            "path => { const p = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM()); return [p.x, p.y]; }");
        await visit.Page.Mouse.MoveAsync(middle[0], middle[1]);
        await visit.Shows("twin-map .over", "Beijing – Guangzhou");
        await visit.Shows("twin-map .over", "ms one way,");

        await host.Twin.Submit(new EndRequest(null, "test", "cut"), default);
        await Assertions.Expect(visit.Page.Locator("twin-map .troubles")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Work_by_class_and_the_schedulers_decisions_are_those_of_the_API_and_off_is_said()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "?node=shanxi/datong&list=work");
        await visit.Shows("twin-work [data-figure=scheduler]", "Scheduler on");
        await visit.Until("the scheduler has decided something about Datong", async () => await visit.Page.Locator("twin-work [data-decision]").CountAsync() > 0);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");

        var jobs = await Api(visit, "jobs");
        var datong = jobs.GetProperty("hubs").EnumerateArray().Single(h => h.GetProperty("hub").GetString() == "shanxi/datong");
        foreach (var c in datong.GetProperty("classes").EnumerateArray().Where(c => c.GetProperty("running").GetInt32() + c.GetProperty("waiting").GetInt32() > 0))
        {
            var row = $"twin-work tr[data-class='{c.GetProperty("class").GetString()}']";
            foreach (var count in new[] { "running", "waiting", "late" })
            {
                await visit.Shows($"{row} [data-col={count}]", c.GetProperty(count).GetInt64().ToString(CultureInfo.InvariantCulture));
            }

            var due = c.GetProperty("nextDeadline");
            await visit.Shows($"{row} [data-col=deadline]", due.ValueKind == JsonValueKind.Null ? "–" : (due.GetDateTime() + TimeSpan.FromHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture));
        }

        var newest = (await Api(visit, "decisions")).EnumerateArray().Last(d => d.GetProperty("from").GetString() == "shanxi/datong" || d.GetProperty("to").GetString() == "shanxi/datong");
        var first = visit.Page.Locator("twin-work [data-decision]").First;
        await visit.Until("the newest decision about Datong stands first", async () => await first.GetAttributeAsync("data-decision") == newest.GetProperty("sequence").GetInt64().ToString(CultureInfo.InvariantCulture));
        var said = await first.InnerTextAsync();
        said.ShouldContain(newest.GetProperty("reason").GetString() switch
        {
            "cheaperHub" => "cheaper there:", "cheaperHour" => "cheaper then:", "noRoom" => "no room where they were given", "gridShort" => "the grid is short there",
            "tooWarm" => "racks are hot there", "racksLost" => "racks were lost", _ => "called to draw less",
        });
        said.ShouldContain("Datong");

        await host.Twin.Submit(new InjectRequest("off", "test", EventKind.SchedulerOff, NodePath.Root, "", null, null, null, true, null, ""), default);
        await host.Twin.SetClock(new ClockRequest(false, null), default);
        await visit.Open(host.Address, "?list=work");
        await visit.Shows("twin-work [data-figure=scheduler]", "▲Scheduler off: jobs run where and when they come");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_hub_stands_against_its_policy_with_the_people_within_each_circle_of_latency()
    {
        await using var host = await Front.Start(paused: true);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "?node=shanxi/datong");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Policy", Exact = true }).ClickAsync();
        visit.Page.Url.ShouldContain("list=policy");
        var row = "twin-policy tr[data-node='shanxi/datong']";
        await visit.Shows(row, "1.20");
        await visit.Shows($"{row} .reach", "region, ≤ 5 Beijing 3.4");
        var picture = visit.Page.Locator("twin-policy figure svg");
        (await picture.GetAttributeAsync("aria-label"))!.ShouldContain("Beijing 3.4");
        (await picture.Locator("circle.ring").CountAsync()).ShouldBe(3);
        visit.Complaints.ShouldBeEmpty();
    }

    private static async Task<JsonElement> Api(Visit visit, string path) =>
        JsonDocument.Parse(await visit.Page.EvaluateAsync<string>($"fetch('/api/v1/{path}').then(a => a.text())")).RootElement;
}
