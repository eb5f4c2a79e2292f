using Microsoft.Playwright;

namespace Twin.Page.Tests;

/// <summary>An earlier moment on the page: marked as past, at its own numbers, and back to live.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PastTests(Browser browser)
{
    private const string Moment = "2026-07-14T00:05:00Z";

    [BrowserFact]
    public async Task An_earlier_moment_shows_its_own_numbers_as_replay_and_leads_back_to_live()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await visit.Until("ten minutes have passed in the world", () => Task.FromResult(host.Twin.Latest.Tick >= 60));

        await visit.Open(host.Address, $"?at={Moment}");
        await visit.Shows("twin-bar .banner", "REPLAY");
        await visit.Shows("twin-bar .time b", "08:05:00");
        var then = (await host.Twin.History(new(Model.NodePath.Parse("shanxi/datong"), "facilityKw", Ms(Moment), Ms(Moment) + 60_000, 1), default)).Mean.ShouldHaveSingleItem();
        await visit.Until("the hub shows its power of that minute", async () =>
            double.TryParse(await visit.Page.Locator("twin-ranking tr[data-node='shanxi/datong'] [data-col=power]").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture, out var shown)
            && Math.Abs((shown * 1000) - then) <= 51);

        // The slider moves by keys alone, and its right end is live.
        var slider = visit.Page.Locator("twin-scrubber input[type=range]");
        await slider.PressAsync("ArrowLeft");
        await visit.Until("the key moved to an earlier minute", () => Task.FromResult(visit.Page.Url.Contains("at=", StringComparison.Ordinal) && !visit.Page.Url.Contains("00:05:00", StringComparison.Ordinal)));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Back to live" }).ClickAsync();
        await visit.Shows("twin-bar .banner", "LIVE");
        visit.Page.Url.ShouldNotContain("at=");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task An_earlier_moment_shows_what_was_wrong_then()
    {
        await using var host = await Front.Start(paused: true);
        await using var visit = await browser.Visit();
        var begin = Ms("2026-07-14T00:04:00Z");
        await host.Twin.Submit(
            new Contracts.InjectRequest("dark", "tests", Model.EventKind.FeedLoss, Model.NodePath.Parse("shanxi/datong/waterless"), "", begin, null, 120_000, false, null, ""), default);
        await host.Twin.SetClock(new Contracts.ClockRequest(false, null), default);
        await visit.Until("fifteen minutes have passed in the world", () => Task.FromResult(host.Twin.Latest.Tick >= 90));
        await host.Twin.SetClock(new Contracts.ClockRequest(true, null), default);

        // It was in trouble at 8:05, and in order at 8:02; on the live page it long is again.
        var row = visit.Page.Locator("twin-hub tr[data-node='shanxi/datong/waterless']");
        await visit.Open(host.Address, $"?node=shanxi/datong&at={Moment}");
        await Assertions.Expect(row).ToContainTextAsync("racks without cooling", new() { Timeout = 20_000 });
        await visit.Open(host.Address, "?node=shanxi/datong&at=2026-07-14T00:02:00Z");
        await visit.Shows("twin-bar .banner", "REPLAY");
        await Assertions.Expect(row).ToContainTextAsync("0.", new() { Timeout = 20_000 });
        await Assertions.Expect(row).Not.ToContainTextAsync("without cooling");

        // It was over before this page was opened, and is called by its name everywhere.
        await visit.Open(host.Address, "?node=shanxi/datong&panel=events&table=1");
        await visit.Shows("twin-panel twin-journal ol", "Loss of a feed at Datong · Waterless halls ended");
        await visit.Shows("twin-trend ul", "Loss of a feed, Waterless halls");
        (await visit.Page.Locator("twin-scrubber i").First.GetAttributeAsync("title")).ShouldBe("Loss of a feed, Waterless halls");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_replay_plays_picture_after_picture_stops_and_goes_faster()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await visit.Until("an hour has passed in the world", () => Task.FromResult(host.Twin.Latest.Tick >= 360));
        await host.Twin.SetClock(new Contracts.ClockRequest(true, null), default);
        await visit.Open(host.Address, "?at=2026-07-14T00:02:00Z");
        await visit.Shows("twin-bar .time b", "08:02:00");
        await visit.Page.Locator("twin-bar .time b").EvaluateAsync("""
            time => {
                window.shown = [];
                new MutationObserver(() => window.shown.push(time.textContent)).observe(time, { subtree: true, childList: true, characterData: true });
            }
            """);

        await Press(visit, "Play");
        await visit.Until("six pictures were shown", async () => (await Shown(visit)).Length >= 6);
        await Press(visit, "Stop");
        var at = visit.Page.Url;
        await visit.Page.WaitForTimeoutAsync(1_500);
        visit.Page.Url.ShouldBe(at, "it stands");
        var slow = await Shown(visit);
        slow.Take(6).ShouldBe(Enumerable.Range(3, 6).Select(minute => $"08:{minute:00}:00"), "minute after minute, none left out");

        await Press(visit, "Replay at \u00d7150; switch to \u00d7600");
        await Press(visit, "Play");
        await visit.Until("three more were shown", async () => (await Shown(visit)).Length >= slow.Length + 3);
        var from = TimeOnly.Parse(slow[^1], System.Globalization.CultureInfo.InvariantCulture);
        (await Shown(visit)).Skip(slow.Length).Take(3).ShouldBe(Enumerable.Range(1, 3).Select(n => from.AddMinutes(4 * n).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)));
        await visit.Shows("twin-bar .banner", "PAUSED"); // it ends where live is, and live stands here
        visit.Page.Url.ShouldNotContain("at=");
        visit.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_keyboard_alone_finds_the_hottest_data_center()
    {
        await using var host = await Front.Start(speed: 60);
        await using var visit = await browser.Visit();
        await visit.Open(host.Address, "?node=shanxi/datong");
        await visit.Page.Locator("twin-hub tbody tr[data-node]").First.WaitForAsync();
        await host.Twin.SetClock(new Contracts.ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");

        await visit.TabTo("Max °C");
        await visit.Page.Keyboard.PressAsync("Enter");
        var hottest = host.Twin.Info.Nodes.Select((n, i) => (n, Inlet: host.Twin.Latest.Nodes[i].Reading.MaxInletC))
            .Where(x => x.n.Kind == Model.NodeKind.DataCenter && Model.NodePath.Parse("shanxi/datong").Contains(x.n.Path)).MaxBy(x => x.Inlet).n;
        await visit.Until("the hottest stands first", async () =>
            await visit.Page.Locator("twin-hub tbody tr[data-node]").First.GetAttributeAsync("data-node") == hottest.Path.Value);
        await visit.TabTo(hottest.Name);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Shows("nav h1", hottest.Name);
    }

    private static Task<string[]> Shown(Visit visit) => visit.Page.EvaluateAsync<string[]>("window.shown");

    private static Task Press(Visit visit, string button) => visit.Page.Locator("twin-scrubber").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static long Ms(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
