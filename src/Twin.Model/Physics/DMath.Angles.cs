using System.Runtime.CompilerServices;

namespace Twin.Model.Physics;

/// <summary>Sine, cosine and their inverses. Angles are in radians.</summary>
public static partial class DMath
{
    /// <summary>Largest angle that the reduction handles without loss: 2^20 quarter turns.</summary>
    public const double LargestAngle = 1_647_099.0;

    private const double TwoOverPi = 0.6366197723675814;

    // π/2 in four parts; the first three have 33 bits, so that n times each is exact for n up to 2^20.
    private const double HalfPi1 = 1.5707963267341256;
    private const double HalfPi2 = 6.077100506303966e-11;
    private const double HalfPi3 = 2.0222662487111665e-21;
    private const double HalfPi4 = 8.4784276603689e-32;

    private const double HalfPiHi = 1.5707963267948966;
    private const double HalfPiLo = 6.123233995736766e-17;
    private const double PiLo = 1.2246467991473532e-16;

    // atan(j/8), upper and lower part, computed with eighty decimal digits.
    private static ReadOnlySpan<double> AtanHi =>
    [
        0.0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061,
        0.5585993153435624, 0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
    ];

    private static ReadOnlySpan<double> AtanLo =>
    [
        0.0, -3.1253241424539383e-18, 1.0698755618734451e-17, -2.4623815582638635e-17, 2.2698777452961687e-17,
        -5.4556305485916264e-18, 1.5834785051444286e-17, -2.1478388444456983e-17, 3.061616997868383e-17,
    ];

    /// <summary>Sine. <exception cref="ArgumentOutOfRangeException">|angle| above <see cref="LargestAngle"/>.</exception></summary>
    public static double Sin(double x)
    {
        int quadrant = Reduce(x, out double r, out double tail);
        double value = (quadrant & 1) == 0 ? SinKernel(r, tail) : CosKernel(r, tail);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>Cosine. <exception cref="ArgumentOutOfRangeException">|angle| above <see cref="LargestAngle"/>.</exception></summary>
    public static double Cos(double x)
    {
        int quadrant = Reduce(x, out double r, out double tail);
        double value = (quadrant & 1) == 0 ? CosKernel(r, tail) : SinKernel(r, tail);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    /// <summary>Tangent. <exception cref="ArgumentOutOfRangeException">|angle| above <see cref="LargestAngle"/>.</exception></summary>
    public static double Tan(double x)
    {
        int quadrant = Reduce(x, out double r, out double tail);
        double sin = SinKernel(r, tail);
        double cos = CosKernel(r, tail);
        return (quadrant & 1) == 0 ? sin / cos : -cos / sin;
    }

    /// <summary>Inverse sine in [−π/2, π/2]; NaN outside [−1, 1].</summary>
    public static double Asin(double x) => Math.Abs(x) <= 1.0 ? Atan2(x, Math.Sqrt((1.0 - x) * (1.0 + x))) : double.NaN;

    /// <summary>Inverse cosine in [0, π]; NaN outside [−1, 1].</summary>
    public static double Acos(double x) => Math.Abs(x) <= 1.0 ? Atan2(Math.Sqrt((1.0 - x) * (1.0 + x)), x) : double.NaN;

    /// <summary>Inverse tangent in [−π/2, π/2].</summary>
    public static double Atan(double x) => Atan2(x, 1.0);

    /// <summary>Angle of the point (x, y) in [−π, π], with the special cases of IEEE 754.</summary>
    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double ay = Math.Abs(y);
        double ax = Math.Abs(x);
        if (double.IsInfinity(ax))
        {
            ay = double.IsInfinity(ay) ? 1.0 : 0.0;
            ax = 1.0;
        }

        double angle;
        if (ay == 0.0)
        {
            angle = 0.0;
        }
        else if (ay <= ax)
        {
            angle = AtanOfQuotient(ay / ax, out double tail) + tail;
        }
        else
        {
            double rest = AtanOfQuotient(ax / ay, out double tail);
            double fromAxis = double.IsNegative(x)
                ? HalfPiHi + (rest + (HalfPiLo + tail))
                : HalfPiHi - (rest - (HalfPiLo - tail));
            return Math.CopySign(fromAxis, y);
        }

        if (double.IsNegative(x))
        {
            angle = Math.PI - (angle - PiLo);
        }

        return Math.CopySign(angle, y);
    }

    /// <summary>atan(q) for 0 ≤ q ≤ 1: from the nearest eighth, atan q = atan c + atan((q − c)/(1 + q·c)).</summary>
    private static double AtanOfQuotient(double q, out double tail)
    {
        int j = (int)((q * 8.0) + 0.5);
        double c = j * 0.125;
        double t = (q - c) / (1.0 + (q * c));
        double z = t * t;
        double z2 = z * z;
        double series = ((-1.0 / 3.0) + (z * (1.0 / 5.0)))
            + (z2 * (((-1.0 / 7.0) + (z * (1.0 / 9.0))) + (z2 * ((-1.0 / 11.0) + (z * (1.0 / 13.0))))));
        tail = AtanLo[j] + (t * z * series);
        double hi = AtanHi[j];
        double sum = hi + t;
        tail += (hi - sum) + t;
        return sum;
    }

    /// <summary>Angle less n quarter turns, |r| ≤ π/4, in two parts; the answer is n modulo 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Reduce(double x, out double r, out double tail)
    {
        if (Math.Abs(x) <= 0.7853981633974483)
        {
            r = x;
            tail = 0.0;
            return 0;
        }

        return ReduceLarge(x, out r, out tail);
    }

    private static int ReduceLarge(double x, out double r, out double tail)
    {
        if (!(Math.Abs(x) <= LargestAngle))
        {
            if (double.IsFinite(x))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(x), x, $"An angle must lie within ±{LargestAngle} radians; take whole turns off before the call.");
            }

            r = double.NaN;
            tail = 0.0;
            return 0;
        }

        double n = Math.Round(x * TwoOverPi);
        double first = x - (n * HalfPi1);
        TwoSum(first, -(n * HalfPi2), out double second, out double secondTail);
        TwoSum(second, -(n * HalfPi3), out double third, out double thirdTail);
        double rest = (secondTail + thirdTail) - (n * HalfPi4);
        r = third + rest;
        tail = (third - r) + rest;
        return (int)((long)n & 3L);
    }

    /// <summary>sin(r + tail), |r| ≤ π/4: Taylor to r^17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SinKernel(double r, double tail)
    {
        double z = r * r;
        double z2 = z * z;
        double z4 = z2 * z2;
        double a = (-1.0 / 6.0) + (z * (1.0 / 120.0));
        double b = (-1.0 / 5040.0) + (z * (1.0 / 362880.0));
        double c = (-1.0 / 39916800.0) + (z * (1.0 / 6227020800.0));
        double d = (-1.0 / 1307674368000.0) + (z * (1.0 / 355687428096000.0));
        double series = (a + (z2 * b)) + (z4 * (c + (z2 * d)));
        return r + ((r * z * series) + (tail * (1.0 - (0.5 * z))));
    }

    /// <summary>cos(r + tail), |r| ≤ π/4: Taylor to r^18; 1 − r²/2 is kept with its rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double CosKernel(double r, double tail)
    {
        double z = r * r;
        double z2 = z * z;
        double z4 = z2 * z2;
        double a = (1.0 / 24.0) + (z * (-1.0 / 720.0));
        double b = (1.0 / 40320.0) + (z * (-1.0 / 3628800.0));
        double c = (1.0 / 479001600.0) + (z * (-1.0 / 87178291200.0));
        double d = (1.0 / 20922789888000.0) + (z * (-1.0 / 6402373705728000.0));
        double series = (a + (z2 * b)) + (z4 * (c + (z2 * d)));
        double half = 0.5 * z;
        double w = 1.0 - half;
        return w + (((1.0 - w) - half) + ((z2 * series) - (r * tail)));
    }
}
