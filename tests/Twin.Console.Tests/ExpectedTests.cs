using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace.Tests;

/// <summary>What users of such systems expect, in the parts that only the console has; the rest is tested as the live page's is, by the same tests.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExpectedTests(Browser browser)
{
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");
    private const string Waterless = "shanxi/datong/waterless";

    [BrowserFact]
    public async Task The_ranking_holds_what_the_map_holds_and_what_a_circuit_draws_has_unit_age_and_quality()
    {
        await using var host = await ConsoleHost.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console");
        await visit.ShowsIn("twin-ranking tbody tr[data-node='shanxi/datong']", "Datong");
        (await Nodes(visit, "twin-map .hub[data-node]")).ShouldBe(await Nodes(visit, "twin-ranking tbody tr[data-node]"));

        await visit.Open(host.Address, $"/console?node={Waterless}&table=1");
        await visit.ShowsIn(".racks", "simulated, 14 Jul");
        await visit.ShowsIn(".racks thead", "Inlet °C");
        await visit.Open(host.Address, $"/console/rack?node={Waterless}&rack=3");
        await visit.ShowsIn("[data-figure='rack.power'] dd", "\u202fkW");
        await visit.ShowsIn(".rack .second", "Simulated");
        await visit.ShowsIn(".rack .second", " old");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Units_are_the_readers_own_everywhere_and_are_kept()
    {
        await using var host = await ConsoleHost.Start(paused: true);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console/settings");
        await visit.Page.GetByText("US customary").ClickAsync();
        await AddressHas(visit, "units=us");
        var rack = await host.Twin.Rack(NodePath.Parse(Waterless).Child("r-00003"), default);
        await visit.Open(host.Address, $"/console/rack?node={Waterless}&rack=3"); // without a word of units: this browser keeps them
        await AddressHas(visit, "units=us");
        await visit.ShowsIn("[data-figure='rack.inlet']", $"{Figures.Number((rack.InletC * 1.8) + 32, 1)}\u202f°F");
        await visit.ShowsIn("twin-spark", "Inlet °F");
        await visit.Open(host.Address, $"/console?node={Waterless}&rack=3");
        await visit.ShowsIn("twin-center .rack [data-figure=inletC]", "°F");
        await visit.ShowsIn("twin-center .chain", "To 104\u202f°F inlet");
        (await visit.Page.Locator("main").InnerTextAsync()).ShouldNotContain("°C");
        await visit.Page.Locator("twin-center .buttons").GetByText("Table").ClickAsync();
        await visit.ShowsIn(".racks thead", "Inlet °F");
        await visit.Open(host.Address, $"/console?node={Datong}");
        await visit.ShowsIn("twin-hub [data-figure=wind]", "mph");
        await visit.ShowsIn("twin-hub [data-figure=water]", "gal/min");
        await visit.ShowsIn("twin-hub thead", "Max °F");
        await visit.Page.Keyboard.PressAsync("i");
        await visit.ShowsIn(".magnitude", "°F; usual 14.4");
        var strength = visit.Page.Locator("#compose-magnitude");
        await strength.FillAsync("99");
        await visit.ShowsIn(".magnitude", "It must be 0.9 to 45 °F");
        await strength.FillAsync("18");
        await visit.ShowsIn(".reach", "+18\u202f°F");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await visit.ShowsIn(".mud-snackbar", "accepted");
        await host.Twin.SetClock(new ClockRequest(false, null), default);
        await Facts.Until("the heat wave is kept in kelvins", () => host.Twin.Latest.Events is [{ Kind: EventKind.HeatWave, Magnitude: 10 }]);
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Times_that_a_circuit_writes_are_in_the_zone_of_the_reader_and_say_so()
    {
        await using var host = await ConsoleHost.Start(paused: true);
        await host.Twin.Submit(new InjectRequest("heat", "j.li", EventKind.HeatWave, Datong, "", null, 8, null, true, null, ""), default);
        await host.Twin.SetClock(new ClockRequest(false, null), default);
        await Facts.Until("the heat wave is open", () => host.Twin.Latest.Events.Count == 1);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await Facts.Until("the twin stands", async () =>
        {
            var tick = host.Twin.Latest.Tick;
            await Task.Delay(300);
            return tick == host.Twin.Latest.Tick;
        });
        var rack = await host.Twin.Rack(NodePath.Parse(Waterless).Child("r-00003"), default);
        await using var visit = await browser.Visit(zone: "America/St_Johns");
        await visit.Open(host.Address, "/console/settings");
        await visit.ShowsIn(".settings", $"this browser’s own time {Moment(rack.TimeMs, -2.5)} UTC\u22122:30 browser");
        await visit.Page.GetByText("this browser’s own time").ClickAsync();
        await AddressHas(visit, "zone=browser");
        foreach (var (address, part, ms) in new[] { ("/console/events", ".events tbody", host.Twin.Latest.Events[0].StartMs), ($"/console/rack?node={Waterless}&rack=3", ".rack .second", rack.TimeMs) })
        {
            await visit.Open(host.Address, address); // without a word of the zone: this browser keeps it
            await visit.ShowsIn(part, $"{Moment(ms, -2.5)} UTC\u22122:30 browser");
            await visit.Page.Keyboard.PressAsync("z");
            await visit.ShowsIn(part, $"{Moment(ms, 8)} UTC+8");
            await visit.Page.Keyboard.PressAsync("z");
            await visit.ShowsIn(part, $"{Moment(ms, 0)} UTC");
        }

        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Keys_open_and_close_a_wall_has_no_chrome_and_a_page_says_what_is_empty_or_cannot_be_read()
    {
        await using var host = await ConsoleHost.Start();
        await using var visit = await browser.Visit();
        var keyboard = visit.Page.Keyboard;
        await visit.Open(host.Address, "/console/events");
        await visit.ShowsIn(".page", "No event is open.");
        await Assertions.Expect(visit.Page.Locator(".end-all")).ToBeDisabledAsync();
        foreach (var (key, open) in new[] { ("?", "twin-help"), ("Control+k", "twin-search"), ("e", "twin-panel twin-journal"), ("i", ".compose") })
        {
            await keyboard.PressAsync(key);
            await visit.Page.Locator(open).WaitForAsync(new() { Timeout = Facts.PageMs });
            await keyboard.PressAsync("Escape");
            await Assertions.Expect(visit.Page.Locator(open)).ToHaveCountAsync(0, new() { Timeout = Facts.PageMs });
        }

        var button = visit.Page.Locator("main .mud-button-root:has-text('Inject event')");
        await button.PressAsync("Enter");
        await visit.Page.Locator(".mud-dialog .compose").WaitForAsync(new() { Timeout = Facts.PageMs });
        (await visit.Page.EvaluateAsync<bool>("document.activeElement.closest('.mud-dialog') !== null")).ShouldBeTrue("a dialog has the focus");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToBeFocusedAsync(new() { Timeout = Facts.PageMs });
        visit.Complaints.ShouldBeEmpty();
        await visit.Page.RouteAsync("**/history?*", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"The disk is away.","status":503}""" }));
        await visit.Open(host.Address, "/console?kiosk");
        await visit.ShowsIn("twin-trend .note.amber", "Could not read");
        await visit.ShowsIn("twin-ranking tbody tr[data-node='shanxi/datong']", "Datong");
        (await visit.Page.Locator(".mud-drawer").IsVisibleAsync()).ShouldBeFalse();
        (await visit.Page.Locator("twin-scrubber").IsVisibleAsync()).ShouldBeFalse();
    }

    private static string Moment(long ms, double hoursAhead) => DateTimeOffset.FromUnixTimeMilliseconds(ms).AddHours(hoursAhead).ToString("d MMM HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static Task AddressHas(Visit visit, string part) =>
        Facts.Until($"the address has '{part}'", () => Uri.UnescapeDataString(visit.Page.Url).Contains(part, StringComparison.Ordinal));

    private static async Task<string[]> Nodes(Visit visit, string selector) =>
        [.. (await visit.Page.Locator(selector).EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.node)")).Order(StringComparer.Ordinal)];
}
