using Twin.Model.Weather;

namespace Twin.Model.Tests.Weather;

public class WeatherSynthesisTests
{
    private const int Year = 2025;

    public static TheoryData<string> Sites => [.. Climate.All.Select(climate => climate.Normals.Site.Name)];

    [Theory]
    [MemberData(nameof(Sites))]
    public void Months_keep_to_the_normals(string site)
    {
        ClimateNormals normals = Climate.Of(site).Normals;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            WeatherHour[] hours = Series(normals, seed).Hours.ToArray();
            for (int month = 1; month <= 12; month++)
            {
                WeatherHour[] inMonth = [.. hours.Where((_, i) => MonthOf(i) == month)];
                string where = $"month {month}, seed {seed}";
                inMonth.Average(hour => hour.DryBulbC).ShouldBe(normals.MeanC[month - 1], 0.3, where);
                inMonth.Average(hour => hour.RhPct).ShouldBe(normals.RhPct[month - 1], 1.0, where);
                double ghi = inMonth.Average(hour => hour.GhiWm2) * 24 / 1000;
                ghi.ShouldBe(normals.GhiKwhM2Day[month - 1], 0.01 * normals.GhiKwhM2Day[month - 1], where);
            }

            hours.Average(hour => hour.WindMs).ShouldBe(normals.MeanWindMs, 0.1 * normals.MeanWindMs);
            hours.Average(hour => hour.Pm10UgM3).ShouldBe(normals.Pm10UgM3, 0.15 * normals.Pm10UgM3);
        }
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public void Days_resemble_the_days_before(string site)
    {
        ClimateNormals normals = Climate.Of(site).Normals;
        WeatherHour[] hours = Series(normals, 1).Hours.ToArray();
        double[] days = [.. Enumerable.Range(0, 365).Select(day => hours.AsSpan(day * 24, 24).ToArray().Average(hour => hour.DryBulbC))];

        // Deviation from the season, which is a running mean of 31 days.
        double[] deviation = [.. Enumerable.Range(0, 365).Select(day =>
            days[day] - Enumerable.Range(-15, 31).Average(offset => days[(day + offset + 365) % 365]))];
        double variance = deviation.Sum(d => d * d);
        double lagged = Enumerable.Range(0, 365).Sum(day => deviation[day] * deviation[(day + 1) % 365]);
        (lagged / variance).ShouldBeInRange(0.55, 0.75);
    }

    // The independent run cut the summers' peaks (its months were joined by straight lines) and was one draw; ours keeps the
    // months' means, which lies 1 K higher and within 1 K of the measured stations near by (tests on EPW files hold that).
    [Theory]
    [MemberData(nameof(Sites))]
    public void Design_values_are_near_those_of_an_independent_run(string site)
    {
        Climate climate = Climate.Of(site);
        WeatherSeries[] years = [.. Enumerable.Range(1, 4).Select(seed => Series(climate.Normals, (ulong)seed))];
        years.Average(series => Exceeded(series, point => point.DryBulbC)).ShouldBe(climate.DesignDryBulbC, 2.0);
        years.Average(series => Exceeded(series, point => point.WetBulbC)).ShouldBe(climate.DesignWetBulbC, 1.5);
    }

    [Fact]
    public void Datong_is_at_or_below_twenty_degrees_for_four_fifths_of_the_year()
    {
        ClimateNormals datong = Climate.Of("Datong").Normals;
        double[] shares = [.. Enumerable.Range(1, 8).Select(seed =>
            Series(datong, (ulong)seed).Hours.ToArray().Count(hour => hour.DryBulbC <= 20) / 8760.0)];
        shares.Average().ShouldBe(0.82, 0.025);
        shares.ShouldAllBe(share => share > 0.785 && share < 0.84);
    }

    [Fact]
    public void Seed_site_and_year_make_the_series_and_nothing_else()
    {
        ClimateNormals datong = Climate.Of("Datong").Normals;
        WeatherHour[] first = Series(datong, 7).Hours.ToArray();
        Series(datong, 7).Hours.ToArray().ShouldBe(first);
        Series(datong, 8).Hours[4000].ShouldNotBe(first[4000]);
        WeatherSynthesis.Year(datong, 7, 2026).Hours[4000].ShouldNotBe(first[4000]);
        ClimateNormals elsewhere = datong with { Site = datong.Site with { Name = "Elsewhere" } };
        Series(elsewhere, 7).Hours[4000].ShouldNotBe(first[4000]);
    }

    [Fact]
    public void A_leap_year_has_its_day_and_the_year_closes_without_a_jump()
    {
        ClimateNormals datong = Climate.Of("Datong").Normals;
        WeatherSynthesis.Year(datong, 1, 2028).Hours.Length.ShouldBe(8784);
        ReadOnlySpan<WeatherHour> hours = Series(datong, 1).Hours;
        double worst = 0;
        for (int i = 1; i < hours.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(hours[i].DryBulbC - hours[i - 1].DryBulbC));
        }

        worst.ShouldBeLessThan(6);
        Math.Abs(hours[0].DryBulbC - hours[^1].DryBulbC).ShouldBeLessThan(worst);
    }

    [Fact]
    public void The_sun_stays_below_a_clear_sky_and_below_the_horizon_at_night()
    {
        ClimateNormals zhongwei = Climate.Of("Zhongwei").Normals;
        ReadOnlySpan<WeatherHour> hours = Series(zhongwei, 1).Hours;
        int sunlit = 0;
        for (int i = 0; i < hours.Length; i++)
        {
            WeatherHour hour = hours[i];
            double start = DateTimeOffset.Parse("2025-01-01T00:00:00+08:00").ToUnixTimeSeconds() + (3600.0 * i);
            double highest = Enumerable.Range(0, 13).Max(part =>
                Sun.CosZenith(zhongwei.Site.LatitudeDeg, zhongwei.Site.LongitudeDeg, start + (300 * part)));
            hour.GhiWm2.ShouldBeInRange(0, Sun.ClearSkyWm2(highest) + 1e-9);
            hour.DhiWm2!.Value.ShouldBeInRange(0, hour.GhiWm2 + 1e-9);
            hour.CloudTenths!.Value.ShouldBeInRange(0, 10);
            sunlit += hour.GhiWm2 > 0 ? 1 : 0;
        }

        sunlit.ShouldBeInRange(4380, 5000);
    }

    [Fact]
    public void Normals_out_of_range_are_refused_by_site_figure_and_month()
    {
        ClimateNormals datong = Climate.Of("Datong").Normals;
        double[] kelvin = [.. datong.MeanC];
        kelvin[6] = 295.75;
        Should.Throw<ArgumentException>(() => Series(datong with { MeanC = kelvin }, 1)).Message
            .ShouldBe("Climate of Datong: MeanC of month 7 is 295.75; it must lie from -60 to 45.");
        Should.Throw<ArgumentException>(() => Series(datong with { RhPct = [50] }, 1)).Message.ShouldContain("twelve monthly values");
    }

    private static WeatherSeries Series(ClimateNormals normals, ulong seed) => WeatherSynthesis.Year(normals, seed, Year);

    private static int MonthOf(int hour) => new DateTime(Year, 1, 1).AddHours(hour).Month;

    private static double Exceeded(WeatherSeries series, Func<WeatherPoint, double> value) =>
        series.Points.ToArray().Select(value).OrderDescending().ElementAt((int)(0.004 * 8760));
}
