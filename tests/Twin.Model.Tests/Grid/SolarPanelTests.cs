using Twin.Model.Grid;
using Twin.Model.Physics;
using Twin.Model.Weather;
using Twin.Tests;

namespace Twin.Model.Tests.Grid;

public class SolarPanelTests
{
    [SharedDataFact]
    public void Light_in_the_panels_plane_agrees_with_pvlib_at_four_stations()
    {
        var panel = new SolarPanel(30);
        var (worst, hours) = (0.0, 0);
        foreach (var row in SharedData.Rows("pv/pvlib_on_epw_hours.csv.gz"))
        {
            var sun = Sun.Direction(double.Parse(row[1]), double.Parse(row[2]), DateTimeOffset.Parse(row[4]).ToUnixTimeSeconds());
            var plane = panel.PlaneWm2(sun, double.Parse(row[5]), double.Parse(row[6]), double.Parse(row[7]), double.Parse(row[16]));
            var theirs = double.Parse(row[17]);
            if (double.Parse(row[12]) < 90)
            {
                worst = Math.Max(worst, Math.Abs(plane - theirs) / Math.Max(2, 0.01 * theirs));
                hours++;
            }
        }

        hours.ShouldBeGreaterThan(1000);
        worst.ShouldBeLessThan(1);
    }

    [SharedDataFact]
    public void The_sun_stands_where_pvlib_has_it()
    {
        foreach (var row in SharedData.Rows("pv/pvlib_on_epw_hours.csv.gz"))
        {
            var zenith = double.Parse(row[12]);
            if (zenith >= 90)
            {
                continue;
            }

            var (latitude, longitude, time) = (double.Parse(row[1]), double.Parse(row[2]), DateTimeOffset.Parse(row[4]).ToUnixTimeSeconds());
            var sun = Sun.Direction(latitude, longitude, time);
            (DMath.Acos(sun.Up) * 180 / Math.PI).ShouldBe(zenith, 0.05);
            sun.Up.ShouldBe(Sun.CosZenith(latitude, longitude, time), 1e-15);
            var away = (Math.Atan2(sun.East, sun.North) * 180 / Math.PI) - double.Parse(row[13]);
            (Math.Abs(away - (360 * Math.Round(away / 360))) * Math.Sin(zenith * Math.PI / 180)).ShouldBeLessThan(0.05);
        }
    }

    [SharedDataFact]
    public void The_inverter_gives_what_pvwatts_says_in_every_hour_of_a_year()
    {
        var rows = File.ReadLines(SharedData.PathOf("pv/pvwatts_8760_rackmount.csv")).SkipWhile(l => !l.StartsWith("Month,", StringComparison.Ordinal)).Skip(1)
            .Select(l => l.Split(',')).Where(r => int.TryParse(r[0], out _)).ToArray();
        rows.Length.ShouldBe(8760);
        foreach (var row in rows)
        {
            SolarPanel.Ac(double.Parse(row[9]), 4000 / 1.2 / 0.96).ShouldBe(double.Parse(row[10]), 0.01, string.Join(',', row));
        }
    }

    [Fact]
    public void Panels_lose_power_when_warm_as_pvwatts_says() =>
        SolarPanel.Dc(900, 30, 100, -0.003).ShouldBe(88.65, 1e-9);

    [Fact]
    public void A_clear_noon_gives_most_and_night_nothing()
    {
        var panel = new SolarPanel(35);
        var noon = DateTimeOffset.Parse("2026-06-21T04:30:00Z").ToUnixTimeSeconds();
        panel.ShareAt(40.1, 113.33, noon, 950, 28).ShouldBeInRange(0.75, 1);
        panel.ShareAt(40.1, 113.33, noon + 43_200, 0, 15).ShouldBe(0);
        panel.ShareAt(40.1, 113.33, noon, 285, 28).ShouldBeLessThan(0.4);
    }
}
