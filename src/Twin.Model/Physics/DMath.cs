using System.Runtime.CompilerServices;

namespace Twin.Model.Physics;

/// <summary>
/// Elementary functions in double precision that give the same bits on every machine. They use only operations that
/// IEEE 754 rounds in one way (add, subtract, multiply, divide, square root, rounding to an integer, bit moves), and no
/// fused multiply-add, which one processor has and the next one lacks. Relative errors stay below 4e-16 (<c>Pow</c>: 1e-15).
/// </summary>
/// <remarks>
/// Method throughout: reduce the argument with a constant held in two or three parts (Cody and Waite, "Software Manual for
/// the Elementary Functions", 1980), then sum the Taylor series far enough that its tail is below the last bit, with terms
/// grouped in pairs (Estrin) so that a processor can work on several at once.
/// </remarks>
public static partial class DMath
{
    /// <summary>Circle number π, nearest double.</summary>
    public const double Pi = Math.PI;

    private const double InvLn2 = 1.4426950408889634;

    // ln 2 in two parts; the upper one has 42 bits, so that k · Ln2Hi is exact for every exponent k.
    private const double Ln2Hi = 0.6931471805598903;
    private const double Ln2Lo = 5.497923018708371e-14;

    // ln 2 and 1/3 as unevaluated sums of two doubles, for Pow.
    private const double Ln2Tail = 1.94704509238075e-31;
    private const double ThirdHi = 0.3333333333333333;
    private const double ThirdLo = 1.850371707708594e-17;

    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;
    private const long SmallestNormalBits = 0x0010000000000000;
    private const long InfinityBits = 0x7FF0000000000000;
    private const double TwoPow54 = 18014398509481984.0;

    /// <summary>e to the power of <paramref name="x"/>. Overflows to infinity above 709.78, underflows to zero below −745.13.</summary>
    public static double Exp(double x) => ExpOfSum(x, 0.0);

    /// <summary>exp(x) − 1 without loss of digits near zero; for exact relaxation over a step, 1 − exp(−dt/τ).</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) >= 0.34)
        {
            return Exp(x) - 1.0;
        }

        return x + (x * x * ExpTail(x));
    }

    /// <summary>Natural logarithm. NaN for negative arguments, −infinity for zero.</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int scale = 0;
        if (bits < SmallestNormalBits || bits >= InfinityBits)
        {
            if (!TryScaleUp(x, ref bits, ref scale, out double edge))
            {
                return edge;
            }
        }

        int k = (int)((bits - SqrtHalfBits) >> 52);
        double m = BitConverter.Int64BitsToDouble(bits - ((long)k << 52));
        double e = k + scale;

        // m in [√½, √2). With s = f/(2+f): log(1+f) = 2·(s + s³/3 + s⁵/5 + …) = f − f²/2 + s·(f²/2 + R); f is exact.
        double f = m - 1.0;
        double s = f / (2.0 + f);
        double r = AtanhTail(s * s);
        double halfSquare = 0.5 * f * f;
        return (e * Ln2Hi) - ((halfSquare - ((s * (halfSquare + r)) + (e * Ln2Lo))) - f);
    }

    /// <summary>Logarithm to base ten.</summary>
    public static double Log10(double x) => Log(x) * 0.4342944819032518;

    /// <summary>
    /// <paramref name="x"/> to the power of <paramref name="y"/>, with the special cases of IEEE 754 (a negative base
    /// needs an integer exponent, else NaN).
    /// </summary>
    public static double Pow(double x, double y)
    {
        if (x > 0.0 && x < double.PositiveInfinity && Math.Abs(y) < 1e300)
        {
            return PowPositive(x, y);
        }

        return PowEdge(x, y);
    }

    /// <summary>Hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude > 22.0)
        {
            return Math.CopySign(1.0, x);
        }

        double t = Expm1(2.0 * magnitude);
        return Math.CopySign(t / (t + 2.0), x);
    }

    /// <summary>exp(hi + lo) for a lo far below hi's last bits.</summary>
    private static double ExpOfSum(double hi, double lo)
    {
        if (!(Math.Abs(hi) < 708.0))
        {
            return ExpEdge(hi, lo);
        }

        double k = Math.Round(hi * InvLn2);
        return ExpReduced(hi, lo, k) * BitConverter.Int64BitsToDouble(((long)k + 1023L) << 52);
    }

    private static double ExpEdge(double hi, double lo)
    {
        if (double.IsNaN(hi))
        {
            return hi;
        }

        if (hi > 709.79)
        {
            return double.PositiveInfinity;
        }

        if (hi < -745.14)
        {
            return 0.0;
        }

        // The factor 2^k alone may lie outside the range of doubles though the product does not: apply it in two halves.
        double k = Math.Round(hi * InvLn2);
        long half = (long)k / 2;
        long rest = (long)k - half;
        double first = BitConverter.Int64BitsToDouble((half + 1023L) << 52);
        double second = BitConverter.Int64BitsToDouble((rest + 1023L) << 52);
        return ExpReduced(hi, lo, k) * first * second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpReduced(double hi, double lo, double k)
    {
        double upper = hi - (k * Ln2Hi);
        double lower = lo - (k * Ln2Lo);
        double r = upper + lower;
        double correction = (upper - r) + lower;
        return 1.0 + (r + ((r * r * ExpTail(r)) + correction));
    }

    /// <summary>(exp(r) − 1 − r)/r² for |r| ≤ 0.35; the first term left out is 4e-18 of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpTail(double r)
    {
        double r2 = r * r;
        double r4 = r2 * r2;
        double a = (1.0 / 2.0) + (r * (1.0 / 6.0));
        double b = (1.0 / 24.0) + (r * (1.0 / 120.0));
        double c = (1.0 / 720.0) + (r * (1.0 / 5040.0));
        double d = (1.0 / 40320.0) + (r * (1.0 / 362880.0));
        double e = (1.0 / 3628800.0) + (r * (1.0 / 39916800.0));
        double f = (1.0 / 479001600.0) + (r * (1.0 / 6227020800.0));
        return (a + (r2 * b)) + (r4 * ((c + (r2 * d)) + (r4 * (e + (r2 * f)))));
    }

    /// <summary>2·(z/3 + z²/5 + z³/7 + …) for z = s² ≤ 0.0295.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double AtanhTail(double z) => z * ((2.0 / 3.0) + (z * AtanhRest(z)));

    /// <summary>2·(1/5 + z/7 + z²/9 + …) for z = s² ≤ 0.0295; the first term left out is 1e-17 of log's last correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double AtanhRest(double z)
    {
        double z2 = z * z;
        double z4 = z2 * z2;
        double a = (2.0 / 5.0) + (z * (2.0 / 7.0));
        double b = (2.0 / 9.0) + (z * (2.0 / 11.0));
        double c = (2.0 / 13.0) + (z * (2.0 / 15.0));
        double d = (2.0 / 17.0) + (z * (2.0 / 19.0));
        double e = (2.0 / 21.0) + (z * (2.0 / 23.0));
        return (a + (z2 * b)) + (z4 * ((c + (z2 * d)) + (z4 * e)));
    }

    private static bool TryScaleUp(double x, ref long bits, ref int scale, out double edge)
    {
        if (double.IsNaN(x) || x < 0.0)
        {
            edge = double.NaN;
            return false;
        }

        if (x == 0.0 || double.IsPositiveInfinity(x))
        {
            edge = x == 0.0 ? double.NegativeInfinity : x;
            return false;
        }

        bits = BitConverter.DoubleToInt64Bits(x * TwoPow54);
        scale = -54;
        edge = 0.0;
        return true;
    }

    /// <summary>exp(y · log x) with the logarithm as a sum of two doubles, so that a large exponent costs no digits.</summary>
    private static double PowPositive(double x, double y)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int scale = 0;
        if (bits < SmallestNormalBits)
        {
            TryScaleUp(x, ref bits, ref scale, out _);
        }

        int k = (int)((bits - SqrtHalfBits) >> 52);
        double m = BitConverter.Int64BitsToDouble(bits - ((long)k << 52));
        double e = k + scale;

        // s = (m − 1)/(m + 1) in two parts; the residual of the division is exact.
        double f = m - 1.0;
        TwoSum(m, 1.0, out double d, out double dTail);
        double s = f / d;
        TwoProduct(s, d, out double sd, out double sdTail);
        double sTail = (((f - sd) - sdTail) - (s * dTail)) / d;

        // z = s² in two parts, p = z/3 + z²/5 + …; only the leading third needs the extra digits.
        TwoProduct(s, s, out double z, out double zTail);
        zTail += 2.0 * s * sTail;
        double q = ThirdLo + (0.5 * z * AtanhRest(z));
        TwoSum(ThirdHi, q, out double third, out double thirdTail);
        TwoProduct(z, third, out double p, out double pTail);
        pTail += (zTail * third) + (z * thirdTail);

        // log m = 2·(s + s·p)
        TwoProduct(s, p, out double sp, out double spTail);
        spTail += (sTail * p) + (s * pTail);
        TwoSum(2.0 * s, 2.0 * sp, out double log, out double logTail);
        logTail += 2.0 * (sTail + spTail);

        // add e·ln 2: the upper part is exact, the lower one is a product of doubles below it.
        TwoSum(e * Ln2Hi, log, out double sum, out double sumTail);
        TwoProduct(e, Ln2Lo, out double low, out double lowTail);
        sumTail += logTail + (lowTail + (e * Ln2Tail));
        TwoSum(sum, low, out sum, out double carry);
        sumTail += carry;

        double product = y * sum;
        if (!(Math.Abs(product) < 800.0))
        {
            return product > 0.0 ? double.PositiveInfinity : 0.0;
        }

        TwoProduct(y, sum, out product, out double productTail);
        return ExpOfSum(product, productTail + (y * sumTail));
    }

    private static double PowEdge(double x, double y)
    {
        if (y == 0.0 || x == 1.0)
        {
            return 1.0;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double magnitude = Math.Abs(x);
        if (Math.Abs(y) >= 1e300)
        {
            bool grows = magnitude > 1.0 == y > 0.0;
            return magnitude == 1.0 ? 1.0 : grows ? double.PositiveInfinity : 0.0;
        }

        bool integer = Math.Floor(y) == y;
        bool odd = integer && Math.Abs(y) < 9007199254740992.0 && (((long)y) & 1L) != 0L;
        bool negative = x < 0.0 || (x == 0.0 && double.IsNegative(x));
        if (magnitude == 0.0 || double.IsInfinity(magnitude))
        {
            bool large = (magnitude == 0.0) == (y < 0.0);
            double limit = large ? double.PositiveInfinity : 0.0;
            return negative && odd ? -limit : limit;
        }

        if (!integer)
        {
            return double.NaN;
        }

        double power = PowPositive(magnitude, y);
        return odd ? -power : power;
    }

    /// <summary>a + b as a rounded sum and its exact rest (Knuth, "The Art of Computer Programming", vol. 2, 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoSum(double a, double b, out double sum, out double rest)
    {
        sum = a + b;
        double t = sum - a;
        rest = (a - (sum - t)) + (b - t);
    }

    /// <summary>a · b as a rounded product and its exact rest (Dekker 1971), by splitting both factors in halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoProduct(double a, double b, out double product, out double rest)
    {
        const double Splitter = 134217729.0; // 2^27 + 1
        product = a * b;
        double at = Splitter * a;
        double aHi = at - (at - a);
        double aLo = a - aHi;
        double bt = Splitter * b;
        double bHi = bt - (bt - b);
        double bLo = b - bHi;
        rest = ((aHi * bHi - product) + (aHi * bLo) + (aLo * bHi)) + (aLo * bLo);
    }
}
