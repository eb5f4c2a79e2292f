using Microsoft.Playwright;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Workplace.Tests;

/// <summary>
/// An engineer injects an event on a page of the console, and rack, data center, hub and region move on screen as the model
/// predicts. The prediction is made outside the server, by worlds of the same seed that are stepped here, with the event
/// and without.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class MovingTests(Browser browser)
{
    private const long LeastTicks = 60;
    private static readonly NodePath Datong = NodePath.Parse("shanxi/datong"), Waterless = Datong.Child("waterless");

    [BrowserFact]
    public Task Of_a_heat_wave() => Rack_data_center_hub_and_region_show_what_the_model_predicts(EventKind.HeatWave, strength: "12", ramp: "1m");

    [BrowserFact]
    public Task Of_a_substation_trip() => Rack_data_center_hub_and_region_show_what_the_model_predicts(EventKind.SubstationTrip, strength: null, ramp: null);

    private async Task Rack_data_center_hub_and_region_show_what_the_model_predicts(EventKind kind, string? strength, string? ramp)
    {
        await using var host = await ConsoleHost.Start(speed: 600, paused: true);
        if (kind == EventKind.HeatWave)
        {
            // A plant with all its compressors holds its racks' inlets through any heat wave: this one has three away for repair.
            await host.Twin.Submit(new InjectRequest("repair", "t", EventKind.ChillerTrip, Waterless, "", null, 3, null, true, 0, ""), default);
        }

        await using var visit = await browser.Visit();
        await visit.Open(host.Address, $"/console?node={Datong}&panel=inject&kind={kind}");
        foreach (var (field, text) in new[] { ("magnitude", strength), ("ramp", ramp), ("duration", "12h") })
        {
            if (text is not null)
            {
                await visit.Page.Locator($"#compose-{field}").FillAsync(text);
            }
        }

        await visit.ShowsIn(".reach", "data centers");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await visit.ShowsIn(".mud-snackbar", "accepted, begins with tick 0.");
        await host.Twin.SetClock(new ClockRequest(false, null), default);
        await Facts.Until($"{LeastTicks} ticks have passed", () => host.Twin.Latest.Tick >= LeastTicks);
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        var frame = host.Twin.Latest;

        using var with = Prediction.At(host.Twin.Info, frame.Tick, [.. frame.Events]);
        using var without = Prediction.At(host.Twin.Info, frame.Tick, [.. frame.Events.Where(e => e.Kind != kind)]);
        var h = Array.FindIndex(with.Hubs, hub => hub.Spec.Path == Datong);
        var d = Array.FindIndex(with.DataCenters, one => one.Spec.Path == Waterless);
        var r = Array.FindIndex(with.Regions, region => region.Spec.Path == Datong.Parent);
        var (center, rack) = (with.DataCenters[d], Rack(with, d));

        async Task Shows(string address, params (string Selector, double Predicted)[] figures)
        {
            await visit.Open(host.Address, address);
            await visit.ShowsIn("twin-bar .banner", "PAUSED");
            await visit.ShowsIn("twin-bar .tick b", Figures.Number(frame.Tick));
            foreach (var (selector, predicted) in figures)
            {
                (await Figure.Shown(visit, selector)).Holds(predicted, $"{kind}, {address}, {selector}");
            }
        }

        await Shows($"/console?node={Datong.Parent}", ("twin-numbers [data-figure=facility] dd", with.Regions[r].Reading.FacilityKw));
        await Shows($"/console?node={Datong}", ("twin-numbers [data-figure=facility] dd", with.Hubs[h].Reading.FacilityKw), ("twin-hub [data-figure=outdoor] .value", with.Hubs[h].Weather.DryBulbC));
        await Shows($"/console?node={center.Spec.Path}&rack=0", ("twin-center [data-figure=facility] dd", center.Reading.FacilityKw), ("twin-center .rack [data-figure=inletC]", rack.InletC));
        await visit.ShowsIn("twin-center .chain", center.State.Power.Supply switch { Supply.Generator => "On generators", Supply.Battery => "On battery", _ => "Utility" });
        await Shows($"/console/rack?node={center.Spec.Path}&rack=0", ("[data-figure='rack.inlet'] dd", rack.InletC), ("[data-figure='rack.power'] dd", rack.PowerKw), ("[data-figure='rack.silicon'] dd", rack.SiliconC));

        // That the pages hold the prediction is shown above; here, that the prediction goes where the event pushes, at every level.
        var (centerElse, hubElse, regionElse) = (without.DataCenters[d].Reading, without.Hubs[h].Reading, without.Regions[r].Reading);
        if (kind == EventKind.HeatWave)
        {
            rack.InletC.ShouldBeGreaterThan(Rack(without, d).InletC + 1, "on screen, not in the last digit");
            foreach (var (now, otherwise) in new[] { (center.Reading, centerElse), (with.Hubs[h].Reading, hubElse), (with.Regions[r].Reading, regionElse) })
            {
                now.Pue.ShouldBeGreaterThan(otherwise.Pue);
            }
        }
        else
        {
            rack.InletC.ShouldNotBe(Rack(without, d).InletC, "cooling paused until generators stood");
            foreach (var (now, otherwise) in new[] { (center.Reading, centerElse), (with.Hubs[h].Reading, hubElse), (with.Regions[r].Reading, regionElse) })
            {
                now[Quantity.GridImportKw].ShouldBeLessThan(otherwise[Quantity.GridImportKw]);
            }
        }

        visit.Complaints.ShouldBeEmpty();
    }

    private static RackReading Rack(World world, int dataCenter)
    {
        var racks = new RackReading[1];
        world.DataCenters[dataCenter].ReadRacks(0, racks);
        return racks[0];
    }
}
