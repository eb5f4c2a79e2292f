using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Workplace.Tests;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly (string Address, string Ready)[] Pages =
    [
        ("/console", "twin-ranking tbody tr"), ("/console?node=shanxi", ".fleets tbody tr"), ("/console?node=shanxi/datong", "twin-hub tbody tr"),
        ("/console?node=shanxi/datong/waterless&rack=3", "twin-center .chain"), ("/console?node=shanxi/datong/waterless&table=1", ".racks tbody tr"),
        ("/console/rack?node=shanxi/datong/waterless&rack=3", "twin-spark"), ("/console/events", ".events tbody tr"), ("/console/cluster", ".hosts tbody tr"),
        ("/console/settings", ".mud-radio-group"), ("/console/events?panel=inject", ".reach"), ("/console?panel=search", "twin-search input"), ("/console/nowhere", ".note"),
    ];

    [BrowserFact]
    public Task Dark() => NothingSerious(ColorScheme.Dark, 1440, 390);

    [BrowserFact]
    public Task Light() => NothingSerious(ColorScheme.Light, 1024, 390);

    private async Task NothingSerious(ColorScheme theme, params int[] widths)
    {
        await using var host = await ConsoleHost.Start(speed: 60);
        await host.Twin.Submit(new InjectRequest("heat", "j.li", EventKind.HeatWave, NodePath.Parse("shanxi/datong"), "", null, 8, null, false, null, "trial"), default);
        await using var visit = await browser.Visit(1440, 900, theme);
        var found = new List<string>();
        foreach (var (address, ready) in Pages)
        {
            await visit.Open(host.Address, address);
            foreach (var width in widths)
            {
                await visit.Page.SetViewportSizeAsync(width, 900);
                await visit.Page.Locator(ready).First.WaitForAsync(new() { Timeout = Facts.PageMs });
                var result = await visit.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
                found.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical")
                    .SelectMany(v => v.Nodes.Select(n => $"{address} at {width}: {v.Id}: {n.Html}: {string.Join(' ', n.Any.Concat(n.All).Concat(n.None).Select(a => a.Message))}")));
                if (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var beyond)
                {
                    found.Add($"{address} is {beyond} px wider than {width} px");
                }
            }
        }

        found.Distinct().ShouldBeEmpty();
    }
}
