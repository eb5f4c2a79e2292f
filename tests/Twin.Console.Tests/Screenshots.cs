using Microsoft.Playwright;

namespace Twin.Workplace.Tests;

/// <summary>Pictures of every page of the console for a person to look at: TWIN_SHOTS=shots ./test --filter Screenshots</summary>
[Collection(BrowserCollection.Name)]
public sealed class Screenshots(Browser browser)
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", "/console"), ("region", "/console?node=shanxi"), ("hub", "/console?node=shanxi/datong"), ("center", "/console?node=shanxi/datong/waterless&rack=17"),
        ("racks", "/console?node=shanxi/datong/waterless&table=1"), ("rack", "/console/rack?node=shanxi/datong/waterless&rack=17"), ("events", "/console/events"),
        ("compose", "/console/events?panel=inject"), ("cluster", "/console/cluster"), ("settings", "/console/settings"), ("search", "/console?panel=search"), ("nowhere", "/console/nowhere"),
    ];

    [ShotsFact]
    public async Task Of_every_page_in_both_themes_and_three_widths()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("TWIN_SHOTS")!).FullName;
        await using var silo = await SiloProcess.Start(more: ["--silos", "3", "--speed", "300"]);
        using var http = new HttpClient { BaseAddress = silo.Address };
        using var heat = new StringContent("""{"kind":"heatWave","target":"shanxi/datong","magnitude":8,"duration":"6h","by":"j.li","reason":"trial"}""", System.Text.Encoding.UTF8, "application/json");
        (await http.PostAsync("/api/v1/events", heat)).EnsureSuccessStatusCode();
        foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            foreach (var width in (int[])[1440, 1024, 390])
            {
                await using var visit = await browser.Visit(width, width == 390 ? 844 : 900, theme);
                foreach (var (name, address) in Pages)
                {
                    await visit.Open(silo.Address, address);
                    await visit.Page.WaitForTimeoutAsync(2000); // history and racks are read once the page stands
                    await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-{name}-{theme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = width == 390 });
                }
            }
        }

        Directory.GetFiles(folder, "console-*.png").Length.ShouldBeGreaterThanOrEqualTo(Pages.Length * 6);
    }

    public sealed class ShotsFactAttribute : FactAttribute
    {
        public ShotsFactAttribute()
        {
            if (Chromium.Path is null || Environment.GetEnvironmentVariable("TWIN_SHOTS") is not { Length: > 0 })
            {
                Skip = "Pictures are taken where TWIN_SHOTS names a folder and there is a Chromium: TWIN_SHOTS=shots ./test --filter Screenshots";
            }
        }
    }
}
