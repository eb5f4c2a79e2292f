using Twin.Model.Physics;
using Twin.Model.Weather;

namespace Twin.Model.Grid;

/// <summary>A fixed photovoltaic panel: from sun and sky to watts, by the chain of NREL's PVWatts (technical report 6A20-62641).</summary>
/// <param name="TiltDeg">From the horizontal, degrees; it faces south.</param>
/// <param name="GammaPerK">Change of power per kelvin of cell temperature (−0.002 to −0.005).</param>
/// <param name="LossShare">Soiling, wiring, mismatch and the like (PVWatts' default, 14 %).</param>
/// <param name="DcAcRatio">Panels over inverters.</param>
public sealed record SolarPanel(double TiltDeg, double GammaPerK = -0.0035, double LossShare = 0.14, double DcAcRatio = 1.2)
{
    /// <summary>Share of light that ordinary ground throws back (pvlib's and PVWatts' default are 0.25 and 0.2).</summary>
    private const double Albedo = 0.25;

    // Nominal operating cell temperature, °C, at 800 W/m² and 20 °C air (MODELS §7.5).
    private const double NoctC = 45;

    // Beam on a plane is not taken from a sun nearer to the horizon than 1° (as pvlib has it).
    private const double LeastCosZenith = 0.01745;

    // PVWatts' inverter: nominal efficiency, the reference one, and the curve's coefficients.
    private const double NominalEfficiency = 0.96;
    private const double ReferenceEfficiency = 0.9637;

    private readonly double _sinTilt = DMath.Sin(TiltDeg * DMath.Pi / 180);
    private readonly double _cosTilt = DMath.Cos(TiltDeg * DMath.Pi / 180);

    /// <summary>
    /// Irradiance in the panel's plane, W/m²: beam, sky after Hay and Davies (1980), ground.
    /// </summary>
    /// <param name="sun">Direction of the sun.</param>
    /// <param name="ghiWm2">On the horizontal.</param>
    /// <param name="dniWm2">Beam, on a plane facing the sun.</param>
    /// <param name="dhiWm2">Diffuse, on the horizontal.</param>
    /// <param name="extraWm2">Beam above the atmosphere.</param>
    public double PlaneWm2(SunDirection sun, double ghiWm2, double dniWm2, double dhiWm2, double extraWm2)
    {
        var facing = Math.Max(0, (sun.Up * _cosTilt) - (sun.North * _sinTilt));
        var clear = dniWm2 / extraWm2;
        var towardsSun = facing / Math.Max(sun.Up, LeastCosZenith);
        var sky = dhiWm2 * ((clear * towardsSun) + ((1 - clear) * (1 + _cosTilt) / 2));
        return (dniWm2 * facing) + Math.Max(0, sky) + (ghiWm2 * Albedo * (1 - _cosTilt) / 2);
    }

    /// <summary>Cell temperature, °C, by NOCT.</summary>
    public static double CellC(double airC, double planeWm2) => airC + (planeWm2 * (NoctC - 20) / 800);

    /// <summary>Power of the panels, in the unit of <paramref name="rated"/>.</summary>
    /// <param name="rated">At 1,000 W/m² and a cell of 25 °C.</param>
    public static double Dc(double planeWm2, double cellC, double rated, double gammaPerK) =>
        Math.Max(0, planeWm2 / 1000 * rated * (1 + (gammaPerK * (cellC - 25))));

    /// <summary>Power behind the inverter, never above its rating.</summary>
    /// <param name="dc">Power in, in any unit.</param>
    /// <param name="dcLimit">Power in at which the inverter gives its rating, in the same unit.</param>
    public static double Ac(double dc, double dcLimit)
    {
        var load = dc / dcLimit;
        if (load <= 0)
        {
            return 0;
        }

        var efficiency = NominalEfficiency / ReferenceEfficiency * ((-0.0162 * load) - (0.0059 / load) + 0.9858);
        return Math.Clamp(efficiency * dc, 0, NominalEfficiency * dcLimit);
    }

    /// <summary>Alternating power per rated power of the inverters, 0–1, from weather that knows global irradiance alone.</summary>
    public double ShareAt(double latitudeDeg, double longitudeDeg, double secondsUtc, double ghiWm2, double airC)
    {
        if (ghiWm2 <= 0)
        {
            return 0;
        }

        var sun = Sun.Direction(latitudeDeg, longitudeDeg, secondsUtc);
        var extra = Sun.ExtraterrestrialWm2(secondsUtc / 86_400 % 365.2425);
        var up = Math.Max(sun.Up, LeastCosZenith);
        var clearness = Math.Min(1, ghiWm2 / (extra * up));
        var dhi = ghiWm2 * Sun.DiffuseShare(clearness);

        // With the sun within 4° of the horizon a quotient of two small numbers says nothing: all light is then diffuse.
        var dni = sun.Up > 0.07 ? (ghiWm2 - dhi) / up : 0;
        var plane = PlaneWm2(sun, ghiWm2, dni, dni > 0 ? dhi : ghiWm2, extra);
        var dc = Dc(plane, CellC(airC, plane), DcAcRatio, GammaPerK) * (1 - LossShare);
        return Math.Min(1, Ac(dc, 1 / NominalEfficiency));
    }
}
