using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Model.Grid;

/// <summary>A fleet that lives: what it offers, and what it gave in the last tick.</summary>
public sealed class Fleet
{
    // Output of turbines spread over a region follows the wind at one point within the hour (MODELS §7.5: mean over 1–3 h).
    private const double SpreadS = 3600;

    // Storm: turbines stop above 25 m/s and start again below 22 m/s (MODELS §7.5).
    private const double StopMs = 25;
    private const double StartMs = 22;

    // Dust on and above panels takes up to 60 % at 5,000 µg/m³ (MODELS §10: −20 to −60 % in a storm).
    private const double DustLimitUgM3 = 5000;
    private const double DustMostShare = 0.6;
    private const double OrdinaryDustUgM3 = WeatherHour.OrdinaryPm10UgM3;

    private readonly HubSpec _site;
    private readonly SolarPanel _panel;
    private readonly double _windFactor;

    private double _smoothShare = double.NaN;
    private bool _storm;

    public Fleet(GeneratorSpec spec, HubSpec site)
    {
        (Spec, _site) = (spec, site);
        _panel = new SolarPanel(spec.TiltDeg);
        double sum = 0;
        foreach (var hour in site.Weather.Hours)
        {
            sum += hour.WindMs;
        }

        var mean = sum / site.Weather.Hours.Length;
        _windFactor = mean > 0 ? spec.SiteMeanMs / mean : 0;
    }

    public GeneratorSpec Spec { get; }

    /// <summary>What weather, water and repair left it in the last tick, kW.</summary>
    public double OfferedKw { get; internal set; }

    /// <summary>What it gave in the last tick, kW.</summary>
    public double OutputKw { get; internal set; }

    /// <summary>What wind, sun or water offers for a tick, kW, from the weather in its middle.</summary>
    public double Offer(in WeatherPoint air, double middleMs, double seconds, int month)
    {
        var share = Spec.Kind switch
        {
            GeneratorKind.Wind => Wind(air, seconds),
            GeneratorKind.Pv => Sunlight(air, middleMs),
            _ => Spec.MonthlyShare[month],
        };
        return Spec.CapacityKw * share;
    }

    /// <summary>Walks the state.</summary>
    public void Visit(StateVisitor v)
    {
        v.Field(ref _smoothShare);
        v.Field(ref _storm);
        var output = OutputKw;
        v.Field(ref output);
        OutputKw = output;
    }

    private double Wind(in WeatherPoint air, double seconds)
    {
        var windMs = air.WindMs * _windFactor;
        _storm = windMs > StopMs || (_storm && windMs > StartMs);
        var now = _storm ? 0 : PowerCurve.Modern.At(windMs, air.DensityKgM3) * Ice(air);
        _smoothShare = double.IsNaN(_smoothShare) ? now : _smoothShare + ((now - _smoothShare) * (1 - DMath.Exp(-seconds / SpreadS)));
        return _smoothShare * Spec.FieldShare;
    }

    /// <summary>Blades ice up in saturated air around freezing: half of the output on average (MODELS §7.5: 0.3–0.8).</summary>
    private static double Ice(in WeatherPoint air) => air.RhPct > 95 && air.DryBulbC is > -8 and < 1 ? 0.55 : 1;

    private double Sunlight(in WeatherPoint air, double middleMs)
    {
        var dust = Math.Clamp((air.Pm10UgM3 - OrdinaryDustUgM3) / DustLimitUgM3, 0, 1) * DustMostShare;
        return _panel.ShareAt(_site.LatitudeDeg, _site.LongitudeDeg, middleMs / 1000, air.GhiWm2, air.DryBulbC) * Spec.FieldShare * (1 - dust);
    }
}
