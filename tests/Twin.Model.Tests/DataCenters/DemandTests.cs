namespace Twin.Model.Tests.DataCenters;

/// <summary>A data center that is asked to draw less.</summary>
public class DemandTests
{
    private static readonly long Start = Site.Ms("2025-07-10T05:00:00Z");

    private static readonly WorkloadClass Batch = new("batch", [.. Enumerable.Repeat(0.7, 24)], 0, true);

    /// <summary>Half of the work can wait; 38 °C, so that compressors run.</summary>
    private static Site New(int stepMs = 10_000, double dryBulbC = 38, PowerSpec? power = null)
    {
        var center = Site.Center1(PlantKind.Waterless, racks: 400, power: power);
        center = center with { Halls = [center.Halls[0] with { Work = [new WorkloadShare(Site.Flat60, 0.5), new WorkloadShare(Batch, 0.5)] }] };
        var site = new Site(center, Site.Still(dryBulbC), stepMs, Start);
        Run(site, 1800);
        return site;
    }

    private static void Run(Site site, double seconds, Action<Reading>? see = null)
    {
        for (var end = site.NowMs + (seconds * 1000); site.NowMs < end;)
        {
            var reading = site.Step();
            see?.Invoke(reading);
        }
    }

    private static void Call(Site site, string selection, double mw, double durationS) => site.Events =
    [
        new TwinEvent
        {
            Id = "call", Kind = EventKind.DemandCall, Target = site.Center.Spec.Path.Parent, Selection = selection, StartMs = site.NowMs,
            DurationMs = (long)(durationS * 1000), Magnitude = mw,
        },
    ];

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    public void An_emergency_call_is_met_at_once_by_the_battery_and_then_by_work_that_waits(int stepMs)
    {
        var site = New(stepMs);
        var before = site.Center.Reading[Quantity.GridImportKw];
        Call(site, "", 0.15, 1800);
        Run(site, 60, r =>
        {
            r[Quantity.GridImportKw].ShouldBe(before - 150, 2);
            r[Quantity.DischargeKw].ShouldBeGreaterThan(100);
        });
        Run(site, 120);
        Run(site, 1560, r => r[Quantity.GridImportKw].ShouldBeInRange(before - 170, before - 148));
        site.Center.Reading[Quantity.DischargeKw].ShouldBeLessThan(10);
        site.Center.State.Demand.OwedKWh.ShouldBeGreaterThan(20);
        site.Center.State.Power.BatteryShare.ShouldBeGreaterThan(0.9);
        Run(site, 120);
        site.Log.Where(o => o.Kind is OccurrenceKind.DemandLowered or OccurrenceKind.DemandFreed).Select(o => (o.Kind, o.AtMs - Start - 1_800_000))
            .ShouldBe([(OccurrenceKind.DemandLowered, 0), (OccurrenceKind.DemandFreed, 1_800_000)]);
    }

    [Fact]
    public void What_was_put_off_is_done_afterwards_to_the_last_kilowatt_hour()
    {
        var (called, free) = (New(60_000), New(60_000));
        Call(called, "dayAhead", 0.12, 3600);
        var (calledKWh, freeKWh, most) = (0.0, 0.0, 0.0);
        Run(called, 6 * 3600, r => (calledKWh, most) = (calledKWh + (r[Quantity.ItKw] / 60), Math.Max(most, r[Quantity.ItKw])));
        Run(free, 6 * 3600, r => freeKWh += r[Quantity.ItKw] / 60);
        called.Center.State.Demand.OwedKWh.ShouldBe(0);
        calledKWh.ShouldBe(freeKWh, 0.003 * freeKWh);
        most.ShouldBeGreaterThan(free.Center.Reading[Quantity.ItKw] * 1.03);
        called.Log.ShouldNotContain(o => o.Kind == OccurrenceKind.SupplyLost);
    }

    [Fact]
    public void A_call_of_the_day_before_leaves_the_battery_alone_and_warms_the_air_of_compressors()
    {
        var site = New(60_000);
        var before = site.Center.Reading;
        Call(site, "dayAhead", 0.1, 1800);
        Run(site, 1200, r => r[Quantity.DischargeKw].ShouldBe(0));
        site.Center.Reading[Quantity.GridImportKw].ShouldBe(before[Quantity.GridImportKw] - 100, 8);
        site.Center.Plan[0].Duty.SupplyC.ShouldBe(26, 0.5);
        (site.Center.Reading[Quantity.CoolingKw] / site.Center.Reading[Quantity.ItKw]).ShouldBeLessThan(before[Quantity.CoolingKw] / before[Quantity.ItKw]);
    }

    [Fact]
    public void A_call_of_frequency_is_answered_by_the_battery_alone_after_two_seconds_down_to_its_reserve()
    {
        var site = New(1_000, 5);
        var before = site.Center.Reading[Quantity.GridImportKw];
        Call(site, "frequency", 0.4, 3600);
        Run(site, 2, r => r[Quantity.DischargeKw].ShouldBe(0));
        Run(site, 5, r => r[Quantity.GridImportKw].ShouldBe(before - 400, 3));
        Run(site, 3500);
        site.Center.State.Power.BatteryShare.ShouldBe(0.5, 0.01);
        site.Center.State.Demand.OwedKWh.ShouldBe(0);
        Run(site, 90);
        site.Center.Reading[Quantity.GridImportKw].ShouldBeGreaterThan(before, "the battery is charged again");
    }

    [Fact]
    public void A_cap_is_kept_as_far_as_there_is_something_to_give_and_racks_stay_on()
    {
        var site = New(10_000);
        var before = site.Center.Reading[Quantity.GridImportKw];
        site.CapKw = _ => before * 0.85;
        Run(site, 600, r => r[Quantity.GridImportKw].ShouldBeLessThanOrEqualTo((before * 0.85) + 1));
        site.CapKw = _ => 0;
        Run(site, 3600, r =>
        {
            r[Quantity.RacksOn].ShouldBe(400);
            r[Quantity.UnservedKw].ShouldBe(0);
        });
        site.Center.Reading[Quantity.GridImportKw].ShouldBeInRange(before * 0.4, before * 0.85);
        site.Center.TargetKw.ShouldBe(0);
    }

    [Fact]
    public void A_ramp_contract_is_held_by_the_battery_when_a_job_starts_and_its_breach_is_told_when_one_stops()
    {
        var site = New(1_000, 5, new PowerSpec { GeneratorFailToStart = 0, RampSharePerMin = 0.1 });
        var limit = 0.1 * site.Center.ContractKw / 60;
        site.Events = [site.Event(EventKind.JobStart, 1800 + 60, 1200, 0.4, 1)];
        var before = site.Center.Reading[Quantity.GridImportKw];
        var given = 0.0;
        Run(site, 900, r =>
        {
            given = Math.Max(given, r[Quantity.DischargeKw]);

            // A charger's own loss in the transformers comes on top.
            (r[Quantity.GridImportKw] - before).ShouldBeLessThanOrEqualTo(limit + 0.5);
            before = r[Quantity.GridImportKw];
        });
        site.Log.ShouldNotContain(o => o.Kind == OccurrenceKind.RampExceeded);
        given.ShouldBeGreaterThan(100);
        Run(site, 600);
        site.Log.Count(o => o.Kind == OccurrenceKind.RampExceeded).ShouldBe(1);
    }
}
