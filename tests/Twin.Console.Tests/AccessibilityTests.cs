using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace.Tests;

/// <summary>Every page, in both themes and at three widths, with its dialogs: nothing serious for axe, nothing wider than the window, and always a line that says where one is.</summary>
[Collection(AccessibilityCollection.Name)]
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly int[] Widths = [1440, 1024, 390];

    /// <summary>Each address, what shows that it stands, and what is pressed to open a dialog over it.</summary>
    private static readonly (string Address, string Ready, string? Press)[] Pages =
    [
        ("/console", "twin-ranking tbody tr", null), ("/console?node=shanxi", "twin-region tbody tr[data-node]", null), ("/console?node=shanxi/datong", "twin-hub tbody tr[data-node]", null),
        ("/console?node=shanxi/datong/waterless&rack=3", "twin-center .chain", null), ("/console?node=shanxi/datong/waterless&table=1", ".racks tbody tr", null),
        ("/console/rack?node=shanxi/datong/waterless&rack=3", "twin-spark", null), ("/console/events", ".events tbody tr", null), ("/console/events", ".mud-message-box", ".end-all"),
        ("/console/cluster", ".hosts tbody tr", null), ("/console/settings", ".mud-radio-group", null), ("/console/nowhere", ".note", null),
        ("/console/events?panel=inject", ".reach", null), ("/console/events?panel=inject", ".mud-popover-open .mud-list-item", ".compose .kind .mud-select-input"),
        ("/console?panel=search", "twin-search input", null), ("/console?panel=help", "twin-panel kbd", null), ("/console?panel=events", "twin-journal .open li", null),
    ];

    [BrowserFact]
    public async Task Every_page_and_dialog_in_both_themes_and_at_three_widths()
    {
        await using var host = await ConsoleHost.Start(speed: 60);
        await host.Twin.Submit(new InjectRequest("heat", "j.li", EventKind.HeatWave, NodePath.Parse("shanxi/datong"), "", null, 8, null, false, null, "trial"), default);
        await using var visit = await browser.Visit();
        var axe = new BundledAxeScriptProvider().GetScript();
        var found = new List<string>();
        foreach (var (address, ready, press) in Pages)
        {
            await visit.Page.SetViewportSizeAsync(Widths[0], 900);
            await visit.Open(host.Address, address);
            if (press is not null)
            {
                await visit.Page.Locator(press).First.ClickAsync(new() { Timeout = Facts.PageMs });
            }

            await visit.Page.Locator(ready).First.WaitForAsync(new() { Timeout = Facts.PageMs });
            if (await visit.Page.Locator("nav.crumbs h1").CountAsync() != 1)
            {
                found.Add($"{address} does not say where one is");
            }

            await visit.Page.EvaluateAsync(axe);
            foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await visit.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                await visit.Page.Locator($"html[data-theme={theme.ToString().ToLowerInvariant()}]").WaitForAsync();
                await visit.Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
                foreach (var width in Widths)
                {
                    await visit.Page.SetViewportSizeAsync(width, 900);
                    await visit.Page.Locator(ready).First.WaitForAsync(new() { Timeout = Facts.PageMs });
                    found.AddRange((await Faults(visit.Page)).Select(fault => $"{address} {press} {theme} at {width}: {fault}"));
                    if (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var beyond)
                    {
                        found.Add($"{address} is {beyond} px wider than {width} px");
                    }
                }
            }
        }

        found.Distinct().ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string>> Faults(IPage page)
    {
        var json = await page.EvaluateAsync<string>("axe.run({ resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations))");
        using var violations = JsonDocument.Parse(json);
        return
        [
            .. from violation in violations.RootElement.EnumerateArray()
               where violation.GetProperty("impact").GetString() is "serious" or "critical"
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"{violation.GetProperty("id")}: {node.GetProperty("html")}: {node.GetProperty("failureSummary")}",
        ];
    }
}
