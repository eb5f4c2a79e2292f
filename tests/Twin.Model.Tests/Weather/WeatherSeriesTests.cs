using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Model.Tests.Weather;

public class WeatherSeriesTests
{
    private static readonly WeatherSite Site = new("Test", 40, 113, 1000, 8);

    /// <summary>A year whose dry bulb at the end of hour i is i/1000 °C, so that a value tells its hour.</summary>
    private static WeatherSeries Ramp(int count) =>
        new(Site, [.. Enumerable.Range(0, count).Select(i => new WeatherHour(i / 1000.0, 50, 90_000, 2, i % 24))]);

    [Theory]
    [InlineData("2025-01-01T00:30:00+08:00", 0.5 * (8.759 + 0.0))] // between the old year's last hour and the first one's end
    [InlineData("2025-01-01T01:00:00+08:00", 0.000)]
    [InlineData("2025-01-01T02:15:00+08:00", 0.00125)]
    [InlineData("2024-12-31T17:00:00Z", 0.000)] // the same moment as 01:00 in China
    [InlineData("2025-03-01T00:00:00+08:00", 1.415)]
    [InlineData("2025-12-31T23:00:00+08:00", 8.758)]
    [InlineData("2026-01-01T00:00:00+08:00", 8.759)]
    [InlineData("2024-02-29T12:00:00+08:00", 1.403)] // 28 February again
    [InlineData("2024-02-28T12:00:00+08:00", 1.403)]
    [InlineData("2024-03-01T01:00:00+08:00", 1.416)]
    [InlineData("2024-12-31T23:00:00+08:00", 8.758)]
    [InlineData("1969-07-20T01:00:00+08:00", 4.800)] // before 1970 as well
    [InlineData("2100-03-01T01:00:00+08:00", 1.416)] // no leap year
    public void A_moment_finds_its_hour_in_a_typical_year(string moment, double dryBulbC) =>
        Ramp(8760).At(DateTimeOffset.Parse(moment).ToUnixTimeSeconds()).DryBulbC.ShouldBe(dryBulbC, 1e-9);

    [Theory]
    [InlineData("2024-02-29T12:00:00+08:00", 1.427)]
    [InlineData("2025-02-28T12:00:00+08:00", 1.403)]
    [InlineData("2025-03-01T01:00:00+08:00", 1.440)]
    [InlineData("2025-12-31T23:00:00+08:00", 8.782)]
    [InlineData("2026-01-01T00:30:00+08:00", 0.5 * 8.783)]
    public void A_leap_year_series_serves_other_years_too(string moment, double dryBulbC) =>
        Ramp(8784).At(DateTimeOffset.Parse(moment).ToUnixTimeSeconds()).DryBulbC.ShouldBe(dryBulbC, 1e-9);

    [Fact]
    public void Time_goes_on_without_jumps_through_leap_days_and_new_years()
    {
        WeatherSeries series = WeatherSynthesis.Year(Climate.Of("Datong").Normals, 1, 2025);
        double from = DateTimeOffset.Parse("2024-02-27T00:00:00+08:00").ToUnixTimeSeconds();
        WeatherPoint before = series.At(from);
        for (int i = 1; i < 5 * 1440; i++)
        {
            WeatherPoint now = series.At(from + (60.0 * i));
            Math.Abs(now.DryBulbC - before.DryBulbC).ShouldBeLessThan(0.3, $"minute {i}");
            before = now;
        }
    }

    [Fact]
    public void Between_hours_each_value_goes_straight()
    {
        WeatherSeries series = WeatherSynthesis.Year(Climate.Of("Datong").Normals, 1, 2025);
        double start = DateTimeOffset.Parse("2025-06-10T14:00:00+08:00").ToUnixTimeSeconds();
        WeatherPoint a = series.At(start);
        WeatherPoint middle = series.At(start + 1800);
        WeatherPoint b = series.At(start + 3600);
        middle.WetBulbC.ShouldBe((a.WetBulbC + b.WetBulbC) / 2, 1e-9);
        middle.DewPointC.ShouldBe((a.DewPointC + b.DewPointC) / 2, 1e-9);
        middle.DensityKgM3.ShouldBe((a.DensityKgM3 + b.DensityKgM3) / 2, 1e-9);
        a.WetBulbC.ShouldBe(Psychrometrics.WetBulbC(a.DryBulbC, a.RhPct, a.PressurePa), 1e-6);
    }

    [Fact]
    public void Radiation_stands_at_the_middle_of_its_hour_and_keeps_its_sum()
    {
        WeatherSeries series = WeatherSynthesis.Year(Climate.Of("Datong").Normals, 1, 2025);
        double start = DateTimeOffset.Parse("2025-01-01T00:00:00+08:00").ToUnixTimeSeconds();
        series.At(start + (1000.5 * 3600)).GhiWm2.ShouldBe(series.Hours[1000].GhiWm2, 1e-9);
        double sum = 0;
        for (int i = 0; i < 8760 * 4; i++)
        {
            sum += series.At(start + (900.0 * i) + 450).GhiWm2 / 4;
        }

        double hourly = 0;
        foreach (WeatherHour hour in series.Hours)
        {
            hourly += hour.GhiWm2;
        }

        (sum / hourly).ShouldBe(1.0, 1e-9);
    }

    [Fact]
    public void Warming_keeps_the_water_and_cooling_below_the_dew_point_lets_it_fall()
    {
        WeatherPoint air = WeatherPoint.Of(30, 50, 90_000, 2, 500);
        WeatherPoint warm = air.WarmedBy(5);
        warm.DryBulbC.ShouldBe(35);
        warm.HumidityRatio.ShouldBe(air.HumidityRatio, 1e-12);
        warm.WetBulbC.ShouldBeInRange(air.WetBulbC + 1, air.WetBulbC + 2);
        WeatherPoint cold = air.WarmedBy(-20);
        cold.RhPct.ShouldBe(100);
        cold.HumidityRatio.ShouldBeLessThan(air.HumidityRatio);
        cold.WetBulbC.ShouldBe(10, 1e-5);
    }

    [Fact]
    public void A_year_of_the_wrong_length_or_with_impossible_air_is_refused()
    {
        Should.Throw<ArgumentException>(() => Ramp(8759)).Message.ShouldContain("8760 or 8784");
        WeatherHour[] hours = [.. Ramp(8760).Hours];
        hours[99] = hours[99] with { RhPct = 104 };
        Should.Throw<ArgumentException>(() => new WeatherSeries(Site, hours)).Message.ShouldContain("Hour 100 of the weather year for Test");
        hours[99] = hours[99] with { RhPct = 50, GhiWm2 = double.NaN };
        Should.Throw<ArgumentException>(() => new WeatherSeries(Site, hours)).Message.ShouldContain("irradiance");
    }
}
