using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Twin.Page.Tests;

/// <summary>What a reader saves of a panel is a file that says what it holds.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExportTests(Browser browser)
{
    [BrowserFact]
    public async Task Every_panel_is_saved_as_a_table_with_units_and_zone_or_as_a_picture()
    {
        await using var host = await Front.Start();
        await using var visit = await browser.Visit();
        await visit.Open(host.Address);
        await visit.Page.Locator("twin-trend canvas").First.WaitForAsync();
        await visit.Until("ten minutes have passed in the world", () => Task.FromResult(host.Twin.Latest.Tick >= 60));

        await Table(visit, "Facility power", "time (UTC),node,itKw min (kW)", ["time", "node", "itKwMean", "coolingKwMax"]);
        await Table(visit, "Hubs", "time (UTC),path,kind,name,facilityKw (kW),pue,", ["path", "facilityKw", "gridCarbonKgPerKWh"]);
        Encoding.ASCII.GetString((await Saved(visit, "Facility power as PNG", ".png"))[1..4]).ShouldBe("PNG");
        var map = Encoding.UTF8.GetString(await Saved(visit, "Map as SVG", ".svg"));
        map.ShouldContain("<svg");
        map.ShouldContain("Datong");
        map.ShouldContain("data-link=\"datong-beijing-yanggao\"");
        map.ShouldContain("stroke:rgb(", Case.Sensitive, "it carries its colours with it");

        await visit.Open(host.Address, "?list=links");
        await Table(visit, "Links", "time (UTC),name,from,to,lengthKm (km),oneWayMs (ms),roundTripMs (ms)", ["name", "roundTripMs", "usedShare"]);
        await visit.Open(host.Address, "?list=work");
        await Table(visit, "Work", "time (UTC),hub,class,poolKw (kW)", ["hub", "class", "nextDeadline"]);
        await visit.Open(host.Address, "?list=policy");
        await Table(visit, "Hubs by policy", "time (UTC),path,kind,name,pue,gridRenewableShare,policyPueTarget,policyGreenShare,policyRackUpShare,policyStations", ["path", "policyPueTarget"]);
        await visit.Open(host.Address, "?node=shanxi/datong");
        await Table(visit, "Data centers", "time (UTC),path,kind,name,facilityKw (kW)", ["path", "maxInletC"]);
        await Table(visit, "Cooling modes", "time (UTC),node,racksFullFree min", ["time", "racksMechanicalMean"]);
        await visit.Open(host.Address, "?node=shanxi/datong/waterless");
        await visit.Page.Locator("twin-floor canvas").WaitForAsync();
        await Table(visit, "Racks", "time (UTC),path,hall,inletC (°C),powerKw (kW)", ["path", "inletC", "status"]);
        Encoding.ASCII.GetString((await Saved(visit, "Racks as PNG", ".png"))[1..4]).ShouldBe("PNG");
        visit.Complaints.ShouldBeEmpty();
    }

    private static async Task Table(Visit visit, string what, string head, string[] members)
    {
        var csv = Encoding.UTF8.GetString(await Saved(visit, $"{what} as CSV", ".csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv[0].ShouldStartWith(head);
        csv.Length.ShouldBeGreaterThan(1, $"{what}: a head alone");
        csv.Skip(1).ShouldAllBe(line => line.Contains('Z') && line.EndsWith("simulated", StringComparison.Ordinal));

        var lines = Encoding.UTF8.GetString(await Saved(visit, $"{what} as NDJSON", ".ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(0);
        foreach (var line in lines)
        {
            using var row = JsonDocument.Parse(line);
            members.Where(m => !row.RootElement.TryGetProperty(m, out _)).ShouldBeEmpty(what);
        }
    }

    private static async Task<byte[]> Saved(Visit visit, string label, string ending)
    {
        // By keys, as they come into sight when they have the focus.
        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator($"[aria-label='{label}']").First.PressAsync("Enter"));
        file.SuggestedFilename.ShouldEndWith(ending);
        return await File.ReadAllBytesAsync(await file.PathAsync());
    }
}
