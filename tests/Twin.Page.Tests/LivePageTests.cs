using System.Globalization;
using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Page.Tests;

[Collection(BrowserCollection.Name)]
public sealed class LivePageTests(Browser browser)
{
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");

    [BrowserFact]
    public async Task A_cold_page_shows_numbers_and_asks_no_host_but_its_own()
    {
        await using var host = await TwinHost.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await visit.Shows("twin-ranking tbody tr[data-node='shanxi/datong']", "Datong");

        visit.Asked.Where(a => a.Host != host.Address.Host).ShouldBeEmpty();
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Numbers_are_those_of_the_API_at_the_same_tick_and_hubs_add_up_to_the_network()
    {
        await using var host = await TwinHost.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");
        var frame = host.Twin.Latest;
        await visit.Shows("twin-bar .tick b", Figure.Whole(frame.Tick));

        double sum = 0;
        foreach (var hub in host.Twin.Info.Nodes.Where(n => n.Kind == NodeKind.Hub))
        {
            var kw = frame.Nodes[host.Twin.Info.IndexOf(hub.Path)].Reading.FacilityKw;
            var shown = await MegawattsOf(visit, $"twin-ranking tr[data-node='{hub.Path}'] [data-col=power]");
            shown.ShouldBe(kw / 1000, 0.051, hub.Path.Value);
            sum += shown;
        }

        var network = await MegawattsOf(visit, "twin-ranking tfoot [data-col=power]");
        network.ShouldBe(frame.Nodes[0].Reading.FacilityKw / 1000, 0.51);
        sum.ShouldBe(network, 0.7, "the hubs shown against the network shown, each rounded for itself");
        (await visit.Page.Locator("twin-bar .closure").InnerTextAsync()).ShouldContain("Σ closes");
    }

    [BrowserFact]
    public async Task A_region_shows_what_feeds_its_grid_what_it_stores_and_how_its_hubs_stand_by_policy()
    {
        await using var host = await TwinHost.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/?node=shanxi");
        await visit.Shows("twin-region section:has-text('coal') tbody", "Ties, in");
        await visit.Shows("twin-region section:has-text('flywheel') tbody", "battery");
        await visit.Shows("twin-region tr[data-node='shanxi/datong'] th", "Datong");
        await visit.Shows("twin-region tr[data-node='shanxi/datong']", "1.20");
        await visit.Shows("twin-region p.line", "Hz · island");
        await visit.Page.Locator("twin-region tr[data-node='shanxi/datong'] a").ClickAsync();
        await visit.Shows("twin-hub h2", "data centers");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_heat_wave_injected_and_ended_by_keyboard_alone_shows_in_ring_sentence_and_PUE()
    {
        await using var host = await TwinHost.Start(speed: 300);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        var before = host.Twin.Latest.Nodes[host.Twin.Info.IndexOf(Datong)].Reading.Pue;
        var keyboard = visit.Page.Keyboard;

        await keyboard.PressAsync("i");
        await Assertions.Expect(visit.Page.Locator("twin-inject select")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("shanxi/datong");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("12");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("1m");
        await visit.Shows("twin-inject section", "data centers");
        await keyboard.PressAsync("Enter");
        await visit.Shows("twin-inject .note", "Accepted");

        await visit.Shows("twin-map .hub.amber[data-node='shanxi/datong']", "heat wave +12");
        await visit.Shows("twin-ranking tr.amber[data-node='shanxi/datong']", "heat wave +12");
        await host.Twin.SetClock(new ClockRequest(null, 3600), default);
        await visit.Until($"Datong's PUE on the page rises above {before:F2}", async () =>
            double.Parse(await visit.Page.Locator("twin-ranking tr[data-node='shanxi/datong'] [data-col=pue]").InnerTextAsync(), CultureInfo.InvariantCulture) > before + 0.02);

        await visit.TabTo("End now: Heat wave +12");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("twin-map .hub.amber[data-node='shanxi/datong']")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("twin-inject")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task An_address_opened_elsewhere_shows_the_same_view()
    {
        await using var host = await TwinHost.Start();
        await using var one = await browser.Visit();
        await one.Open(host.Address);
        await one.Page.Keyboard.PressAsync("Control+k");
        await one.Page.Keyboard.TypeAsync("waterless");
        await one.Page.Keyboard.PressAsync("Enter");
        await one.Shows("nav h1", "Waterless");
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Power kW" }).ClickAsync();
        await one.Page.Locator("twin-floor canvas").PressAsync("ArrowRight");
        await one.Shows("twin-center .rack h2", "r-00000");
        await one.Page.Keyboard.PressAsync("z");

        await using var other = await browser.Visit();
        await other.Open(host.Address, new Uri(one.Page.Url).PathAndQuery);
        await other.Shows("nav h1", "Waterless");
        await other.Shows("twin-center .buttons [aria-pressed=true]", "Power kW");
        await other.Shows("twin-center .rack h2", "r-00000");
        (await other.Page.Locator("twin-bar .time").InnerTextAsync()).ShouldEndWith("UTC");
        one.Complaints.Concat(other.Complaints).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_last_picture_stays_while_the_server_is_away_and_comes_back_by_itself()
    {
        var host = await TwinHost.Start();
        var address = host.Address;
        await using var visit = await browser.Visit();
        await visit.Open(address);
        await visit.Shows("twin-bar .banner", "LIVE");
        await host.DisposeAsync();

        await visit.Shows("twin-bar .banner", "STALE");
        (await visit.Page.Locator("twin-ranking tbody tr").CountAsync()).ShouldBeGreaterThan(0, "the last picture stays");
        await using var again = await TwinHost.Start(address.ToString());
        await visit.Shows("twin-bar .banner", "LIVE");
        await visit.Until("ticks go on", async () => (await visit.Page.Locator("twin-bar .tick b").InnerTextAsync()) != "0");
    }

    private static async Task<double> MegawattsOf(Visit visit, string selector) =>
        double.Parse((await visit.Page.Locator(selector).InnerTextAsync()).Replace("\u202f", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
