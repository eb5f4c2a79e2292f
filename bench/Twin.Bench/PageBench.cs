using System.Diagnostics;
using Microsoft.Playwright;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Bench;

/// <summary>
/// The live page in a real browser beside its server on one machine: its first picture, and the floor of a data center of
/// 20,000 racks. The browser draws without a graphics processor, so that a user's machine is rather faster.
/// </summary>
internal static class PageBench
{
    private const int Visits = 15;
    private const int RacksOfFloor = 20_000;
    private const int Changes = 12;
    private const double WatchedS = 20;

    // What the page has when its picture is whole: a hub's ring with its number, a row of the ranking, the time in the bar.
    private static readonly string[] Picture = ["twin-map a.hub text.power", "twin-ranking tbody tr", "twin-bar .time b"];

    private const string Painted = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    // Intervals between frames over a while, ms.
    private const string Frames = """
        seconds => new Promise(done => {
          const intervals = [];
          let last = performance.now();
          const until = last + seconds * 1000;
          const next = now => {
            intervals.push(now - last);
            last = now;
            if (now < until) requestAnimationFrame(next); else done(intervals);
          };
          requestAnimationFrame(now => { last = now; requestAnimationFrame(next); });
        })
        """;

    public static async Task Run()
    {
        if (Browser() is not { } path)
        {
            Console.Error.WriteLine("No Chromium was found. ./build/install-chromium installs one, or TWIN_CHROMIUM names one.");
            Environment.ExitCode = 1;
            return;
        }

        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
        {
            Console.Error.WriteLine("The page is not built. ./run builds it; then build and start this again.");
            Environment.ExitCode = 1;
            return;
        }

        var loaded = WorldLoader.Load(WorldFolder.DefaultWorld);
        var (world, center) = WithFloor(loaded.World);
        await using var served = await ServedWorld.Start(world, loaded.Digest, speed: 60);
        await served.Until(1);
        using var playwright = await Playwright.CreateAsync();
        Console.WriteLine($"| measured in the browser, '{world.Name}', {served.Twin.Info.Nodes[0].Racks:N0} racks | median | 99th percentile | most |");
        Console.WriteLine("|---|--:|--:|--:|");
        Show($"first picture, nothing cached, {Visits} visits with a browser started for each", await FirstPictures(playwright, path, served.Address));
        await using var browser = await Launch(playwright, path);
        var page = await Opened(browser);
        await page.GotoAsync(new Uri(served.Address, $"?node={center}").ToString());
        await page.Locator("twin-floor canvas").WaitForAsync();
        Show($"a floor of {RacksOfFloor:N0} racks, another metric chosen to its picture", await Metrics(page));
        Show($"the same floor, between two frames, {WatchedS} s of live readings", await page.EvaluateAsync<double[]>(Frames, WatchedS));
    }

    /// <summary>The world with one data center grown to that many racks, and its path.</summary>
    private static (WorldSpec World, NodePath Center) WithFloor(WorldSpec world)
    {
        var center = world.Regions.SelectMany(r => r.Hubs).SelectMany(h => h.DataCenters).MaxBy(d => d.Halls.Sum(h => h.Racks))!;
        var halls = center.Halls.Select(h => h with { Racks = RacksOfFloor / center.Halls.Length }).ToArray();
        DataCenterSpec Grown(DataCenterSpec d) => d.Path == center.Path ? d with { Halls = halls } : d;
        HubSpec With(HubSpec h) => h with { DataCenters = [.. h.DataCenters.Select(Grown)] };
        return (world with { Regions = [.. world.Regions.Select(r => r with { Hubs = [.. r.Hubs.Select(With)] })] }, center.Path);
    }

    private static async Task<double[]> FirstPictures(IPlaywright playwright, string path, Uri address)
    {
        var times = new double[Visits];
        for (var i = 0; i < Visits; i++)
        {
            await using var browser = await Launch(playwright, path);
            var page = await Opened(browser);
            var began = Stopwatch.GetTimestamp();
            await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
            foreach (var part in Picture)
            {
                await page.Locator(part).First.WaitForAsync();
            }

            await page.EvaluateAsync(Painted);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return times;
    }

    private static async Task<double[]> Metrics(IPage page)
    {
        var times = new double[Changes];
        var buttons = page.GetByRole(AriaRole.Group, new() { Name = "What the floor shows" }).GetByRole(AriaRole.Button);
        var choices = await buttons.CountAsync();
        for (var i = 0; i < Changes; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await buttons.Nth((i + 1) % choices).ClickAsync();
            await page.EvaluateAsync(Painted);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return times;
    }

    private static Task<IBrowser> Launch(IPlaywright playwright, string path) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"] });

    private static async Task<IPage> Opened(IBrowser browser) => await (await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } })).NewPageAsync();

    private static string? Browser() => Environment.GetEnvironmentVariable("TWIN_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static void Show(string what, double[] ms)
    {
        Array.Sort(ms);
        Console.WriteLine($"| {what} | {ms[ms.Length / 2]:0} ms | {ms[(int)(ms.Length * 0.99)]:0} ms | {ms[^1]:0} ms |");
    }
}
