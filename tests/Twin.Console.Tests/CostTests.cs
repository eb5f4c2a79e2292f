using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Twin.Workplace.Tests;

/// <summary>What ten pages do to a silo in five minutes: run with ./test --long. What they cost it is measured by bench/Twin.Console.Bench.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CostTests(Browser browser, ITestOutputHelper output)
{
    private const int Pages = 10;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20), Open = TimeSpan.FromMinutes(5);

    // An answer that takes so much longer than at first has a queue before it.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    [LongBrowserFact]
    public async Task Ten_circuits_for_five_minutes_leave_memory_and_lag_flat()
    {
        await using var silo = await SiloProcess.Start();
        var visits = new List<Visit>();
        for (var i = 0; i < Pages; i++)
        {
            visits.Add(await browser.Visit());
            await visits[^1].Open(silo.Address, "/console");
        }

        await Task.Delay(Settle);
        var (first, firstTurn) = (silo.Cost, await Turn(visits));
        await Task.Delay(Open);
        var (last, lastTurn) = (silo.Cost, await Turn(visits));
        foreach (var visit in visits)
        {
            await visit.ShowsIn("twin-bar .banner", "LIVE");
            visit.Complaints.ShouldBeEmpty();
            await visit.DisposeAsync();
        }

        output.WriteLine($"resident {first.ResidentBytes >> 20} MiB, after {Open.TotalMinutes} min {last.ResidentBytes >> 20} MiB; to another page and back {firstTurn.TotalMilliseconds:0} ms, then {lastTurn.TotalMilliseconds:0} ms");
        last.ResidentBytes.ShouldBeLessThan(first.ResidentBytes * 3 / 2, "memory does not grow with time");
        lastTurn.ShouldBeLessThan(firstTurn + Lag, "a circuit answers as soon as at first");
    }

    /// <summary>From one page to another and back, each drawn by its circuit: the median of all pages.</summary>
    private static async Task<TimeSpan> Turn(List<Visit> visits)
    {
        var turns = new List<TimeSpan>();
        foreach (var visit in visits)
        {
            var began = TimeProvider.System.GetTimestamp();
            foreach (var (link, heading) in new[] { ("Settings", "Settings"), ("Overview", "Network") })
            {
                await visit.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
                await visit.ShowsIn("h1", heading);
            }

            turns.Add(TimeProvider.System.GetElapsedTime(began));
        }

        turns.Sort();
        return turns[turns.Count / 2];
    }

    public sealed class LongBrowserFactAttribute : FactAttribute
    {
        public LongBrowserFactAttribute()
        {
            if (Chromium.Path is null || Environment.GetEnvironmentVariable("TWIN_LONG") != "1")
            {
                Skip = "Takes seven minutes and a Chromium: ./test --long --filter CostTests";
            }
        }
    }
}
