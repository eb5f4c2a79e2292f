namespace Twin.Model.Weather;

/// <summary>Weather between two moments, and under injected events.</summary>
public static class WeatherMixing
{
    /// <summary>Linear between two points, <paramref name="share"/> 0–1 of the way.</summary>
    public static WeatherPoint Between(in WeatherPoint a, in WeatherPoint b, double share)
    {
        if (share <= 0)
        {
            return a;
        }

        if (share >= 1)
        {
            return b;
        }

        return new WeatherPoint(
            Mix(a.DryBulbC, b.DryBulbC, share), Mix(a.WetBulbC, b.WetBulbC, share), Mix(a.DewPointC, b.DewPointC, share),
            Mix(a.RhPct, b.RhPct, share), Mix(a.HumidityRatio, b.HumidityRatio, share), Mix(a.PressurePa, b.PressurePa, share),
            Mix(a.DensityKgM3, b.DensityKgM3, share), Mix(a.WindMs, b.WindMs, share), Mix(a.GhiWm2, b.GhiWm2, share),
            Mix(a.Pm10UgM3, b.Pm10UgM3, share));
    }

    /// <summary>The weather with the events that act on it: heat and cold shift the air, dust adds, calm takes wind, clouds take light.</summary>
    public static WeatherPoint Under(this WeatherPoint weather, ReadOnlySpan<TwinEvent> events, double ms)
    {
        double warmth = 0, dust = 0, wind = 1, light = 1;
        foreach (var e in events)
        {
            var strength = e.StrengthAt(ms);
            switch (e.Kind)
            {
                case EventKind.HeatWave: warmth += strength; break;
                case EventKind.ColdWave: warmth -= strength; break;
                case EventKind.DustStorm: dust += strength; break;
                case EventKind.Calm: wind *= 1 - strength; break;
                case EventKind.CloudFront: light *= 1 - strength; break;
            }
        }

        if (warmth != 0)
        {
            weather = weather.WarmedBy(warmth);
        }

        return dust == 0 && wind == 1 && light == 1
            ? weather : weather with { Pm10UgM3 = weather.Pm10UgM3 + dust, WindMs = weather.WindMs * wind, GhiWm2 = weather.GhiWm2 * light };
    }

    private static double Mix(double a, double b, double share) => a + ((b - a) * share);
}
