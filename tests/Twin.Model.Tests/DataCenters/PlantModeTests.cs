namespace Twin.Model.Tests.DataCenters;

/// <summary>When a plant changes its mode: limits, hysteresis, dwell, lockout and starts per hour (MODELS §4.2), and what its log says about it.</summary>
public sealed class PlantModeTests
{
    private static Site New(PlantKind plant, double[] dryC, double rhPct = 30, PlantSpec? spec = null, int stepMs = 60_000) =>
        new(Site.Center1(plant, racks: 8, work: Site.Flat60, plantSpec: spec), Sky.Of(dryC, [rhPct]), stepMs, Sky.StartMs);

    [Theory]
    [InlineData(1_000)]
    [InlineData(900_000)]
    public void A_waterless_plant_goes_up_at_its_limits_and_down_two_kelvins_below_them(int stepMs)
    {
        var site = New(PlantKind.Waterless, [15, 35, 35, 15, 15], stepMs: stepMs);
        site.Run(4);
        var changes = site.Of(OccurrenceKind.ModeChange);
        changes.Select(o => (o.From, o.To)).ShouldBe(
        [
            (PlantMode.FreeDry, PlantMode.Partial), (PlantMode.Partial, PlantMode.Mechanical),
            (PlantMode.Mechanical, PlantMode.Partial), (PlantMode.Partial, PlantMode.FreeDry),
        ]);
        changes.ShouldAllBe(o => o.Cause == Cause.DryBulb);
        changes.Select(o => Math.Round(o.Value, 3)).ShouldBe([19, 30, 28, 17]);
        changes.Select(o => Math.Round(o.Limit, 3)).ShouldBe([19, 30, 30, 19]);

        // 20 K in an hour, up from the start, down from the second hour on.
        double[] moments = [4 * 180, 15 * 180, 7200 + (7 * 180), 7200 + (18 * 180)];
        for (var i = 0; i < moments.Length; i++)
        {
            changes[i].S().ShouldBe(moments[i], 0.01);
        }
    }

    [Fact]
    public void An_evaporative_plant_goes_from_dry_to_wet_by_the_dry_bulb_and_to_compressors_by_the_wet_bulb()
    {
        var site = New(PlantKind.IndirectEvaporative, [12, 40, 40, 12, 12], rhPct: 45);
        site.Run(5);
        var changes = site.Of(OccurrenceKind.ModeChange);
        changes.Select(o => (o.To, o.Cause)).ShouldBe(
        [
            (PlantMode.FreeWet, Cause.DryBulb), (PlantMode.Partial, Cause.WetBulb), (PlantMode.FreeWet, Cause.WetBulb), (PlantMode.FreeDry, Cause.DryBulb),
        ]);
        changes[0].Value.ShouldBe(36 - (12 / 0.62), 1e-3);
        changes[1].Value.ShouldBe(20, 1e-3);
        changes[2].Value.ShouldBe(18.5, 1e-3);
        changes[2].Limit.ShouldBe(20, 1e-6);
        changes[3].Value.ShouldBe(36 - (12 / 0.62) - 2, 1e-3);
    }

    [Fact]
    public void Warmth_between_the_limits_of_hysteresis_changes_nothing()
    {
        var site = New(PlantKind.Waterless, [18, 18.9, 17.2, 18.9, 17.2]);
        site.Run(6);
        site.Of(OccurrenceKind.ModeChange).ShouldBeEmpty();
        var warm = New(PlantKind.Waterless, [18, 20, 17.2, 20, 17.2, 20]);
        warm.Run(6);
        warm.Of(OccurrenceKind.ModeChange).ShouldHaveSingleItem();
    }

    /// <summary>A short warm spell over a cool day: compressors start at once, stay for half an hour, rest for five minutes.</summary>
    [Fact]
    public void Compressors_dwell_for_half_an_hour_and_are_locked_out_for_five_minutes()
    {
        var site = New(PlantKind.Waterless, [16, 16]);
        site.Events = [site.Event(EventKind.HeatWave, 600, 540, 8, 60) with { Target = site.Center.Spec.Path.Parent }];
        site.Run(0.6);
        var start = site.Of(OccurrenceKind.ModeChange).ShouldHaveSingleItem();
        start.To.ShouldBe(PlantMode.Partial);
        start.S().ShouldBeInRange(600, 660);

        // Cool again since 20 min; a second spell comes two minutes after the stop.
        var stopS = start.S() + 1800;
        site.Events = [.. site.Events, site.Event(EventKind.HeatWave, Math.Ceiling(stopS) + 30, 1800, 8, 60) with { Target = site.Center.Spec.Path.Parent }];
        var readings = site.Run(1.2);
        var changes = site.Of(OccurrenceKind.ModeChange);
        changes[1].To.ShouldBe(PlantMode.FreeDry);
        changes[1].S().ShouldBe(stopS, 0.01);
        changes[2].To.ShouldBe(PlantMode.Partial);
        changes[2].S().ShouldBe(stopS + 300, 0.01);
        readings.Max(r => r.MaxInletC).ShouldBeGreaterThan(26, "while compressors may not start, supply air floats up with the weather");
    }

    [Fact]
    public void Dry_and_wet_dwell_for_a_quarter_of_an_hour()
    {
        var site = New(PlantKind.IndirectEvaporative, [14, 14], rhPct: 30);
        site.Events = [site.Event(EventKind.HeatWave, 600, 300, 4, 60) with { Target = site.Center.Spec.Path.Parent }];
        site.Run(2);
        var changes = site.Of(OccurrenceKind.ModeChange);
        changes.Select(o => o.To).ShouldBe([PlantMode.FreeWet, PlantMode.FreeDry]);
        (changes[1].S() - changes[0].S()).ShouldBe(900, 0.01);
    }

    /// <summary>A compressor without dwell under a sky that flickers each five minutes starts four times in any hour, and the fifth as soon as it may.</summary>
    [Fact]
    public void Compressors_start_at_most_four_times_in_an_hour()
    {
        var spec = new PlantSpec { Kind = PlantKind.Waterless, CompressorDwellS = 30, CompressorLockoutS = 30, DwellS = 0 };
        var site = New(PlantKind.Waterless, [16, 16], spec: spec, stepMs: 10_000);
        site.Events =
        [
            .. Enumerable.Range(0, 36).Select(i => site.Event(EventKind.HeatWave, 300 + (i * 300), 90, 8, 60) with { Target = site.Center.Spec.Path.Parent }),
        ];
        site.Run(3);
        var starts = site.Of(OccurrenceKind.ModeChange).Where(o => o.To == PlantMode.Partial).Select(o => o.S()).ToArray();
        starts.Length.ShouldBeGreaterThan(8);
        for (var i = 4; i < starts.Length; i++)
        {
            (starts[i] - starts[i - 4]).ShouldBeGreaterThanOrEqualTo(3600 - 0.01);
        }

        (starts[3] - starts[0]).ShouldBeLessThan(1800);
        starts[4].ShouldBe(starts[0] + 3600, 300);
    }
}
