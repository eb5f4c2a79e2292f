using System.Globalization;
using System.Text.Json;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Page.Tests;

/// <summary>
/// A heat wave, a dust storm, the loss of a supply and a job's start on the default world: the page shows at every level
/// what the model predicts. The prediction is made outside the server, by worlds of the same seed that are stepped here,
/// one with the events and one without.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class FourEventsTests(Browser browser)
{
    private const long TwelveHoursMs = 12 * 3_600_000;
    private const long LeastTicks = 40;

    private static readonly (EventKind Kind, string Target, double? Magnitude)[] Events =
    [
        (EventKind.HeatWave, "shanxi/datong", 8), (EventKind.DustStorm, "gansu/qingyang", 3000),
        (EventKind.FeedLoss, "guizhou/guian", null), (EventKind.JobStart, "hebei/zhangjiakou", 4),
    ];

    [BrowserFact]
    public async Task Rack_data_center_hub_region_and_network_show_what_the_model_predicts()
    {
        await using var host = await TwinHost.Start(speed: 300, paused: true, world: "china");
        await using var visit = await browser.Visit();
        var ids = new List<string>();
        foreach (var (kind, target, magnitude) in Events)
        {
            // At full strength after a minute, and longer than the test: what is compared does not hang on when it pauses.
            var accepted = await host.Twin.Submit(new InjectRequest(null, "test", kind, NodePath.Parse(target), "", null, magnitude, TwelveHoursMs, false, kind <= EventKind.DustStorm ? 60_000 : null, ""), default);
            accepted.Tick.ShouldBe(0, "the clock stands: every event begins with the first tick");
            ids.Add(accepted.Id);
        }

        await host.Twin.SetClock(new ClockRequest(false, null), default);
        await visit.Open(host.Address);
        await visit.Until($"{LeastTicks} ticks have passed", () => Task.FromResult(host.Twin.Latest.Tick >= LeastTicks));
        await host.Twin.SetClock(new ClockRequest(true, null), default);
        await visit.Shows("twin-bar .banner", "PAUSED");
        var frame = host.Twin.Latest;
        await visit.Shows("twin-bar .tick b", Figure.Whole(frame.Tick));

        using var with = Prediction.At(host.Twin.Info, frame.Tick, [.. ids.Select(id => frame.Events.Single(e => e.Id == id))]);
        using var without = Prediction.At(host.Twin.Info, frame.Tick, []);
        await Sums_of_the_tick_are_the_pages_totals(visit, with);
        foreach (var (kind, target, magnitude) in Events)
        {
            await Levels_move_as_predicted(visit, host, kind, NodePath.Parse(target), magnitude, with, without);
        }

        visit.Complaints.ShouldBeEmpty();
    }

    /// <summary>The data centers' powers of one tick, as the page's own server sends them, added up here.</summary>
    private static async Task Sums_of_the_tick_are_the_pages_totals(Visit visit, World with)
    {
        using var nodes = JsonDocument.Parse(await visit.Page.EvaluateAsync<string>("fetch('/api/v1/nodes?limit=500&metrics=facilityKw').then(a => a.text())"));
        var kw = nodes.RootElement.GetProperty("items").EnumerateArray().ToDictionary(n => n.GetProperty("path").GetString()!, n => n.GetProperty("reading").GetProperty("facilityKw").GetDouble());
        foreach (var hub in with.Hubs)
        {
            var sum = hub.Spec.DataCenters.Sum(d => kw[d.Path.Value]);
            sum.ShouldBe(kw[hub.Spec.Path.Value], 1e-9 * sum, hub.Spec.Path.Value);
            (await Figure.Shown(visit, $"twin-ranking tr[data-node='{hub.Spec.Path}'] [data-col=power]", "MW")).Holds(sum, hub.Spec.Path.Value);
        }

        var total = with.Spec.DataCenters.Sum(d => kw[d.Path.Value]);
        total.ShouldBe(with.Network.Reading.FacilityKw, 1e-9 * total);
        (await Figure.Shown(visit, "twin-ranking tfoot [data-col=power]", "MW")).Holds(total, "the network");
    }

    private static async Task Levels_move_as_predicted(Visit visit, TwinHost host, EventKind kind, NodePath target, double? magnitude, World with, World without)
    {
        var h = Array.FindIndex(with.Hubs, hub => hub.Spec.Path == target);
        var d = with.DataCentersOf(h).From;
        var r = Array.FindIndex(with.Regions, region => region.Spec.Path.Contains(target));
        var (hubNow, hubElse) = (with.Hubs[h], without.Hubs[h]);
        var (centerNow, centerElse) = (with.DataCenters[d], without.DataCenters[d]);

        await visit.Open(host.Address, $"/?node={with.Regions[r].Spec.Path}");
        (await Figure.Shown(visit, "twin-numbers [data-figure=facility] dd")).Holds(with.Regions[r].Reading.FacilityKw, $"{kind}: region");

        await visit.Open(host.Address, $"/?node={target}");
        (await Figure.Shown(visit, "twin-numbers [data-figure=facility] dd")).Holds(hubNow.Reading.FacilityKw, $"{kind}: hub");
        (await Figure.Shown(visit, "twin-hub [data-figure=outdoor] .value")).Holds(hubNow.Weather.DryBulbC, $"{kind}: outdoor air");
        (await Figure.Shown(visit, "twin-hub [data-figure=dust] .value")).Holds(hubNow.Weather.Pm10UgM3, $"{kind}: dust");

        await visit.Open(host.Address, $"/?node={centerNow.Spec.Path}&rack=0");
        (await Figure.Shown(visit, "twin-center [data-figure=facility] dd")).Holds(centerNow.Reading.FacilityKw, $"{kind}: data center");
        (await Figure.Shown(visit, "twin-center [data-figure=it] dd")).Holds(centerNow.Reading[Quantity.ItKw], $"{kind}: data center's IT");
        var rack = new RackReading[1];
        centerNow.ReadRacks(0, rack);
        (await Figure.Shown(visit, "twin-center .rack [data-figure=powerKw]")).Holds(rack[0].PowerKw, $"{kind}: rack's power");
        (await Figure.Shown(visit, "twin-center .rack [data-figure=inletC]")).Holds(rack[0].InletC, $"{kind}: rack's inlet");

        // That the page holds the prediction is shown above; here, that the prediction goes where the event pushes.
        switch (kind)
        {
            case EventKind.HeatWave:
                (hubNow.Weather.DryBulbC - hubElse.Weather.DryBulbC).ShouldBe(magnitude!.Value, 0.01);
                hubNow.Reading.Pue.ShouldBeGreaterThan(hubElse.Reading.Pue);
                break;
            case EventKind.DustStorm:
                (hubNow.Weather.Pm10UgM3 - hubElse.Weather.Pm10UgM3).ShouldBeGreaterThan(0.5 * magnitude!.Value);
                hubNow.Reading.FacilityKw.ShouldNotBe(hubElse.Reading.FacilityKw);
                break;
            case EventKind.FeedLoss:
                hubElse.Reading[Quantity.GridImportKw].ShouldBeGreaterThan(0);
                hubNow.Reading[Quantity.GridImportKw].ShouldBe(0, 1e-6);
                await visit.Shows("twin-center .chain", centerNow.State.Power.Supply == Supply.Generator ? "On generators" : "On battery");
                break;
            default:
                (centerNow.Reading[Quantity.ItKw] - centerElse.Reading[Quantity.ItKw]).ShouldBeGreaterThan(0.5 * 1000 * magnitude!.Value, "4 MW, less what racks cannot take");
                hubNow.Reading[Quantity.ItKw].ShouldBeGreaterThan(hubElse.Reading[Quantity.ItKw]);
                break;
        }
    }
}
