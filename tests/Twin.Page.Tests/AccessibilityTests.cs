using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Twin.Page.Tests;

[Collection(AccessibilityCollection.Name)]
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string[] Views =
    [
        "/", "/?panel=inject", "/?panel=events", "/?panel=help", "/?panel=search", "/?table=1",
        "/?node=shanxi", "/?node=shanxi/datong", "/?node=shanxi/datong/waterless", "/?node=shanxi/datong/waterless&table=1&rack=3", "/?node=no/where",
        "/?list=links", "/?node=shanxi/datong&list=work", "/?node=shanxi/datong&list=policy", "/?at=2026-07-14T00:02:00Z", "/?node=shanxi/datong&at=2026-07-14T00:02:00Z",
    ];

    [BrowserFact]
    public Task Dark_and_wide() => NothingSerious(ColorScheme.Dark, 1440);

    [BrowserFact]
    public Task Dark_and_narrow() => NothingSerious(ColorScheme.Dark, 390);

    [BrowserFact]
    public Task Light_and_wide() => NothingSerious(ColorScheme.Light, 1440);

    [BrowserFact]
    public Task Light_and_narrow() => NothingSerious(ColorScheme.Light, 390);

    [BrowserFact]
    public Task Dark_on_a_tablet() => NothingSerious(ColorScheme.Dark, 1024);

    [BrowserFact]
    public Task Light_on_a_tablet() => NothingSerious(ColorScheme.Light, 1024);

    private async Task NothingSerious(ColorScheme theme, int width)
    {
        await using var host = await TwinHost.Start();
        await using var visit = await browser.Visit(width, 900, theme);
        var found = new List<string>();
        foreach (var view in Views)
        {
            await visit.Open(host.Address, view);
            await visit.Page.WaitForTimeoutAsync(700); // details and history are read once the view stands
            var result = await visit.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            found.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical")
                .SelectMany(v => v.Nodes.Select(n => $"{view}: {v.Id}: {n.Html}: {string.Join(' ', n.Any.Select(a => a.Message))}")));
            (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{view} is wider than {width} px");
        }

        found.Distinct().ShouldBeEmpty();
    }
}
