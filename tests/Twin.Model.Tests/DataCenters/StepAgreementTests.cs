namespace Twin.Model.Tests.DataCenters;

/// <summary>
/// The step is a matter of how often one looks, not of what happens: a week with events at 1 s, 10 s, 60 s and 15 min
/// gives the same energy (0.5 %), mode hours (2 %), inlets (1 K) and moments (1 s). Four chillers of five are out for an
/// hour of it, so that racks shut down and start again one by one.
/// </summary>
public sealed class StepAgreementTests
{
    private static readonly long Start = Site.Ms("2025-06-10T00:00:00Z");
    private const int Hours = 7 * 24;

    private sealed record Week(double ItMWh, double FacilityMWh, double WaterM3, double[] ModeHours, double[] Inlets, (OccurrenceKind Kind, double S)[] Moments);

    private static RackClass Rack(PlantKind plant) => plant switch
    {
        PlantKind.DirectToChip => new RackClass { Name = "liquid", DesignKw = 40, LiquidShare = 0.85 },
        PlantKind.Immersion => new RackClass { Name = "immersed", DesignKw = 40, LiquidShare = 1, Fans = FanProfile.None },
        _ => new RackClass { Name = "standard", DesignKw = 2.5 },
    };

    private static Week Run(PlantKind plant, int stepMs)
    {
        var site = new Site(Site.Center1(plant, Rack(plant), racks: 48), Site.Year("Datong"), stepMs, Start);
        site.Events =
        [
            site.Event(EventKind.HeatWave, 1 * 86_400, 2 * 86_400, 7, 3 * 3600),
            site.Event(EventKind.DustStorm, 5 * 86_400, 6 * 3600, 2000, 3600),
            site.Event(EventKind.FeedLoss, (2 * 86_400) + 43_217, 2500),
            site.Event(EventKind.ChillerTrip, (3 * 86_400) + 20_011, 3600, 4),
            site.Event(EventKind.FanWallFailure, (4 * 86_400) + 7_777, 5400, 2),
            site.Event(EventKind.LoadSurge, (4 * 86_400) + 40_000, 7200, 0.4, 600),
            site.Event(EventKind.JobStart, (5 * 86_400) + 50_003, 7200, 0.02, 30),
        ];
        double it = 0, facility = 0, water = 0;
        var modes = new double[4];
        var inlets = new double[Hours * 4];
        var perQuarter = 900_000 / stepMs;
        for (var i = 0; i < inlets.Length; i++)
        {
            for (var j = 0; j < perQuarter; j++)
            {
                var r = site.Step();
                it += r[Quantity.ItKw] * stepMs / 3.6e9;
                facility += r.FacilityKw * stepMs / 3.6e9;
                water += r[Quantity.WaterLph] * stepMs / 3.6e9;
                for (var m = 0; m < 4; m++)
                {
                    modes[m] += r[Quantity.RacksFullFree + m] / 48 * stepMs / 3.6e6;
                }

                if (j == perQuarter - 1)
                {
                    inlets[i] = r.MaxInletC;
                }
            }
        }

        var moments = site.Log
            .Where(o => o.Kind is OccurrenceKind.ModeChange or OccurrenceKind.SupplyLost or OccurrenceKind.GeneratorsStarted or OccurrenceKind.SupplyReturned
                or OccurrenceKind.CoolingLost or OccurrenceKind.CoolingReturned or OccurrenceKind.OutsideAirBlocked
                or OccurrenceKind.RacksThrottling or OccurrenceKind.RacksShutDown or OccurrenceKind.RacksRecovered)
            .OrderBy(o => o.AtMs).Select(o => (o.Kind, (o.AtMs - Start) / 1000.0)).ToArray();
        return new Week(it, facility, water, modes, inlets, moments);
    }

    [Theory]
    [InlineData(PlantKind.Waterless)]
    [InlineData(PlantKind.IndirectEvaporative)]
    [InlineData(PlantKind.AirsideEconomizer)]
    [InlineData(PlantKind.ChilledWater)]
    [InlineData(PlantKind.DirectToChip)]
    [InlineData(PlantKind.Immersion)]
    public void Every_step_tells_the_same_week(PlantKind plant)
    {
        var finest = Run(plant, 1000);
        finest.Moments.Length.ShouldBeGreaterThan(10);
        foreach (var step in (int[])[10_000, 60_000, 900_000])
        {
            var week = Run(plant, step);
            var label = $"{plant} at {step} ms against 1 s";
            week.ItMWh.ShouldBe(finest.ItMWh, 0.005 * finest.ItMWh, label);
            week.FacilityMWh.ShouldBe(finest.FacilityMWh, 0.005 * finest.FacilityMWh, label);
            for (var m = 0; m < 4; m++)
            {
                week.ModeHours[m].ShouldBe(finest.ModeHours[m], Math.Max(0.02 * finest.ModeHours[m], 2 / 3600.0), $"{label}, mode {m}");
            }

            for (var i = 0; i < week.Inlets.Length; i++)
            {
                week.Inlets[i].ShouldBe(finest.Inlets[i], 1, $"{label}, inlet after {(i + 1) * 15} min");
            }

            week.Moments.Select(m => m.Kind).ShouldBe(finest.Moments.Select(m => m.Kind), label);
            for (var i = 0; i < week.Moments.Length; i++)
            {
                Math.Abs(week.Moments[i].S - finest.Moments[i].S).ShouldBeLessThanOrEqualTo(1, $"{label}, {week.Moments[i]}");
            }
        }
    }

    [Fact]
    public void A_recorded_load_finer_than_the_step_is_followed_value_by_value()
    {
        var finest = Energy(1000);
        foreach (var step in (int[])[10_000, 60_000, 900_000])
        {
            Energy(step).ShouldBe(finest, 0.005 * finest, $"{step} ms");
        }

        static double Energy(int stepMs)
        {
            var trace = new LoadTrace(Start - 130_000, 300_000, [0.1, 0.9, 0.2]);
            var site = new Site(Site.Center1(PlantKind.Waterless, racks: 48) with { Trace = trace }, Site.Year("Datong"), stepMs, Start);
            return Enumerable.Range(0, 4 * 3_600_000 / stepMs).Sum(_ => site.Step()[Quantity.ItKw] * stepMs / 3.6e6);
        }
    }

    /// <summary>
    /// Without generators the battery ends; with them and little fuel, the fuel. The end is a sum over the whole outage, in
    /// which racks grow warm and draw more: it agrees within a quarter of a percent of it.
    /// </summary>
    [Theory]
    [InlineData(0, OccurrenceKind.BatteryEmpty)]
    [InlineData(4, OccurrenceKind.FuelEmpty)]
    public void Energy_ends_at_the_same_moment(int generators, OccurrenceKind end)
    {
        const double LostS = 3617;
        var finest = Ends(1000);
        foreach (var step in (int[])[10_000, 60_000, 900_000])
        {
            Math.Abs(Ends(step) - finest).ShouldBeLessThan(0.0025 * (finest - LostS), $"{end} at {step} ms: {Ends(step)} s, at 1 s: {finest} s");
        }

        double Ends(int stepMs)
        {
            var power = new PowerSpec { GeneratorsNeeded = generators, GeneratorFailToStart = 0, FuelHours = 2 };
            var site = new Site(Site.Center1(PlantKind.ChilledWater, racks: 48, power: power), Site.Year("Datong"), stepMs, Start);
            site.Events = [site.Event(EventKind.FeedLoss, LostS, 8 * 3600)];
            while (!site.Log.Exists(o => o.Kind == end))
            {
                site.NowMs.ShouldBeLessThan(Start + (9 * 3_600_000), $"{end} never came");
                site.Step();
            }

            return (site.Log.Find(o => o.Kind == end).AtMs - Start) / 1000.0;
        }
    }
}
