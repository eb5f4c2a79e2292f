using Xunit.Abstractions;

namespace Twin.Workplace.Tests;

/// <summary>What ten pages cost a silo, measured: five minutes, run with ./test --long.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CostTests(Browser browser, ITestOutputHelper output)
{
    private const int Pages = 10;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20), Alone = TimeSpan.FromSeconds(40), Open = TimeSpan.FromMinutes(5);

    [LongBrowserFact]
    public async Task Ten_circuits_for_five_minutes_leave_memory_flat()
    {
        await using var silo = await SiloProcess.Start();
        await Task.Delay(Settle);
        var before = silo.Cost;
        await Task.Delay(Alone);
        var alone = (silo.Cost.Processor - before.Processor) / Alone;
        var visits = new List<Visit>();
        for (var i = 0; i < Pages; i++)
        {
            visits.Add(await browser.Visit());
            await visits[^1].Open(silo.Address, "/console");
        }

        await Task.Delay(Settle);
        var first = silo.Cost;
        await Task.Delay(Open);
        var last = silo.Cost;
        foreach (var visit in visits)
        {
            await visit.ShowsIn("twin-bar .banner", "LIVE");
            visit.Complaints.ShouldBeEmpty();
            await visit.DisposeAsync();
        }

        var busy = (last.Processor - first.Processor) / Open;
        output.WriteLine($"of one core: {alone:P1} without pages, {busy:P1} with {Pages}; resident {first.ResidentBytes >> 20} MiB, after {Open.TotalMinutes} min {last.ResidentBytes >> 20} MiB");
        last.ResidentBytes.ShouldBeLessThan(first.ResidentBytes * 3 / 2, "memory does not grow with time");
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
