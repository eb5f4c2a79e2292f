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
        await visit.Shows("h1", "Network");
        await visit.Page.Locator("twin-ranking tr[data-node='shanxi/datong'] a").ClickAsync();
        await visit.Shows("h1", "Datong");
        await visit.Page.Locator("twin-hub a").GetByText("Waterless halls").First.ClickAsync();
        await visit.Shows("h1", "Waterless halls");
        await visit.Shows("twin-center", "480");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }).ClickAsync();
        await visit.Shows("h1", "Events");
        await visit.Shows("twin-journal", "Open events");
        await visit.Page.GoBackAsync();
        await visit.Shows("h1", "Waterless halls");

        visit.Asked.Where(a => a.Host != silo.Address.Host).ShouldBeEmpty();
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_last_picture_stays_greyed_while_the_silo_is_away_and_the_page_comes_back_by_itself()
    {
        await using var silo = await SiloProcess.Start();
        await using var visit = await browser.Visit();
        await visit.Open(silo.Address, "/console?node=shanxi/datong");
        await visit.Shows("twin-bar .banner", "LIVE");
        await silo.Kill();

        await visit.Page.Locator("html[data-lost]").WaitForAsync();
        await visit.Shows("twin-bar .banner", "STALE");
        await visit.Shows("h1", "Datong");
        (await visit.Page.Locator("main").EvaluateAsync<string>("m => getComputedStyle(m).filter")).ShouldContain("grayscale");

        await using var again = await SiloProcess.Start(silo.Address.ToString());
        await Assertions.Expect(visit.Page.Locator("html[data-lost]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await visit.Shows("twin-bar .banner", "LIVE");
        await visit.Shows("h1", "Datong");
    }
}
