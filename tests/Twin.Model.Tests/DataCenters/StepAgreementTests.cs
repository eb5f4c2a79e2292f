namespace Twin.Model.Tests.DataCenters;

/// <summary>
/// The step is a matter of how often one looks, not of what happens: a week with events at 1 s, 10 s, 60 s and 15 min
/// gives the same energy (0.5 %), mode hours (2 %), inlets (1 K) and moments (1 s).
/// </summary>
public sealed class StepAgreementTests
{
    private static readonly long Start = Site.Ms("2025-06-10T00:00:00Z");
    private const int Hours = 7 * 24;

    private sealed record Week(double ItMWh, double FacilityMWh, double WaterM3, double[] ModeHours, double[] Inlets, (OccurrenceKind Kind, double S)[] Moments);

    private static Week Run(PlantKind plant, int stepMs)
    {
        var site = new Site(Site.Center1(plant, racks: 48), Site.Year("Datong"), stepMs, Start);
        site.Events =
        [
            site.Event(EventKind.HeatWave, 1 * 86_400, 2 * 86_400, 7, 3 * 3600),
            site.Event(EventKind.DustStorm, 5 * 86_400, 6 * 3600, 2000, 3600),
            site.Event(EventKind.FeedLoss, (2 * 86_400) + 43_217, 2500),
            site.Event(EventKind.ChillerTrip, (3 * 86_400) + 20_011, 3600, 2),
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
                or OccurrenceKind.CoolingLost or OccurrenceKind.CoolingReturned or OccurrenceKind.OutsideAirBlocked)
            .Select(o => (o.Kind, (o.AtMs - Start) / 1000.0)).ToArray();
        return new Week(it, facility, water, modes, inlets, moments);
    }

    [Theory]
    [InlineData(PlantKind.Waterless)]
    [InlineData(PlantKind.IndirectEvaporative)]
    [InlineData(PlantKind.AirsideEconomizer)]
    [InlineData(PlantKind.ChilledWater)]
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
                week.Moments[i].S.ShouldBe(finest.Moments[i].S, 1, $"{label}, {week.Moments[i].Kind}");
            }
        }
    }
}
