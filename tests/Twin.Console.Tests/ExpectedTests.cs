using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace.Tests;

/// <summary>What users of such systems expect of any of them: what colour means, time, ways of showing, keys, and what a page says when something is missing.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExpectedTests(Browser browser)
{
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");
    private const string Waterless = "shanxi/datong/waterless";

    [BrowserFact]
    public async Task Only_what_is_abnormal_has_colour_and_a_word_and_a_mark_with_it_and_every_number_its_unit_age_quality_and_reason()
    {
        await using var host = await ConsoleHost.Start(speed: 300);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "/console");
        await visit.ShowsIn("twin-ranking tbody tr[data-node='shanxi/datong']", "Datong");
        (await Coloured(visit)).ShouldBe(Abnormal(host), "rows in colour are the abnormal hubs");
        (await Nodes(visit, "twin-map .hub[data-node]")).ShouldBe(await Nodes(visit, "twin-ranking tbody tr[data-node]"), "the ranking holds what the map holds");

        await host.Twin.Submit(new InjectRequest("heat", "j.li", EventKind.HeatWave, Datong, "", null, 12, null, false, 60_000, "trial"), default);
        await visit.ShowsIn("twin-ranking tr.amber[data-node='shanxi/datong'] .mark", "▲");
        await visit.ShowsIn("twin-ranking tr.amber[data-node='shanxi/datong']", "heat wave +12\u202fK");
        await visit.ShowsIn("twin-map .hub.amber[data-node='shanxi/datong']", "heat wave");

        await visit.ShowsIn("twin-numbers [data-figure=facility] .unit", "MW");
        await visit.ShowsIn("twin-bar .age", "s old");
        await visit.ShowsIn("twin-bar .closure", "Σ closes");
        var at = host.Twin.Info.IndexOf(NodePath.Parse(Waterless));
        await Facts.Until("the plant changed its mode after the heat wave began", () => host.Twin.Latest.Nodes[at].Plant!.SinceMs > host.Twin.Latest.Events[0].StartMs);
        await visit.Open(host.Address, $"/console?node={Waterless}");
        await visit.ShowsIn("twin-center aside h2", "simulated");
        await visit.ShowsIn("twin-center section:has(twin-modes)", "after heat wave +12");
        await visit.ShowsIn("twin-center section:has(twin-modes)", " since ");
        await visit.Page.Locator("twin-modes svg[role=img] rect").First.WaitForAsync();
        await visit.Open(host.Address, $"/console/rack?node={Waterless}&rack=3");
        await visit.ShowsIn(".rack .second", "Simulated");
        await visit.ShowsIn(".rack .second", " old");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Time_is_held_replayed_typed_zoomed_and_paced_and_events_stand_on_every_chart()
    {
        await using var host = await ConsoleHost.Start();
        await host.Twin.Submit(new InjectRequest("heat", "j.li", EventKind.HeatWave, Datong, "", null, 8, null, false, null, "trial"), default);
        await using var visit = await browser.Visit();
        var keyboard = visit.Page.Keyboard;
        await visit.Open(host.Address, $"/console?node={Datong}");
        await Facts.Until("half an hour has passed in the world", () => host.Twin.Latest.Tick >= 180);
        await Facts.Until("the mark of the event stands on every chart", () => visit.Page.EvaluateAsync<bool>(
            """
            (() => {
              const within = root => [...root.querySelectorAll('*')].flatMap(e => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
              const charts = within(document).filter(e => e.localName === 'twin-trend').map(e => e.shadowRoot.querySelector('canvas'));
              const amber = canvas => { const p = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                for (let i = 0; i < p.length; i += 4) if (p[i] === 242 && p[i + 1] === 184 && p[i + 2] === 75) return true; return false; };
              return charts.length > 1 && charts.every(c => c !== null && amber(c));
            })()
            """));
        (await visit.Page.Locator("twin-scrubber i").First.GetAttributeAsync("title"))!.ShouldContain("Heat wave +8");

        await keyboard.PressAsync("h");
        await visit.ShowsIn("twin-bar .behind", "before live");
        await Assertions.Expect(visit.Page.Locator("twin-bar .banner.live")).ToHaveCountAsync(0);
        var held = await visit.Page.Locator("twin-bar .time b").InnerTextAsync();
        var tick = host.Twin.Latest.Tick;
        await Facts.Until("ticks go on behind the picture", () => host.Twin.Latest.Tick > tick + 60);
        (await visit.Page.Locator("twin-bar .time b").InnerTextAsync()).ShouldBe(held);
        await visit.Page.Locator("twin-scrubber input").PressAsync("ArrowLeft");
        await visit.ShowsIn("twin-bar .banner", "REPLAY");
        await Assertions.Expect(visit.Page.Locator("twin-bar .time b")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(":00$"), new() { Timeout = Facts.PageMs });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await visit.Page.Locator("twin-scrubber .back").ClickAsync();
        await visit.ShowsIn("twin-bar .banner", "LIVE");

        var typed = visit.Page.Locator("twin-ranges input");
        await typed.FillAsync("now-2h");
        await typed.PressAsync("Enter");
        await AddressHas(visit, "range=2h");
        await typed.FillAsync("yesterday");
        await typed.PressAsync("Enter");
        await visit.ShowsIn("twin-ranges [role=alert]", "now-6h");
        await typed.FillAsync("08:00/08:20");
        await typed.PressAsync("Enter");
        await AddressHas(visit, "from=2026-07-14T00:00:00.000Z&to=2026-07-14T00:20:00.000Z");
        await visit.Page.Locator("twin-ranges").GetByText("Back to live").ClickAsync();
        var chart = (await visit.Page.Locator("twin-hub twin-trend .u-over").First.BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(chart.X + (chart.Width * 0.3f), chart.Y + 20);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(chart.X + (chart.Width * 0.7f), chart.Y + 20, new() { Steps = 4 });
        await visit.Page.Mouse.UpAsync();
        await AddressHas(visit, "from=");
        await using (var other = await browser.Visit())
        {
            await other.Open(host.Address, new Uri(visit.Page.Url).PathAndQuery);
            await other.ShowsIn("twin-ranges", "Back to live");
        }

        await keyboard.PressAsync("t");
        await visit.Page.Locator("twin-trend .rows table").First.WaitForAsync();
        var csv = await visit.Page.EvaluateAsync<string>("document.querySelector('twin-hub').shadowRoot.querySelector('twin-trend').shadowRoot.querySelector('a[download]').href");
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(csv))).Split('\n')[0].ShouldSatisfyAllConditions(head => head.ShouldContain("UTC"), head => head.ShouldContain("kW"));

        var speed = host.Twin.Latest.Clock.Speed;
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Faster" }).ClickAsync();
        await Facts.Until("the whole twin is faster", () => host.Twin.Latest.Clock.Speed > speed);
        await keyboard.PressAsync("p");
        await visit.ShowsIn("twin-bar .banner", "PAUSED");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Units_and_zone_are_the_readers_own_everywhere_and_are_kept()
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
        using var http = new HttpClient { BaseAddress = host.Address };
        foreach (var (format, has) in new[] { ("CSV", "inletC (°C)"), ("NDJSON", "inletC") })
        {
            var address = await visit.Page.Locator(".racks a[download]").GetByText(format, new() { Exact = true }).GetAttributeAsync("href");
            (await http.GetStringAsync(address)).Split('\n')[0].ShouldContain(has);
        }

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

        visit.Complaints.ShouldBeEmpty();
        await visit.Page.RouteAsync("**/history?*", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"The disk is away.","status":503}""" }));
        await visit.Open(host.Address, "/console?kiosk");
        await visit.ShowsIn("twin-trend .note.amber", "Could not read");
        await visit.ShowsIn("twin-ranking tbody tr[data-node='shanxi/datong']", "Datong");
        (await visit.Page.Locator(".mud-drawer").IsVisibleAsync()).ShouldBeFalse();
        (await visit.Page.Locator("twin-scrubber").IsVisibleAsync()).ShouldBeFalse();
    }

    private static Task AddressHas(Visit visit, string part) =>
        Facts.Until($"the address has '{part}'", () => Uri.UnescapeDataString(visit.Page.Url).Contains(part, StringComparison.Ordinal));

    private static async Task<string[]> Nodes(Visit visit, string selector) =>
        [.. (await visit.Page.Locator(selector).EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.node)")).Order(StringComparer.Ordinal)];

    private static Task<string[]> Coloured(Visit visit) => Nodes(visit, "twin-ranking tbody tr:is(.amber, .red)");

    private static string[] Abnormal(TwinHost host) =>
    [
        .. host.Twin.Info.Nodes.Where((n, i) => n.Kind == NodeKind.Hub && host.Twin.Latest.ConditionOf(host.Twin.Info, i).Level != ConditionLevel.Normal).Select(n => n.Path.Value).Order(StringComparer.Ordinal),
    ];
}
