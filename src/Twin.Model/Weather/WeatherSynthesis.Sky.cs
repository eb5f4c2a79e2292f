using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>Sunshine behind clouds, and the air's ordinary dust.</summary>
public static partial class WeatherSynthesis
{
    /// <summary>
    /// Irradiance by hour. A day lets through the share low + (1 − low)·u^g of a clear sky, u uniform and correlated from day to
    /// day: a beta distribution, bunched near clear skies where the mean is high and near overcast where it is low. g is
    /// solved for by month, so that the month's irradiation is the normals'.
    /// </summary>
    private static SunHour[] Sunshine(ClimateNormals normals, SiteChance chance, int year, bool leap)
    {
        const double Overcast = 0.08; // least share of a clear sky under thick cloud; assumption
        int days = leap ? 366 : 365;
        double[] cosines = new double[days * 24];
        double[] clear = new double[days * 24];
        double[] clearOfDay = new double[days];
        WeatherSite site = normals.Site;
        double beginning = BeginningOfYear(year) - (3600.0 * site.UtcOffsetH);
        for (int i = 0; i < clear.Length; i++)
        {
            for (int quarter = 0; quarter < 4; quarter++)
            {
                double cosine = Sun.CosZenith(
                    site.LatitudeDeg, site.LongitudeDeg, beginning + (3600.0 * (i + 0.125 + (0.25 * quarter))));
                cosines[i] += 0.25 * Math.Max(0.0, cosine);
                clear[i] += 0.25 * Sun.ClearSkyWm2(cosine);
            }

            clearOfDay[i / 24] += clear[i];
        }

        double[] share = chance.Autoregression(CloudStream, days, CloudMemory);
        for (int day = 0; day < days; day++)
        {
            share[day] = DMath.NormalProbability(share[day]);
        }

        int start = 0;
        for (int month = 0; month < 12; month++)
        {
            int length = MonthlyCurve.DaysOf(month, leap);
            double wantedWhM2 = normals.GhiKwhM2Day[month] * 1000.0 * length;
            double low = 1e-3;
            double high = 1e3;
            for (int i = 0; i < 50; i++)
            {
                double middle = Math.Sqrt(low * high);
                double sum = 0.0;
                for (int day = start; day < start + length; day++)
                {
                    sum += clearOfDay[day] * (Overcast + ((1.0 - Overcast) * DMath.Pow(share[day], middle)));
                }

                (low, high) = sum > wantedWhM2 ? (middle, high) : (low, middle);
            }

            for (int day = start; day < start + length; day++)
            {
                share[day] = Overcast + ((1.0 - Overcast) * DMath.Pow(share[day], Math.Sqrt(low * high)));
            }

            start += length;
        }

        var sun = new SunHour[clear.Length];
        for (int i = 0; i < sun.Length; i++)
        {
            sun[i] = SunHour.Of(clear[i], share[i / 24], cosines[i], (i + 0.5) / 24.0);
        }

        return sun;
    }

    /// <summary>
    /// PM10, µg/m³: lognormal from day to day about a yearly wave with its top in January, half again as high in the north in
    /// winter as in summer. The spread (0.45 of the logarithm) and the wave are assumptions.
    /// </summary>
    private static double[] Dust(ClimateNormals normals, SiteChance chance, bool leap)
    {
        const double Spread = 0.45;
        int days = leap ? 366 : 365;
        double[] level = chance.Autoregression(DustStream, days, DustMemory);
        for (int day = 0; day < days; day++)
        {
            double season = 1.0 + ((normals.Northern ? 0.2 : 0.15) * DMath.Cos(2.0 * DMath.Pi * (day - 15) / days));
            level[day] = normals.Pm10UgM3 * season * DMath.Exp((Spread * level[day]) - (0.5 * Spread * Spread));
        }

        double[] dust = new double[days * 24];
        for (int i = 0; i < dust.Length; i++)
        {
            double noon = ((i + 1) / 24.0) - 0.5;
            int before = (int)Math.Floor(noon);
            double a = level[(before + days) % days];
            double b = level[(before + 1) % days];
            dust[i] = a + ((b - a) * (noon - before));
        }

        return dust;
    }

    /// <summary>Seconds from 1970-01-01 to a year's first moment, both UTC.</summary>
    private static double BeginningOfYear(int year)
    {
        long before = year - 1L;
        long leapDays = (before / 4) - (before / 100) + (before / 400) - 477; // 477 of them before 1970
        return 86_400.0 * ((365L * (year - 1970L)) + leapDays);
    }

    private readonly record struct SunHour(double GhiWm2, double DniWm2, double DhiWm2, double CloudTenths)
    {
        public static SunHour Of(double clearWm2, double share, double cosZenith, double dayOfYear)
        {
            // Kasten and Czeplak 1980: a sky covered by N eighths lets through 1 − 0.75·(N/8)^3.4.
            double cloud = 10.0 * DMath.Pow(Math.Min(1.0, (1.0 - share) / 0.75), 1.0 / 3.4);
            double ghi = clearWm2 * share;
            if (cosZenith <= 0.0)
            {
                return new SunHour(ghi, 0.0, ghi, cloud);
            }

            double above = Sun.ExtraterrestrialWm2(dayOfYear);
            double diffuse = ghi * Sun.DiffuseShare(Math.Min(1.0, ghi / (above * cosZenith)));
            double direct = Math.Min((ghi - diffuse) / cosZenith, above);
            return new SunHour(ghi, direct, ghi - (direct * cosZenith), cloud);
        }
    }
}
