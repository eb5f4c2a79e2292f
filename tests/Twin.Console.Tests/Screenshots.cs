using System.Text;
using Microsoft.Playwright;

namespace Twin.Workplace.Tests;

/// <summary>
/// Pictures of every page of the console for a person to look at, of the default world on three silos: on a quiet day, in a
/// heat wave with one supply lost, and with the silos gone: TWIN_SHOTS=shots ./test --filter Screenshots
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class Screenshots(Browser browser)
{
    private static readonly (string Name, string Address)[] Quiet = [("quiet-overview", "/console"), ("quiet-events", "/console/events")];

    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", "/console"), ("links", "/console?list=links"), ("work", "/console?node=shanxi/datong&list=work"), ("policy", "/console?node=shanxi&list=policy"), ("region", "/console?node=shanxi"), ("hub", "/console?node=shanxi/datong"), ("center", "/console?node=shanxi/datong/chindata-01&rack=17"),
        ("racks", "/console?node=shanxi/datong/chindata-01&table=1"), ("rack", "/console/rack?node=shanxi/datong/chindata-01&rack=17"), ("outage", "/console?node=guizhou/guian"),
        ("events", "/console/events"), ("compose", "/console/events?panel=inject"), ("cluster", "/console/cluster"), ("settings", "/console/settings?units=us"),
        ("search", "/console?panel=search"), ("nowhere", "/console/nowhere"), ("wall", "/console?kiosk"),
    ];

    [ShotsFact]
    public async Task Of_every_page_in_both_themes_and_three_widths()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("TWIN_SHOTS")!).FullName;
        await using var silo = await SiloProcess.Start(world: "china", more: ["--silos", "3", "--speed", "300"]);
        await Each(silo, folder, Quiet);
        using var http = new HttpClient { BaseAddress = silo.Address };
        foreach (var body in new[] { """{"kind":"heatWave","target":"shanxi/datong","magnitude":8,"duration":"6h","by":"j.li","reason":"trial"}""", """{"kind":"feedLoss","target":"guizhou/guian","duration":"6h","by":"j.li","reason":"drill"}""" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            (await http.PostAsync("/api/v1/events", content)).EnsureSuccessStatusCode();
        }

        await Each(silo, folder, Pages);
        await using var last = await browser.Visit();
        await last.Open(silo.Address, "/console?node=shanxi/datong");
        await last.Page.Locator("twin-hub tbody tr[data-node]").First.WaitForAsync();
        await silo.Kill();
        await last.ShowsIn("twin-bar .banner", "STALE");
        await last.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "console-away-dark-1440.png") });
        Directory.GetFiles(folder, "console-*.png").Length.ShouldBeGreaterThanOrEqualTo((Quiet.Length + Pages.Length) * 6);
    }

    private async Task Each(SiloProcess silo, string folder, (string Name, string Address)[] pages)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            foreach (var width in (int[])[1440, 1024, 390])
            {
                await using var visit = await browser.Visit(width, width == 390 ? 844 : 900, theme);
                foreach (var (name, address) in pages)
                {
                    await visit.Open(silo.Address, address);
                    await visit.Page.WaitForTimeoutAsync(2500); // history and racks are read once the page stands
                    await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-{name}-{theme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = width == 390 });
                }
            }
        }
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
