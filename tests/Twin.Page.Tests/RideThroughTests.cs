using System.Globalization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Page.Tests;

/// <summary>What is left of a battery is counted down between readings, and stands while the twin does.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RideThroughTests(Browser browser)
{
    private const string Center = "shanxi/datong/waterless";

    [BrowserFact]
    public async Task A_battery_counts_down_never_turns_back_and_stands_while_the_twin_is_paused()
    {
        await using var host = await Front.Start(speed: 60, paused: true);
        await using var visit = await browser.Visit();
        foreach (var (kind, magnitude) in new[] { (EventKind.FeedLoss, (double?)null), (EventKind.GeneratorFailure, 100) })
        {
            var facts = EventCatalogue.Of(kind);
            await host.Twin.Submit(new InjectRequest(null, "test", kind, NodePath.Parse(Center), "", null, magnitude is null ? null : Math.Min(facts.Most, magnitude.Value), null, true, null, ""), default);
        }

        await host.Twin.SetClock(new ClockRequest(false, null), default);
        await visit.Open(host.Address, $"?node={Center}");
        var count = visit.Page.Locator("twin-center [data-left=battery] .count");
        await count.WaitForAsync();

        // As often as the page draws it: every text that the count ever had, by an observer within the page.
        await visit.Page.Locator("twin-center").EvaluateAsync("""
            center => {
                const root = center.shadowRoot;
                window.counts = [];
                const note = () => { const t = root.querySelector('[data-left=battery] .count')?.textContent; if (t && t !== window.counts.at(-1)) window.counts.push(t); };
                new MutationObserver(note).observe(root, { subtree: true, childList: true, characterData: true });
                note();
            }
            """);
        await visit.Until("it has counted through a dozen values", async () => (await Counts(visit)).Length >= 12);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");
        await visit.Until("the last reading is reached", async () =>
        {
            var before = await count.InnerTextAsync();
            await visit.Page.WaitForTimeoutAsync(3000);
            return before == await count.InnerTextAsync();
        });

        var told = host.Twin.Latest.Nodes[host.Twin.Info.IndexOf(NodePath.Parse(Center))].Power!.BatteryS;
        var counts = await Counts(visit);
        counts.Zip(counts.Skip(1)).Where(pair => pair.Second > pair.First).ShouldBeEmpty($"it turned back: {string.Join(' ', counts)}");
        counts[^1].ShouldBeInRange(told - (0.03 * told) - 4, told + 1, "it ends at what the model says");
        visit.Complaints.ShouldBeEmpty();
    }

    private static async Task<double[]> Counts(Visit visit) =>
        [.. (await visit.Page.EvaluateAsync<string[]>("window.counts")).Select(t => System.Text.RegularExpressions.Regex.Matches(t, @"(\d+)\u202f(h|min|s)").Sum(m =>
            double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * m.Groups[2].Value switch { "h" => 3600, "min" => 60, _ => 1 }))];
}
