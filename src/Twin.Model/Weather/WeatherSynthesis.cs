using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>
/// Makes a typical year of hourly weather from monthly normals (MODELS §2.2): a daily wave about the season's mean, an
/// autoregressive residual, vapour that keeps over the day, Weibull wind, a clear sky behind clouds. All chance is counted
/// from seed, site and year, so that the same three give the same series everywhere.
/// </summary>
/// <remarks>
/// It is a <em>typical</em> year: what chance does to a month's mean temperature, humidity and irradiation is taken out
/// again (with a time constant of 50 h it would move a month's mean by 1.5 K), so months keep to the normals while days and
/// weeks within them vary. The residual runs in a circle, so that the year may follow itself without a jump.
/// Dust storms and freezing rain are events, not part of this series.
/// </remarks>
public static partial class WeatherSynthesis
{
    /// <summary>Hours after which weather has forgotten a deviation to 1/e; 30 to 70 h fit (MODELS §2.2, assumption).</summary>
    public const double TemperatureMemoryH = 50.0;

    /// <summary>Shape of the Weibull distribution of wind; 1.7 to 2.2 fit (MODELS §2.2).</summary>
    public const double WindShape = 1.9;

    private const uint TemperatureStream = 1;
    private const uint WindStream = 2;
    private const uint CloudStream = 3;
    private const uint DustStream = 4;
    private const uint VapourStream = 5;

    // MODELS §2.2: hourly autocorrelation of wind; of clearness from day to day. PM10's is an assumption.
    private const double WindMemory = 0.95;
    private const double CloudMemory = 0.3;
    private const double DustMemory = 0.6;
    private const double VapourMemory = 0.55;
    private const double WarmestHour = 15.0;

    /// <summary>
    /// The year at a site.
    /// <exception cref="ArgumentException">The normals are incomplete or out of range.</exception>
    /// </summary>
    /// <param name="normals">Monthly figures.</param>
    /// <param name="seed">Seed of the world.</param>
    /// <param name="year">Calendar year; leap years have 8,784 hours.</param>
    public static WeatherSeries Year(ClimateNormals normals, ulong seed, int year)
    {
        normals.Check();
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int count = leap ? 8_784 : 8_760;
        var chance = new SiteChance(Chance.Mix(seed + (0x9E3779B97F4A7C15UL * (ulong)year)), StableHash.Of(normals.Site.Name));
        int[] monthOf = MonthOfHours(leap);

        double[] residual = Residual(normals, chance, monthOf, leap);
        double[] dryBulb = DryBulb(normals, residual, leap);
        double[] rh = Humidity(normals, chance, residual, dryBulb, monthOf, leap);
        double[] wind = Wind(normals, chance, monthOf);
        SunHour[] sun = Sunshine(normals, chance, year, leap);
        double[] dust = Dust(normals, chance, leap);
        double pressurePa = Psychrometrics.StandardPressurePa(normals.Site.ElevationM);

        var hours = new WeatherHour[count];
        for (int i = 0; i < count; i++)
        {
            hours[i] = new WeatherHour(
                dryBulb[i], rh[i], pressurePa, wind[i], sun[i].GhiWm2, sun[i].DniWm2, sun[i].DhiWm2, sun[i].CloudTenths, dust[i]);
        }

        return new WeatherSeries(normals.Site, hours);
    }

    /// <summary>Deviation from the season, K: AR(1) by the hour, its monthly means taken out along a <see cref="MonthlyCurve"/>.</summary>
    private static double[] Residual(ClimateNormals normals, SiteChance chance, int[] monthOf, bool leap)
    {
        // MODELS §2.2: deviation 4.0 K October to April and 3.0 K May to September in the north, 3.6 K and 2.4 K in the south.
        MonthlyCurve deviationK = normals.Northern ? BySeason(4.0, 3.0, leap) : BySeason(3.6, 2.4, leap);
        double[] e = chance.Autoregression(TemperatureStream, monthOf.Length, DMath.Exp(-1.0 / TemperatureMemoryH));
        for (int i = 0; i < e.Length; i++)
        {
            e[i] *= deviationK.At((i + 1) / 24.0);
        }

        var drift = new MonthlyCurve(MonthlyMeans(e, monthOf), leap);
        for (int i = 0; i < e.Length; i++)
        {
            e[i] -= drift.At((i + 0.5) / 24.0);
        }

        return e;
    }

    /// <summary>Dry bulb at the hours' ends: season, daily wave with its top at 15 h mean solar time, residual.</summary>
    private static double[] DryBulb(ClimateNormals normals, double[] residual, bool leap)
    {
        var mean = new MonthlyCurve(normals.MeanC, leap);
        var range = new MonthlyCurve(normals.DiurnalRangeK, leap);
        double solarOffsetH = Sun.MeanSolarOffsetH(normals.Site);
        double[] dryBulb = new double[residual.Length];
        for (int i = 0; i < dryBulb.Length; i++)
        {
            double day = (i + 1) / 24.0;
            double swing = 0.93 * 0.5 * Math.Max(0.0, range.At(day));
            dryBulb[i] = mean.At(day) + (swing * DailyWave(i + 1 + solarOffsetH)) + residual[i];
        }

        return dryBulb;
    }

    /// <summary>
    /// Relative humidity, percent. Each day has its vapour pressure, from the season's temperature and humidity and the day's
    /// deviations; between noons it goes over from one day's to the next. The season's humidity is then raised or lowered by
    /// month until the monthly means are the normals', which the bend of the saturation curve and the cap at 100 % would miss.
    /// </summary>
    /// <remarks>
    /// MODELS §2.2 lets vapour follow the day's temperature at constant relative humidity. That makes hot days moist: 1.5 K too
    /// much of 0.4 % wet bulb at Datong. Over eighteen Chinese stations (CSWD) a day that is 1 K warmer has its dew point higher by
    /// 0.2 K in summer and 0.75 K in winter in the north, by 0.45 K and 1.0 K in the south, and dew points scatter about that by
    /// 3.2 K and 3.9 K, 1.6 K and 2.7 K; these are used.
    /// </remarks>
    private static double[] Humidity(
        ClimateNormals normals, SiteChance chance, double[] residual, double[] dryBulb, int[] monthOf, bool leap)
    {
        var mean = new MonthlyCurve(normals.MeanC, leap);
        MonthlyCurve follows = normals.Northern ? BySeason(0.75, 0.2, leap) : BySeason(1.0, 0.45, leap);
        MonthlyCurve scatterK = normals.Northern ? BySeason(3.9, 3.2, leap) : BySeason(2.7, 1.6, leap);
        int days = dryBulb.Length / 24;
        double[] scatter = chance.Autoregression(VapourStream, days, VapourMemory);
        double[] dailySaturationPa = new double[days];
        for (int day = 0; day < days; day++)
        {
            double sum = 0.0;
            for (int h = 0; h < 24; h++)
            {
                sum += residual[(day * 24) + h];
            }

            double deviationK = (follows.At(day + 0.5) * sum / 24.0) + (scatterK.At(day + 0.5) * scatter[day]);
            dailySaturationPa[day] = Psychrometrics.SaturationPressurePa(mean.At(day + 0.5) + deviationK);
        }

        double[] saturationPa = new double[dryBulb.Length];
        for (int i = 0; i < saturationPa.Length; i++)
        {
            saturationPa[i] = Psychrometrics.SaturationPressurePa(dryBulb[i]);
        }

        double[] asked = [.. normals.RhPct];
        double[] rh = new double[dryBulb.Length];
        double[] vapourPa = new double[days];
        for (int round = 0; round < 8; round++)
        {
            var season = new MonthlyCurve(asked, leap);
            for (int day = 0; day < days; day++)
            {
                vapourPa[day] = Math.Clamp(season.At(day + 0.5), 1.0, 130.0) * 0.01 * dailySaturationPa[day];
            }

            for (int i = 0; i < rh.Length; i++)
            {
                double noon = ((i + 1) / 24.0) - 0.5;
                int before = (int)Math.Floor(noon);
                double part = noon - before;
                double a = vapourPa[(before + days) % days];
                double b = vapourPa[(before + 1) % days];
                rh[i] = Math.Min(100.0, 100.0 * (a + ((b - a) * part)) / saturationPa[i]);
            }

            double[] got = MonthlyMeans(rh, monthOf);
            for (int month = 0; month < 12; month++)
            {
                asked[month] = Math.Clamp(asked[month] + normals.RhPct[month] - got[month], 1.0, 130.0);
            }
        }

        return rh;
    }

    /// <summary>Wind at 10 m, m/s: an AR(1) process bent to a Weibull distribution, stronger by day and, in the north, in spring.</summary>
    private static double[] Wind(ClimateNormals normals, SiteChance chance, int[] monthOf)
    {
        // MODELS §2.1: in the north ×1.25 March to May, ×0.85 June to August; divided by their mean so that the year's holds.
        double spring = normals.Northern ? 1.25 : 1.0;
        double summer = normals.Northern ? 0.85 : 1.0;
        double yearly = ((3.0 * spring) + (3.0 * summer) + 6.0) / 12.0;
        double scale = normals.MeanWindMs / (DMath.Gamma(1.0 + (1.0 / WindShape)) * yearly);
        double solarOffsetH = Sun.MeanSolarOffsetH(normals.Site);
        double[] wind = chance.Autoregression(WindStream, monthOf.Length, WindMemory);
        for (int i = 0; i < wind.Length; i++)
        {
            double season = monthOf[i] switch { >= 2 and <= 4 => spring, >= 5 and <= 7 => summer, _ => 1.0 };
            double exceeded = DMath.NormalProbability(-wind[i]);
            double weibull = scale * DMath.Pow(-DMath.Log(exceeded), 1.0 / WindShape);
            wind[i] = weibull * season * (1.0 + (0.25 * DailyWave(i + 1 + solarOffsetH)));
        }

        return wind;
    }

    /// <summary>One value from October to April, another one from May to September, with a smooth change.</summary>
    private static MonthlyCurve BySeason(double winter, double summer, bool leap)
    {
        double[] months = new double[12];
        for (int month = 0; month < 12; month++)
        {
            months[month] = month is >= 4 and <= 8 ? summer : winter;
        }

        return new MonthlyCurve(months, leap);
    }

    private static double DailyWave(double solarHour)
    {
        double hour = solarHour - (24.0 * Math.Floor(solarHour / 24.0));
        return DMath.Cos(2.0 * DMath.Pi * (hour - WarmestHour) / 24.0);
    }

    private static int[] MonthOfHours(bool leap)
    {
        int[] monthOf = new int[leap ? 8_784 : 8_760];
        int i = 0;
        for (int month = 0; month < 12; month++)
        {
            for (int h = 0; h < MonthlyCurve.DaysOf(month, leap) * 24; h++)
            {
                monthOf[i++] = month;
            }
        }

        return monthOf;
    }

    private static double[] MonthlyMeans(double[] values, int[] monthOf)
    {
        double[] sums = new double[12];
        int[] counts = new int[12];
        for (int i = 0; i < values.Length; i++)
        {
            sums[monthOf[i]] += values[i];
            counts[monthOf[i]]++;
        }

        for (int month = 0; month < 12; month++)
        {
            sums[month] /= counts[month];
        }

        return sums;
    }

    /// <summary>Chance of one site in one year.</summary>
    private readonly record struct SiteChance(ulong Seed, ulong Node)
    {
        /// <summary>
        /// A circular AR(1) process of mean 0 and deviation 1 in a long run: a first lap forgets its start, the second one begins
        /// where the first ended.
        /// </summary>
        public double[] Autoregression(uint stream, int count, double memory)
        {
            ulong key = Chance.Key(Seed, Node, stream);
            double push = Math.Sqrt(1.0 - (memory * memory));
            double[] noise = new double[count];
            double value = 0.0;
            for (int i = 0; i < count; i++)
            {
                noise[i] = push * Chance.Normal(key, i);
                value = (memory * value) + noise[i];
            }

            for (int i = 0; i < count; i++)
            {
                value = (memory * value) + noise[i];
                noise[i] = value;
            }

            return noise;
        }
    }
}
