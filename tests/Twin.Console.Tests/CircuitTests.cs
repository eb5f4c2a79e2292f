using System.Reflection;
using Twin.Contracts;

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

    [BrowserFact]
    public async Task A_page_whose_circuit_fails_comes_back_by_itself()
    {
        await using var twin = await ConsoleHost.Start(paused: true);
        var failing = DispatchProxy.Create<ITwin, FailingOnce>();
        ((FailingOnce)(object)failing).Twin = twin.Twin;
        await using var host = await ConsoleHost.Serve(failing);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console?node=shanxi/datong/waterless&rack=3");
        await visit.Page.Locator(".open-rack a").ClickAsync();
        await visit.ShowsIn("[data-figure='rack.power'] dd", "\u202fkW");
        ((FailingOnce)(object)failing).Failed.ShouldBeTrue();
        visit.Complaints.ShouldNotBeEmpty("the server says what became of the circuit");
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

    /// <summary>A twin whose first rack is asked for in vain, in a way that nothing is prepared for.</summary>
    public class FailingOnce : DispatchProxy
    {
        public ITwin Twin { get; set; } = null!;

        public bool Failed { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ITwin.Rack) && !Failed)
            {
                Failed = true;
                throw new InvalidOperationException("The first rack is not there.");
            }

            return targetMethod.Invoke(Twin, args);
        }
    }
}
