using Twin.Model.Grid;
using Twin.Tests;

namespace Twin.Model.Tests.Grid;

public class PowerCurveTests
{
    [SharedDataFact]
    public void A_turbine_gives_what_windpowerlib_says_with_and_without_correction_for_thin_air()
    {
        var lines = File.ReadAllLines(SharedData.PathOf("wind/power_curve_E-126_4200.csv"));
        var points = lines[0].Split(',').Skip(1).Zip(lines[1].Split(',').Skip(1)).Where(p => p.Second.Length > 0)
            .Select(p => (Speed: double.Parse(p.First), Watts: double.Parse(p.Second))).ToArray();
        var curve = new PowerCurve([.. points.Select(p => p.Speed)], [.. points.Select(p => p.Watts)]);
        double worst = 0;
        var hours = 0;
        foreach (var row in SharedData.Rows("wind/windpowerlib_on_epw_hours.csv.gz"))
        {
            var (wind, density, plain, corrected) = (double.Parse(row[9]), double.Parse(row[11]), double.Parse(row[12]), double.Parse(row[13]));
            worst = Math.Max(worst, Math.Abs(curve.At(wind) - plain) / Math.Max(1000, plain));
            worst = Math.Max(worst, Math.Abs(curve.At(wind, density) - corrected) / Math.Max(1000, corrected));
            hours++;
        }

        hours.ShouldBeGreaterThan(500);
        worst.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void A_modern_turbine_starts_at_three_is_full_at_eleven_and_stands_beyond_twenty_five()
    {
        PowerCurve.Modern.At(2.99).ShouldBe(0);
        PowerCurve.Modern.At(7).ShouldBe((343 - 27) / (1331.0 - 27), 1e-9);
        PowerCurve.Modern.At(11).ShouldBe(1, 1e-12);
        PowerCurve.Modern.At(25).ShouldBe(1);
        PowerCurve.Modern.At(25.01).ShouldBe(0);
    }

    [Fact]
    public void A_curve_that_does_not_rise_in_speed_is_refused()
    {
        Should.Throw<ArgumentException>(() => new PowerCurve([3, 3], [0, 1])).Message.ShouldContain("must rise");
        Should.Throw<ArgumentException>(() => new PowerCurve([3], [0]));
    }
}
