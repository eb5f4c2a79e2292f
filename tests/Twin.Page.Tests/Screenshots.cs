using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Page.Tests;

/// <summary>Pictures of every view for a person to look at: TWIN_SHOTS=shots ./test --filter Screenshots</summary>
[Collection(BrowserCollection.Name)]
public sealed class Screenshots(Browser browser)
{
    private static readonly (string Name, string Query)[] Views =
    [
        ("overview", "/"), ("inject", "/?panel=inject"), ("events", "/?panel=events"), ("search", "/?panel=search"), ("help", "/?panel=help"), ("tables", "/?table=1"),
        ("region", "/?node=shanxi"), ("hub", "/?node=shanxi/datong"), ("floor", "/?node=shanxi/datong/chindata-01&rack=417"), ("racks", "/?node=shanxi/datong/chindata-01&table=1"),
        ("links", "/?list=links"), ("work", "/?list=work"), ("policy", "/?list=policy"), ("hub-work", "/?node=shanxi/datong&list=work"), ("hub-policy", "/?node=shanxi/datong&list=policy"),
        ("region-links", "/?node=shanxi&list=links"), ("ride-through", "/?node=guizhou/guian/dc-01"), ("kiosk", "/?kiosk"), ("past", "/?at=2026-07-14T04:00:00Z"), ("past-hub", "/?node=shanxi/datong&at=2026-07-14T04:00:00Z"),
    ];

    [ShotsFact]
    public async Task Of_every_view_in_both_themes_and_three_widths()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("TWIN_SHOTS")!).FullName;
        await using var host = await TwinHost.Start(speed: 3000, world: "china");
        await using (var visit = await browser.Visit())
        {
            await visit.Open(host.Address);
            for (var i = 0; i < 1800 && host.Twin.Latest.Tick < 3000; i++)
            {
                await visit.Page.WaitForTimeoutAsync(100);
            }
        }

        await host.Twin.Submit(new InjectRequest(null, "j.li", EventKind.HeatWave, NodePath.Parse("shanxi/datong"), "", null, 8, null, false, null, "trial"), default);
        await host.Twin.Submit(new InjectRequest(null, "j.li", EventKind.FanWallFailure, NodePath.Parse("shanxi/datong/chindata-01"), "hall-04", null, 4, null, false, null, "trial"), default);
        await host.Twin.Submit(new InjectRequest(null, "j.li", EventKind.LinkCut, NodePath.Parse("shanxi/datong"), "datong-beijing-yanggao", null, null, null, true, null, "an excavator"), default);
        await host.Twin.Submit(new InjectRequest(null, "j.li", EventKind.GeneratorFailure, NodePath.Parse("guizhou/guian/dc-01"), "", null, 100, null, true, null, "drill"), default);
        await host.Twin.Submit(new InjectRequest(null, "j.li", EventKind.FeedLoss, NodePath.Parse("guizhou/guian/dc-01"), "", null, null, null, true, null, "drill"), default);
        // Slow enough that a battery lasts through all pictures.
        await host.Twin.SetClock(new ClockRequest(null, 2), default);
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            foreach (var width in new[] { 1440, 1024, 390 })
            {
                await using var visit = await browser.Visit(width, width == 390 ? 844 : 900, theme);
                foreach (var (name, query) in Views)
                {
                    await visit.Open(host.Address, query);
                    await visit.Page.WaitForTimeoutAsync(2500); // history and racks are read once the view stands
                    await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{theme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = width == 390 });
                }
            }
        }

        Directory.GetFiles(folder, "*.png").Length.ShouldBeGreaterThanOrEqualTo(Views.Length * 6);
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
