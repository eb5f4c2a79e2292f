namespace Twin.Model.Physics;

/// <summary>Normal distribution and the gamma function, for synthetic weather, noise and failure times.</summary>
public static partial class DMath
{
    private const double InvSqrtTwoPi = 0.3989422804014327;

    /// <summary>
    /// Value below which a standard normal variable lies with probability <paramref name="p"/>; ±infinity at 1 and 0, NaN
    /// outside. Rational approximations PPND16 of Wichura, Algorithm AS 241, Applied Statistics 37 (1988), about 1e-15.
    /// </summary>
    public static double NormalQuantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - (q * q);
            double top = 2.5090809287301226727e3;
            top = (top * r) + 3.3430575583588128105e4;
            top = (top * r) + 6.7265770927008700853e4;
            top = (top * r) + 4.5921953931549871457e4;
            top = (top * r) + 1.3731693765509461125e4;
            top = (top * r) + 1.9715909503065514427e3;
            top = (top * r) + 1.3314166789178437745e2;
            top = (top * r) + 3.3871328727963666080;
            double bottom = 5.2264952788528545610e3;
            bottom = (bottom * r) + 2.8729085735721942674e4;
            bottom = (bottom * r) + 3.9307895800092710610e4;
            bottom = (bottom * r) + 2.1213794301586595867e4;
            bottom = (bottom * r) + 5.3941960214247511077e3;
            bottom = (bottom * r) + 6.8718700749205790830e2;
            bottom = (bottom * r) + 4.2313330701600911252e1;
            bottom = (bottom * r) + 1.0;
            return q * top / bottom;
        }

        double tail = q < 0.0 ? p : 1.0 - p;
        if (!(tail > 0.0))
        {
            return tail == 0.0 ? Math.CopySign(double.PositiveInfinity, q) : double.NaN;
        }

        double root = Math.Sqrt(-Log(tail));
        double value = root <= 5.0 ? NearTail(root - 1.6) : FarTail(root - 5.0);
        return q < 0.0 ? -value : value;
    }

    /// <summary>
    /// Probability that a standard normal variable lies below <paramref name="z"/>: the series φ(z)·(z + z³/3 + z⁵/15 + …)
    /// near the middle, Laplace's continued fraction in the tails; relative error below 1e-13 on both sides.
    /// </summary>
    public static double NormalProbability(double z)
    {
        if (double.IsNaN(z))
        {
            return z;
        }

        double x = Math.Abs(z);
        if (x > 38.6)
        {
            return z > 0.0 ? 1.0 : 0.0;
        }

        double density = InvSqrtTwoPi * Exp(-0.5 * x * x);
        if (x < 2.0)
        {
            double term = x;
            double sum = x;
            for (int k = 3; term > sum * 1e-17; k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return z >= 0.0 ? 0.5 + (density * sum) : 0.5 - (density * sum);
        }

        double fraction = x;
        for (int k = 160; k >= 1; k--)
        {
            fraction = x + (k / fraction);
        }

        double upper = density / fraction;
        return z > 0.0 ? 1.0 - upper : upper;
    }

    /// <summary>
    /// Gamma function of a positive argument up to 170, by Lanczos' series (g = 7, nine terms; relative error about 1e-14).
    /// <exception cref="ArgumentOutOfRangeException">The argument is not in (0, 170].</exception>
    /// </summary>
    public static double Gamma(double x)
    {
        if (!(x > 0.0 && x <= 170.0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "Gamma takes an argument above 0 and up to 170.");
        }

        if (x < 0.5)
        {
            return Pi / (Sin(Pi * x) * Gamma(1.0 - x));
        }

        ReadOnlySpan<double> series =
        [
            676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
            -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        double sum = 0.99999999999980993;
        for (int i = 0; i < series.Length; i++)
        {
            sum += series[i] / (x + i);
        }

        double t = x + 6.5;
        double halfPower = Pow(t, 0.5 * (x - 0.5));
        return 2.5066282746310002 * sum * halfPower * Exp(-t) * halfPower;
    }

    private static double NearTail(double r)
    {
        double top = 7.74545014278341407640e-4;
        top = (top * r) + 2.27238449892691845833e-2;
        top = (top * r) + 2.41780725177450611770e-1;
        top = (top * r) + 1.27045825245236838258;
        top = (top * r) + 3.64784832476320460504;
        top = (top * r) + 5.76949722146069140550;
        top = (top * r) + 4.63033784615654529590;
        top = (top * r) + 1.42343711074968357734;
        double bottom = 1.05075007164441684324e-9;
        bottom = (bottom * r) + 5.47593808499534494600e-4;
        bottom = (bottom * r) + 1.51986665636164571966e-2;
        bottom = (bottom * r) + 1.48103976427480074590e-1;
        bottom = (bottom * r) + 6.89767334985100004550e-1;
        bottom = (bottom * r) + 1.67638483018380384940;
        bottom = (bottom * r) + 2.05319162663775882187;
        bottom = (bottom * r) + 1.0;
        return top / bottom;
    }

    private static double FarTail(double r)
    {
        double top = 2.01033439929228813265e-7;
        top = (top * r) + 2.71155556874348757815e-5;
        top = (top * r) + 1.24266094738807843860e-3;
        top = (top * r) + 2.65321895265761230930e-2;
        top = (top * r) + 2.96560571828504891230e-1;
        top = (top * r) + 1.78482653991729133580;
        top = (top * r) + 5.46378491116411436990;
        top = (top * r) + 6.65790464350110377720;
        double bottom = 2.04426310338993978564e-15;
        bottom = (bottom * r) + 1.42151175831644588870e-7;
        bottom = (bottom * r) + 1.84631831751005468180e-5;
        bottom = (bottom * r) + 7.86869131145613259100e-4;
        bottom = (bottom * r) + 1.48753612908506148525e-2;
        bottom = (bottom * r) + 1.36929880922735805310e-1;
        bottom = (bottom * r) + 5.99832206555887937690e-1;
        bottom = (bottom * r) + 1.0;
        return top / bottom;
    }
}
