using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Page.Tests;

/// <summary>What operators expect of such a page, point by point.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OperatorsTests(Browser browser)
{
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong");

    [BrowserFact]
    public async Task Every_level_leads_to_the_others_and_shows_its_closure_its_units_its_age_and_its_quality()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "?node=shanxi/datong/waterless&rack=3");
        await visit.Shows("twin-center .rack h2", "r-00003");
        (await visit.Page.Locator("nav li").AllInnerTextsAsync()).Select(t => t.Trim(' ', '/', '\n')).ShouldBe(["Network", "Shanxi", "Datong", "Waterless halls"], ignoreOrder: false);
        foreach (var (link, view) in new[] { ("Datong", "twin-hub"), ("Shanxi", "twin-region"), ("Network", "twin-map") })
        {
            await visit.Shows("twin-bar .closure", "Σ closes");
            (await visit.Page.Locator("twin-bar .age").InnerTextAsync()).ShouldMatch(@"^\d+(\.\d)?\u202f(s|min) old, simulated$");
            await visit.Page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await visit.Page.Locator($"main {view}").WaitForAsync();
            await visit.Until("every number but PUE has a unit", async () =>
                (await visit.Page.Locator("twin-numbers [data-figure]:not([data-figure=pue])").AllInnerTextsAsync()) is { Count: > 3 } all && all.All(t => t.Contains('W') || t.Contains('%') || t.Contains("FLOPS") || t.Contains("g/kWh")));
        }

        await visit.Shows("twin-bar .closure", "Σ closes");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Only_what_is_abnormal_has_colour_and_never_colour_alone()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await host.Twin.Submit(Heat("hot"), default);
        await visit.Shows("twin-ranking tr.amber[data-node='shanxi/datong']", "heat wave +12");
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");
        var frame = host.Twin.Latest;
        await visit.Shows("twin-bar .tick b", Figure.Whole(frame.Tick));
        foreach (var hub in host.Twin.Info.Nodes.Where(n => n.Kind == NodeKind.Hub))
        {
            var level = frame.ConditionOf(host.Twin.Info, host.Twin.Info.IndexOf(hub.Path)).Level;
            var expected = level switch { ConditionLevel.Normal => "ok", ConditionLevel.Watch => "amber", _ => "red" };
            (await visit.Page.Locator($"twin-ranking tr[data-node='{hub.Path}']").GetAttributeAsync("class")).ShouldBe(expected, hub.Path.Value);
            (await visit.Page.Locator($"twin-map .hub[data-node='{hub.Path}']").GetAttributeAsync("class"))!.ShouldEndWith(expected);
            var shape = expected switch { "ok" => "", "amber" => "▲", _ => "◆" };
            (await visit.Page.Locator($"twin-ranking tr[data-node='{hub.Path}'] .mark").AllInnerTextsAsync()).ShouldBe(shape == "" ? [] : [shape]);
            (await visit.Page.Locator($"twin-map .hub[data-node='{hub.Path}'] .why").TextContentAsync())!.ShouldStartWith(shape);
        }
    }

    [BrowserFact]
    public async Task The_banner_says_live_paused_or_replay_each_in_its_frame_and_a_held_picture_says_how_far_it_is_behind()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await visit.Shows("twin-bar .banner", "LIVE");
        (await Frame(visit)).ShouldBe("none");

        await visit.Page.Keyboard.PressAsync("h");
        await visit.Shows("twin-bar .banner", "PAUSED");
        (await Frame(visit)).ShouldBe("dashed");
        var (time, power) = (await visit.Page.Locator("twin-bar .time b").InnerTextAsync(), await visit.Page.Locator("twin-ranking tfoot [data-col=power]").InnerTextAsync());
        var held = host.Twin.Latest.Tick;
        await visit.Until("the twin has gone on for twenty minutes", () => Task.FromResult(host.Twin.Latest.Tick > held + 120));
        await visit.Until("it says that it is far behind", async () => Regex.IsMatch(await visit.Page.Locator("twin-bar .behind").InnerTextAsync(), @"^(\d{2}\u202fmin|\d+(\.\d)?\u202fh) before live"));
        (await visit.Page.Locator("twin-bar .time b").InnerTextAsync()).ShouldBe(time, "the picture stands");
        (await visit.Page.Locator("twin-ranking tfoot [data-col=power]").InnerTextAsync()).ShouldBe(power);
        await visit.Page.Keyboard.PressAsync("h");
        await visit.Shows("twin-bar .banner", "LIVE");

        await visit.Page.Locator("twin-scrubber input[type=range]").PressAsync("ArrowLeft");
        await visit.Shows("twin-bar .banner", "REPLAY");
        (await Frame(visit)).ShouldBe("solid");
        await visit.Shows("twin-bar .behind", "before live, replayed");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Back to live" }).ClickAsync();

        await visit.Page.Locator("body").PressAsync("p");
        await visit.Shows("twin-bar .banner", "PAUSED");
        (await Frame(visit)).ShouldBe("dashed");
        host.Twin.Latest.Clock.Paused.ShouldBeTrue("the key pauses the twin itself");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_range_is_typed_or_dragged_and_the_whole_view_is_in_the_address()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "?node=shanxi/datong");
        await visit.Until("half an hour has passed in the world", () => Task.FromResult(host.Twin.Latest.Tick >= 180));
        var typed = visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Time range, typed" });
        await Type(typed, "now-2h");
        await visit.Until("the range is in the address", () => Task.FromResult(visit.Page.Url.Contains("range=2h", StringComparison.Ordinal)));
        await Type(typed, "last week");
        await visit.Shows("twin-ranges [role=alert]", "Write now-6h");
        await Type(typed, "08:05 to 08:25");
        await visit.Until("both ends are in the address", () => Task.FromResult(visit.Page.Url.Contains("from=2026-07-14T00:05:00.000Z&to=2026-07-14T00:25:00.000Z", StringComparison.Ordinal)));

        var plot = visit.Page.Locator("twin-trend .u-over").First;
        await plot.WaitForAsync();
        var box = (await plot.BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.25f), box.Y + (box.Height / 2));
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.75f), box.Y + (box.Height / 2), new() { Steps = 4 });
        await visit.Page.Mouse.UpAsync();
        await visit.Until("the dragged part is in the address", () => Task.FromResult(!visit.Page.Url.Contains("00:05:00.000Z", StringComparison.Ordinal) && visit.Page.Url.Contains("from=2026-07-14T00:", StringComparison.Ordinal)));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "PUE", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        var address = new Uri(visit.Page.Url).PathAndQuery;

        await using var other = await browser.Visit();
        await other.Open(host.Address, address);
        await other.Page.Locator("twin-trend tbody tr").First.WaitForAsync();
        (await other.Page.GetByRole(AriaRole.Textbox, new() { Name = "Time range, typed" }).GetAttributeAsync("placeholder")).ShouldBe(await typed.GetAttributeAsync("placeholder"));
        (await other.Page.Locator("twin-hub th[aria-sort]").InnerTextAsync()).ShouldStartWith("PUE");
        new Uri(other.Page.Url).PathAndQuery.ShouldBe(address, "nothing of it was lost");
        visit.Complaints.Concat(other.Complaints).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task An_event_is_marked_on_every_chart_which_can_be_read_as_a_table_and_its_cause_stands_beside_what_it_changed()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await host.Twin.Submit(Heat("hot"), default);
        await visit.Open(host.Address, "?node=shanxi/datong");
        await visit.Until("some plant changed its mode for the heat", async () => await visit.Page.Locator("twin-hub td.mode[title*='after heat wave +12']").CountAsync() > 0);
        await visit.Page.Locator("twin-hub tr:has(td.mode[title*='after heat wave +12']) a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("twin-center aside p.second").First).ToHaveTextAsync(new Regex(@"since .+: .+ is above .+, after heat wave \+12\sK"), new() { Timeout = Browser.PatienceMs });

        foreach (var node in new[] { "network", "shanxi", "shanxi/datong", "shanxi/datong/waterless" })
        {
            await visit.Open(host.Address, $"?node={node}");
            await visit.Page.Locator("twin-trend").First.WaitForAsync();
            await visit.Until($"all charts of {node} are marked", async () =>
                await visit.Page.Locator("twin-trend").CountAsync() is > 1 and var charts && await visit.Page.Locator("twin-trend ul:has-text('Heat wave +12')").CountAsync() == charts);
            (await visit.Page.Locator("twin-scrubber i[title*='Heat wave']").CountAsync()).ShouldBe(1);
            if (node.Contains('/'))
            {
                await Assertions.Expect(visit.Page.Locator("twin-modes path.mark title").First).ToHaveTextAsync("Heat wave +12\u202fK");
            }

            await visit.Page.Keyboard.PressAsync("t");
            await visit.Until($"all charts of {node} are tables", async () =>
                await visit.Page.Locator("twin-trend .rows table").CountAsync() is > 1 and var tables && tables == await visit.Page.Locator("twin-trend").CountAsync() && await visit.Page.Locator("twin-trend canvas").CountAsync() == 0);
        }

        await visit.Until("the modes are a table", async () => await visit.Page.Locator("twin-modes tbody tr").CountAsync() > 0);
        var modes = await visit.Page.Locator("twin-modes tbody th").AllInnerTextsAsync();
        modes.Zip(modes.Skip(1)).ShouldAllBe(pair => pair.First != pair.Second, "neighbours of one mode are one stretch");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_panel_that_cannot_be_read_says_so_and_the_rest_goes_on()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        var asked = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/api/v1/nodes?limit=*", async route =>
        {
            await asked.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync(new Uri(host.Address, Front.Path).ToString());
        await visit.Shows("main .note", "Loading");
        asked.SetResult();

        foreach (var part in new[] { "links", "history?*", "nodes/*/history?*", "nodes/*/racks?*", "jobs" })
        {
            await visit.Page.RouteAsync($"**/api/v1/{part}", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"detail":"the store is away"}""" }));
        }

        await visit.Open(host.Address, "?list=links");
        await visit.Shows("twin-links", "Could not read Links: the store is away");
        await visit.Shows("twin-trend .note.amber", "Could not read Facility power: the store is away");
        await visit.Open(host.Address, "?list=work");
        await visit.Shows("twin-work", "Could not read Work: the store is away");
        await visit.Open(host.Address, "?node=shanxi/datong/waterless");
        await visit.Shows("twin-center .floor p.amber", "the store is away");
        await visit.Shows("twin-center [data-figure=facility] dd", "W");
        await visit.Page.UnrouteAllAsync();
        await visit.Page.Locator("twin-floor canvas").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("twin-center .floor p.amber")).ToHaveCountAsync(0, new() { Timeout = 60_000 });

        await visit.Page.RouteAsync("**/api/v1/jobs", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"schedulerOn":false,"movedGb":0,"hubs":[]}""" }));
        await visit.Open(host.Address, "?list=work");
        await visit.Shows("twin-work", "no jobs are told apart");
    }

    [BrowserFact]
    public async Task Keys_help_search_and_close_times_say_their_zone_and_a_wall_has_no_chrome()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit(zone: "America/St_Johns");
        await visit.Open(host.Address);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");
        await visit.Page.Keyboard.PressAsync("?");
        foreach (var key in new[] { "Ctrl K", "Esc", "go to a node", "inject an event" })
        {
            await visit.Shows("twin-help", key);
        }

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("twin-help")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visit.Page.Locator("twin-search input")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("twin-search")).ToHaveCountAsync(0);

        var now = DateTimeOffset.FromUnixTimeMilliseconds(host.Twin.Latest.TimeMs);
        foreach (var (zone, hours) in new[] { ("UTC+8", 8.0), ("UTC", 0.0), ("UTC\u22122:30 browser", -2.5) })
        {
            await Assertions.Expect(visit.Page.Locator("twin-bar .time")).ToHaveTextAsync(
                now.AddHours(hours).ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " " + zone);
            await visit.Page.Keyboard.PressAsync("z");
        }

        await visit.Open(host.Address, "?kiosk");
        foreach (var chrome in new[] { "twin-scrubber", "twin-events button", "twin-bar .hint", "twin-bar .pace button" })
        {
            (await visit.Page.Locator(chrome).First.IsVisibleAsync()).ShouldBeFalse(chrome);
        }

        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_kept_theme_stands_before_anything_is_drawn()
    {
        await using var host = await Front.Start(paused: true);
        await using var visit = await browser.Visit(theme: ColorScheme.Light);
        await visit.Page.AddInitScriptAsync("localStorage.setItem('twin-theme', 'dark')");
        await visit.Page.RouteAsync("**/twin.js", route => route.AbortAsync());
        await visit.Page.GotoAsync(new Uri(host.Address, Front.Path).ToString());
        (await visit.Page.EvaluateAsync<string>("document.documentElement.dataset.theme")).ShouldBe("dark", "without the page's own script, which draws");
        (await visit.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor")).ShouldBe("rgb(16, 20, 24)");
    }

    private static InjectRequest Heat(string id) => new(id, "test", EventKind.HeatWave, Datong, "", null, 12, null, true, 60_000, "");

    private static Task<string> Frame(Visit visit) =>
        visit.Page.Locator("main").EvaluateAsync<string>("main => { const s = getComputedStyle(main, '::after'); return s.content === 'none' ? 'none' : s.borderTopStyle; }");

    private static async Task Type(ILocator box, string text)
    {
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }
}
