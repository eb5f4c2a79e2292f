using Twin.Model.Physics;

namespace Twin.Model.Weather;

/// <summary>
/// A smooth wave through the year whose mean over each month is the value given for it. Straight lines between the monthly
/// means would cut the peaks (0.9 K off a northern January), and corners raised to make up for it would exaggerate them.
/// </summary>
/// <remarks>
/// A sum of harmonics in time counted in months: averaging over a month damps harmonic k by sin(πk/12)/(πk/12) and moves
/// nothing, so the transform of the twelve means, divided by that, gives back exactly the twelve means.
/// </remarks>
internal sealed class MonthlyCurve
{
    private readonly double[] cosines = new double[7];
    private readonly double[] sines = new double[7];
    private readonly bool leap;

    public MonthlyCurve(double[] months, bool leap)
    {
        this.leap = leap;
        for (int k = 0; k <= 6; k++)
        {
            double angle = DMath.Pi * k / 12.0;
            double kept = k == 0 ? 1.0 : DMath.Sin(angle) / angle;
            double share = k is 0 or 6 ? 1.0 / 12.0 : 2.0 / 12.0;
            for (int month = 0; month < 12; month++)
            {
                double phase = 2.0 * DMath.Pi * k * (month + 0.5) / 12.0;
                cosines[k] += months[month] * DMath.Cos(phase) * share / kept;
                sines[k] += months[month] * DMath.Sin(phase) * share / kept;
            }
        }
    }

    /// <summary>Days of a month counted from 0.</summary>
    public static int DaysOf(int month, bool leap) => month switch
    {
        1 => leap ? 29 : 28,
        3 or 5 or 8 or 10 => 30,
        _ => 31,
    };

    /// <summary>Value at a time of the year in days, 0 at its beginning.</summary>
    public double At(double day)
    {
        int month = 0;
        double rest = day;
        while (month < 11 && rest >= DaysOf(month, leap))
        {
            rest -= DaysOf(month, leap);
            month++;
        }

        double phase = 2.0 * DMath.Pi * (month + (rest / DaysOf(month, leap))) / 12.0;
        double cos1 = DMath.Cos(phase);
        double sin1 = DMath.Sin(phase);
        double cos = 1.0;
        double sin = 0.0;
        double value = cosines[0];
        for (int k = 1; k <= 6; k++)
        {
            (cos, sin) = ((cos * cos1) - (sin * sin1), (sin * cos1) + (cos * sin1));
            value += (cosines[k] * cos) + (sines[k] * sin);
        }

        return value;
    }
}
