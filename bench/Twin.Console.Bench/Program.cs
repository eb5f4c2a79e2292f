// What the console costs the silo that serves it, and how soon it can be used, with real browsers on the same machine:
//   dotnet run -c Release --project bench/Twin.Console.Bench [SECONDS OF EACH MEASUREMENT]
using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Twin.Workplace.Tests;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Visits = 9, Pages = 10;
var settle = TimeSpan.FromSeconds(15);
var watched = TimeSpan.FromSeconds(args is [var given] ? double.Parse(given) : 60);

// Each tick that an element came to show, by its number.
const string CountTicks = """
    element => {
      const tick = () => /\d[\d\u202f]*/.exec(element.textContent)?.[0];
      let last = tick();
      globalThis.shown = 0;
      new MutationObserver(() => { const now = tick(); if (now !== last) { globalThis.shown++; last = now; } }).observe(element, { subtree: true, childList: true, characterData: true });
    }
    """;

// Everything that one does an overview's work with: rows and a ring off the stream, links that a circuit drew.
string[] overview = ["twin-map a.hub text.power", "twin-ranking tbody tr", ".mud-nav-link", "html:not([data-lost])"];

if (Browser() is not { } chromium)
{
    Console.Error.WriteLine("No Chromium was found. ./build/install-chromium installs one, or TWIN_CHROMIUM names one.");
    return 1;
}

// Two ticks of 10 s a second, and each is shown: pages get no more, and the twin itself is no reason for a difference.
await using var silo = await SiloProcess.Start(world: "china", more: ["--speed", "20"]);
using var playwright = await Playwright.CreateAsync();
Console.WriteLine("| measured on the default world, one silo | figure |");
Console.WriteLine("|---|--:|");

var interactive = new double[Visits];
for (var i = 0; i < Visits; i++)
{
    await using var cold = await Launch();
    var began = Stopwatch.GetTimestamp();
    await Open(cold, "/console", overview);
    interactive[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
}

Array.Sort(interactive);
Say($"overview interactive, nothing cached, {Visits} visits with a browser started for each", $"{interactive[Visits / 2]:F2} s (most {interactive[^1]:F2} s)");

await Task.Delay(settle);
var alone = await Share();
Say("the silo without pages", $"{alone:P1} of one core");
await using var browser = await Launch();
foreach (var (what, address, ready, tick) in new[]
{
    ("overviews, elements off the stream", "/console", overview, "twin-bar .tick b"),
    ("racks, figures and lines drawn by their circuits", "/console/rack?node=shanxi/datong/chindata-01&rack=17", ["twin-spark"], ".rack .second .quiet"),
})
{
    var pages = new List<IPage>();
    for (var i = 0; i < Pages; i++)
    {
        pages.Add(await Open(browser, address, ready));
        await pages[^1].Locator(tick).EvaluateAsync(CountTicks);
    }

    await Task.Delay(settle);
    var before = await Shown(pages);
    var began = Stopwatch.GetTimestamp();
    var share = await Share() - alone;
    var shown = (await Shown(pages)).Zip(before, (now, then) => (now - then) / Stopwatch.GetElapsedTime(began).TotalSeconds).Order().ToArray();
    Say($"{Pages} {what}", $"{share:P1} of one core");
    Say("ticks that each of them showed", $"{shown[Pages / 2]:F2} a second (least {shown[0]:F2})");
    foreach (var page in pages)
    {
        await page.Context.CloseAsync();
    }
}

return 0;

static void Say(string what, string figure) => Console.WriteLine($"| {what} | {figure} |");

async Task<double> Share()
{
    var (before, began) = (silo.Cost.Processor, Stopwatch.GetTimestamp());
    await Task.Delay(watched);
    return (silo.Cost.Processor - before) / Stopwatch.GetElapsedTime(began);
}

static Task<int[]> Shown(List<IPage> pages) => Task.WhenAll(pages.Select(page => page.EvaluateAsync<int>("shown")));

async Task<IPage> Open(IBrowser with, string address, string[] ready)
{
    var context = await with.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
    var page = await context.NewPageAsync();
    await page.GotoAsync(new Uri(silo.Address, address).ToString(), new() { WaitUntil = WaitUntilState.Commit });
    foreach (var part in ready)
    {
        await page.Locator(part).First.WaitForAsync(new() { Timeout = 120_000 });
    }

    return page;
}

Task<IBrowser> Launch() => playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"] });

static string? Browser() => Environment.GetEnvironmentVariable("TWIN_CHROMIUM") is { Length: > 0 } named
    ? named
    : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
