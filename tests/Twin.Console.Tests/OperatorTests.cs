using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace.Tests;

/// <summary>What operators and engineers do in the console.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OperatorTests(Browser browser)
{
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");
    private static readonly NodePath Waterless = NodePath.Parse("shanxi/datong/waterless");

    [BrowserFact]
    public async Task The_hottest_rack_is_five_clicks_from_the_overview()
    {
        await using var host = await ConsoleHost.Start();
        await host.Twin.Submit(new InjectRequest("fans", "t", EventKind.FanWallFailure, Waterless, "", null, 6, null, true, null, ""), default);
        await Facts.Until("the fans' loss shows", async () => (await host.Twin.Racks(Waterless, 0, 1000, default)).InletC.Max() > 27);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        var page = await host.Twin.Racks(Waterless, 0, 1000, default);
        var hottest = Array.IndexOf(page.InletC, page.InletC.Max());

        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console");
        await visit.Page.Locator("twin-ranking tr[data-node='shanxi/datong'] a").ClickAsync();
        await visit.Page.Locator("twin-hub a").GetByText("Waterless halls").First.ClickAsync();
        await visit.Page.Locator("twin-center .buttons").GetByText("Table").ClickAsync();
        await visit.ShowsIn(".racks tbody tr", NodePath.RackName(hottest));
        (await visit.Page.Locator(".racks tbody tr").CountAsync()).ShouldBe(25, "one page of the racks, and no more, goes to the browser");
        await visit.Page.Locator(".racks tbody a").First.ClickAsync();
        await visit.ShowsIn("h1", NodePath.RackName(hottest));
        await visit.ShowsIn(".figures", Figures.Temperature(page.InletC[hottest], Units.Si));
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_heat_wave_is_checked_as_one_types_previewed_injected_and_moves_hub_and_region()
    {
        await using var host = await ConsoleHost.Start(speed: 60);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console?node=shanxi/datong&panel=inject");
        await visit.ShowsIn(".reach", "880 racks in 2 data centers");
        var strength = visit.Page.Locator("#compose-magnitude");
        await strength.FillAsync("99");
        await visit.ShowsIn(".magnitude", "must be 0.5 to 25 K");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true })).ToBeDisabledAsync();
        await strength.FillAsync("12");
        await visit.Page.Locator("#compose-ramp").FillAsync("1m");
        await visit.Page.Locator("#compose-by").FillAsync("j.li");
        await visit.Page.Locator("#compose-reason").FillAsync("trial");
        await visit.ShowsIn(".reach", "+12");
        var before = host.Twin.Latest;
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await visit.ShowsIn(".mud-snackbar", "accepted");
        await Facts.Until("the twin has it", () => host.Twin.Latest.Events.Any(e => e is { Kind: EventKind.HeatWave, By: "j.li", Reason: "trial" }));

        await host.Twin.SetClock(new ClockRequest(null, 3600), default);
        foreach (var path in (NodePath[])[Datong, Datong.Parent])
        {
            var at = host.Twin.Info.IndexOf(path);
            await Facts.Until($"the PUE of {path} rises", () => host.Twin.Latest.Nodes[at].Reading.Pue > before.Nodes[at].Reading.Pue + 0.01);
        }

        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Page.GotoAsync(new Uri(host.Address, "/console?node=shanxi").ToString());
        await visit.ShowsIn("twin-events", "Heat wave +12");
        await visit.ShowsIn("twin-numbers", Figures.Number(host.Twin.Latest.Nodes[host.Twin.Info.IndexOf(Datong.Parent)].Reading.Pue, 2));
        await visit.ShowsIn("twin-region section", "wind");
    }

    [BrowserFact]
    public async Task A_substation_trip_shows_at_its_data_center_and_all_events_end_at_one_word()
    {
        await using var host = await ConsoleHost.Start(speed: 60);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console/events?panel=inject&kind=substationTrip&target=shanxi/datong");
        await visit.ShowsIn(".reach", "Substation trip");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await visit.ShowsIn(".events tbody", "Substation trip");
        await visit.Page.Locator(".events tbody a").First.ClickAsync();
        await visit.ShowsIn("h1", "Datong");
        var at = host.Twin.Info.IndexOf(Waterless);
        await Facts.Until("generators carry it", () => host.Twin.Latest.Nodes[at].Power!.Supply == Supply.Generator);
        await visit.Page.Locator("twin-hub a").GetByText("Waterless halls").First.ClickAsync();
        await visit.ShowsIn("twin-center .chain", "generators");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }).ClickAsync();
        await visit.Page.Locator(".end-all").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "End all", Exact = true }).ClickAsync();
        await visit.ShowsIn(".page", "No event is open.");
        host.Twin.Latest.Events.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_rack_is_capped_from_its_page_and_its_power_falls()
    {
        await using var host = await ConsoleHost.Start(speed: 60);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console/rack?node=shanxi/datong/waterless&rack=17");
        await visit.ShowsIn("h1", "r-00017");
        var before = (await host.Twin.Rack(Waterless.Child("r-00017"), default)).PowerKw;
        await visit.Page.GetByText("Cap power").ClickAsync();
        await visit.ShowsIn(".reach", "hits one rack of Datong");
        await visit.Page.Locator("#compose-magnitude").FillAsync("0.2");
        await visit.ShowsIn(".reach", "20");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await visit.ShowsIn(".events tbody", "Power cap on racks");
        await Facts.Until("the rack draws less", async () => (await host.Twin.Rack(Waterless.Child("r-00017"), default)).PowerKw < before - 0.3f);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.ShowsIn(".figures", Figures.Power((await host.Twin.Rack(Waterless.Child("r-00017"), default)).PowerKw));
    }

    [BrowserFact]
    public async Task A_link_shows_another_browser_the_same_view_and_settings_stand_in_it()
    {
        await using var host = await ConsoleHost.Start();
        await using var one = await browser.Visit();
        await one.Open(host.Address, "/console/settings");
        await one.Page.GetByText("Light", new() { Exact = true }).ClickAsync();
        await one.Page.Locator("html[data-theme=light]").WaitForAsync();
        await one.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^UTC ") }).ClickAsync();
        await Assertions.Expect(one.Page.Locator("twin-bar .time")).ToHaveTextAsync(new Regex("UTC\\s*$"), new() { Timeout = Facts.PageMs });
        await one.Page.Keyboard.PressAsync("Control+k");
        await one.Page.Locator("twin-search input").FillAsync("waterless");
        await one.Page.Keyboard.PressAsync("Enter");
        await one.ShowsIn("h1", "Waterless halls");
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Power kW" }).ClickAsync();
        await one.Page.Locator("twin-floor canvas").PressAsync("ArrowRight");
        await one.ShowsIn(".open-rack", "r-00000");

        await using var other = await browser.Visit();
        await other.Open(host.Address, new Uri(one.Page.Url).PathAndQuery);
        await other.ShowsIn("h1", "Waterless halls");
        await other.ShowsIn("twin-center .buttons [aria-pressed=true]", "Power kW");
        await other.ShowsIn(".open-rack", "r-00000");
        await other.Page.Locator("html[data-theme=light]").WaitForAsync();
        (await other.Page.Locator("twin-bar .time").InnerTextAsync()).ShouldEndWith("UTC");
        one.Complaints.Concat(other.Complaints).ShouldBeEmpty();
    }
}
