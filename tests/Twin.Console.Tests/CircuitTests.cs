
namespace Twin.Workplace.Tests;

/// <summary>What many pages cost the process, and what is left when they go.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CircuitTests(Browser browser)
{
    [BrowserFact]
    public async Task Ten_pages_follow_one_subscription_and_leave_nothing_behind()
    {
        await using var host = await ConsoleHost.Start();
        var visits = new List<Visit>();
        for (var i = 0; i < 10; i++)
        {
            visits.Add(await browser.Visit());
            await visits[^1].Open(host.Address, "/console");
        }

        await Facts.Until("ten pages follow", () => host.Pulse.Followers >= 20);
        var tick = host.Twin.Latest.Tick;
        foreach (var visit in visits)
        {
            await visit.ShowsIn("twin-bar .banner", "LIVE");
        }

        await Facts.Until("ticks go on", () => host.Pulse.Latest.Tick > tick);
        host.Pulse.Followers.ShouldBe(20, "each page follows with its crumbs and its body");
        foreach (var visit in visits)
        {
            visit.Complaints.ShouldBeEmpty();
            await visit.Page.CloseAsync(new() { RunBeforeUnload = false });
            await visit.DisposeAsync();
        }

        await Facts.Until("no page follows any more", () => host.Pulse.Followers == 0);
    }

    [BrowserFact]
    public async Task A_page_too_many_is_told_so()
    {
        await using var host = await ConsoleHost.Start(console: new TwinConsoleOptions { MostFollowers = 0 });
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console");
        await visit.ShowsIn("main", "Too many pages are open");
    }

    [Fact]
    public async Task Nothing_is_drawn_before_the_circuit_is_there()
    {
        await using var host = await ConsoleHost.Start();
        using var http = new HttpClient { BaseAddress = host.Address };
        var document = await http.GetStringAsync("/console");
        document.ShouldContain("Connecting");
        document.ShouldNotContain("mud-");
        using var answer = await http.GetAsync("/console");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
    }
}
