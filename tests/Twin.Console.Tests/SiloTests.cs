using Microsoft.Playwright;

namespace Twin.Workplace.Tests;

/// <summary>The console as a silo serves it, in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SiloTests(Browser browser)
{
    [BrowserFact]
    public async Task From_the_overview_one_walks_by_links_to_a_floor_and_to_the_events()
    {
        await using var silo = await SiloProcess.Start();
        await using var visit = await browser.Visit();
        await visit.Open(silo.Address, "/console");
        await visit.ShowsIn("h1", "Network");
        await visit.Page.Locator("twin-ranking tr[data-node='shanxi/datong'] a").ClickAsync();
        await visit.ShowsIn("h1", "Datong");
        await visit.Page.Locator("twin-hub a").GetByText("Waterless halls").First.ClickAsync();
        await visit.ShowsIn("h1", "Waterless halls");
        await visit.ShowsIn("twin-center", "480");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }).ClickAsync();
        await visit.ShowsIn("h1", "Events");
        await visit.ShowsIn(".page", "Open events");
        await visit.Page.GoBackAsync();
        await visit.ShowsIn("h1", "Waterless halls");
        await visit.Page.GotoAsync(new Uri(silo.Address, "/console/rack?node=shanxi/datong/waterless&rack=3").ToString());
        await visit.ShowsIn(".rack", "own row");

        visit.Asked.Where(a => a.Host != silo.Address.Host).ShouldBeEmpty();
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_last_picture_stays_greyed_while_the_silo_is_away_and_the_page_comes_back_by_itself()
    {
        await using var silo = await SiloProcess.Start();
        await using var visit = await browser.Visit();
        await visit.Open(silo.Address, "/console?node=shanxi/datong");
        await visit.ShowsIn("twin-bar .banner", "LIVE");
        await silo.Kill();

        await visit.Page.Locator("html[data-lost]").WaitForAsync();
        await visit.ShowsIn("twin-bar .banner", "STALE");
        await visit.ShowsIn("h1", "Datong");
        (await visit.Page.Locator("main").EvaluateAsync<string>("m => getComputedStyle(m).filter")).ShouldContain("grayscale");

        await using var again = await SiloProcess.Start(silo.Address.ToString());
        await Assertions.Expect(visit.Page.Locator("html[data-lost]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await visit.ShowsIn("twin-bar .banner", "LIVE");
        await visit.ShowsIn("h1", "Datong");
    }

    [BrowserFact]
    public async Task A_silo_is_killed_from_the_cluster_page_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var silo = await SiloProcess.Start(world: "china", more: ["--silos", "3", "--speed", "600"]);
        await using var visit = await browser.Visit();
        await visit.Open(silo.Address, "/console?node=shanxi/datong&panel=inject");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await visit.ShowsIn(".mud-snackbar", "accepted");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Cluster", Exact = true }).ClickAsync();
        await visit.ShowsIn(".hosts tbody", "silo-3");
        var centers = visit.Page.Locator(".hosts tbody tr:has-text('silo-3') td[data-label='Data centers']");
        var carried = int.Parse(await centers.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        carried.ShouldBeGreaterThan(5, "it is killed with what it carries");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Kill silo-3" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Kill it" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".lost")).ToContainTextAsync("Acknowledged by this console: 1. In the journal: 1. Lost: none.", new() { Timeout = 180_000 });
        var said = await visit.Page.Locator(".kill p").First.InnerTextAsync();
        ((int)Figure.Parse(said.Replace("\u202f", "", StringComparison.Ordinal), "").Value).ShouldBeGreaterThanOrEqualTo(carried);
        await visit.ShowsIn("twin-bar .banner", "LIVE");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Kill silo-3" })).ToHaveCountAsync(0, new() { Timeout = Facts.PageMs });
    }
}
