using Twin.Model.Physics;

namespace Twin.Model.Grid;

/// <summary>What a wind turbine gives at a wind speed: points of a curve, linear between them, nothing outside.</summary>
public sealed class PowerCurve
{
    /// <summary>Density that curves are given for, kg/m³ (IEC 61400-12-1).</summary>
    public const double StandardDensityKgM3 = 1.225;

    private readonly double[] _speedsMs;
    private readonly double[] _values;
    private readonly double[] _exponents;

    /// <param name="speedsMs">Wind at hub height, m/s, rising.</param>
    /// <param name="values">Output at each, in any unit.</param>
    /// <exception cref="ArgumentException">There are fewer than two points, not as many of both, or speeds do not rise.</exception>
    public PowerCurve(double[] speedsMs, double[] values)
    {
        if (speedsMs.Length < 2 || speedsMs.Length != values.Length)
        {
            throw new ArgumentException($"A power curve needs two points or more, as many speeds as values; it has {speedsMs.Length} speeds and {values.Length} values.", nameof(speedsMs));
        }

        for (var i = 1; i < speedsMs.Length; i++)
        {
            if (!(speedsMs[i] > speedsMs[i - 1]))
            {
                throw new ArgumentException($"The speeds of a power curve must rise; {speedsMs[i]} m/s follows {speedsMs[i - 1]} m/s.", nameof(speedsMs));
            }
        }

        (_speedsMs, _values) = (speedsMs, values);
        _exponents = Array.ConvertAll(speedsMs, Exponent);
    }

    /// <summary>
    /// A modern turbine as a share of its rating: cubic from 3 to 11 m/s, full to 25 m/s (MODELS §7.5).
    /// </summary>
    public static PowerCurve Modern { get; } = MakeModern();

    /// <summary>
    /// Output at a wind and an air density. Thin air shifts the curve to higher winds, v·(1.225/ρ)^x, with x = 1/3 below
    /// 7.5 m/s and 2/3 above 12.5 m/s, linear between (Svenningsen 2010; as windpowerlib has it).
    /// </summary>
    public double At(double windMs, double densityKgM3)
    {
        var last = _speedsMs.Length - 1;
        var ratioLog = DMath.Log(StandardDensityKgM3 / densityKgM3);
        double left = Shifted(0, ratioLog), right = left;
        if (windMs < left)
        {
            return 0;
        }

        for (var i = 1; i <= last; i++)
        {
            right = Shifted(i, ratioLog);
            if (windMs <= right)
            {
                return _values[i - 1] + ((_values[i] - _values[i - 1]) * (windMs - left) / (right - left));
            }

            left = right;
        }

        return 0;
    }

    /// <summary>Output at a wind in air of standard density.</summary>
    public double At(double windMs) => At(windMs, StandardDensityKgM3);

    private double Shifted(int i, double ratioLog) => ratioLog == 0 ? _speedsMs[i] : _speedsMs[i] * DMath.Exp(_exponents[i] * ratioLog);

    private static double Exponent(double speedMs) => (1 + Math.Clamp((speedMs - 7.5) / 5.0, 0, 1)) / 3.0;

    private static PowerCurve MakeModern()
    {
        const double cutInMs = 3, ratedMs = 11, cutOutMs = 25;
        var speeds = new List<double>();
        var shares = new List<double>();
        for (var i = 0; i <= 16; i++)
        {
            var v = cutInMs + (i * 0.5);
            speeds.Add(v);
            shares.Add(((v * v * v) - (cutInMs * cutInMs * cutInMs)) / ((ratedMs * ratedMs * ratedMs) - (cutInMs * cutInMs * cutInMs)));
        }

        speeds.Add(cutOutMs);
        shares.Add(1);
        return new PowerCurve([.. speeds], [.. shares]);
    }
}
