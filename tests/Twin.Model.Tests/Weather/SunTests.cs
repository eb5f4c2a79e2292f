using Twin.Model.Physics;
using Twin.Model.Weather;
using Twin.Tests;

namespace Twin.Model.Tests.Weather;

public class SunTests
{
    [SharedDataFact]
    public void Zenith_and_diffuse_share_agree_with_pvlib_at_four_stations()
    {
        double worstDegrees = 0;
        double worstDiffuseWm2 = 0;
        int count = 0;
        foreach (string[] row in SharedData.Rows("pv/pvlib_on_epw_hours.csv.gz"))
        {
            double zenith = double.Parse(row[12]);
            if (zenith > 86)
            {
                continue; // nearer the horizon pvlib takes all light as diffuse
            }

            double cosZenith = Sun.CosZenith(double.Parse(row[1]), double.Parse(row[2]), DateTimeOffset.Parse(row[4]).ToUnixTimeSeconds());
            worstDegrees = Math.Max(worstDegrees, Math.Abs((DMath.Acos(cosZenith) * 180 / Math.PI) - zenith));

            double ghi = double.Parse(row[5]);
            double above = double.Parse(row[16]) * Math.Cos(zenith * Math.PI / 180);
            double diffuse = ghi * Sun.DiffuseShare(Math.Min(1, ghi / above));
            worstDiffuseWm2 = Math.Max(worstDiffuseWm2, Math.Abs(diffuse - double.Parse(row[15])));
            count++;
        }

        count.ShouldBeGreaterThan(1000);
        worstDegrees.ShouldBeLessThan(0.02);
        worstDiffuseWm2.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void A_clear_sky_gives_nothing_at_night_and_a_kilowatt_at_the_zenith()
    {
        Sun.ClearSkyWm2(-0.2).ShouldBe(0);
        Sun.ClearSkyWm2(0).ShouldBe(0);
        Sun.ClearSkyWm2(1).ShouldBe(1037, 1); // 1098 · exp(−0.057)
    }
}
