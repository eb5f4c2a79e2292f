using Twin.Model.Physics;

namespace Twin.Model.Tests.Physics;

public class DMathTests
{
    private const ulong Seed = 20260101;

    [Fact]
    public void Exp_agrees_with_the_runtime_over_its_whole_range()
    {
        Worst(i => Spread(i, -708, 709), DMath.Exp, Math.Exp).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, -1, 1), DMath.Exp, Math.Exp).ShouldBeLessThan(4e-16);
        DMath.Exp(0).ShouldBe(1.0);
        DMath.Exp(710).ShouldBe(double.PositiveInfinity);
        DMath.Exp(-746).ShouldBe(0.0);
        DMath.Exp(double.NegativeInfinity).ShouldBe(0.0);
        DMath.Exp(double.NaN).ShouldBe(double.NaN);
        DMath.Exp(-740).ShouldBe(Math.Exp(-740), 5e-324);
        DMath.Exp(709.7).ShouldBe(Math.Exp(709.7), 1e293);
    }

    [Fact]
    public void Expm1_keeps_its_digits_near_zero()
    {
        foreach (double x in new[] { 1e-18, 1e-9, -1e-9, 1e-4, -0.01 })
        {
            double series = x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5 * (1 + (x / 6))))))))));
            (DMath.Expm1(x) / series).ShouldBe(1.0, 1e-15);
        }

        Worst(i => Spread(i, 0.3, 700), DMath.Expm1, x => Math.Exp(x) - 1).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Log_agrees_with_the_runtime_over_its_whole_range()
    {
        Worst(i => Math.Exp(Spread(i, -700, 700)), DMath.Log, Math.Log).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, 0.5, 2), DMath.Log, Math.Log).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, 0.999, 1.001), DMath.Log, Math.Log).ShouldBeLessThan(4e-16);
        Worst(i => Math.Exp(Spread(i, -300, 300)), DMath.Log10, Math.Log10).ShouldBeLessThan(6e-16);
        DMath.Log(1).ShouldBe(0.0);
        DMath.Log(0).ShouldBe(double.NegativeInfinity);
        DMath.Log(-1).ShouldBe(double.NaN);
        DMath.Log(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
        DMath.Log(5e-324).ShouldBe(Math.Log(5e-324), 1e-12);
    }

    [Fact]
    public void Pow_agrees_with_the_runtime_small_and_huge()
    {
        double worst = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double x = Math.Exp(Spread(2 * i, -60, 60));
            double y = Spread((2 * i) + 1, -11, 11);
            worst = Math.Max(worst, Relative(DMath.Pow(x, y), Math.Pow(x, y)));
        }

        worst.ShouldBeLessThan(6e-16);
        Worst(i => Spread(i, 0.02, 1.5), x => DMath.Pow(x, 2.7), x => Math.Pow(x, 2.7)).ShouldBeLessThan(5e-16);
        Worst(i => Spread(i, 0.9999, 1.0001), x => DMath.Pow(x, 4e6), x => Math.Pow(x, 4e6)).ShouldBeLessThan(6e-16);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(-2.0, 3.0)]
    [InlineData(-2.0, 4.0)]
    [InlineData(-2.0, 0.5)]
    [InlineData(0.0, 2.5)]
    [InlineData(0.0, -1.0)]
    [InlineData(double.PositiveInfinity, -0.5)]
    [InlineData(double.NegativeInfinity, 3.0)]
    [InlineData(0.5, double.PositiveInfinity)]
    [InlineData(-1.0, double.PositiveInfinity)]
    [InlineData(2.0, double.NegativeInfinity)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NaN, 0.0)]
    [InlineData(1e-320, 0.5)]
    [InlineData(10.0, 400.0)]
    [InlineData(10.0, -400.0)]
    [InlineData(8.0, 2.0)]
    public void Pow_keeps_the_special_cases(double x, double y)
    {
        double expected = Math.Pow(x, y);
        double actual = DMath.Pow(x, y);
        if (double.IsFinite(expected) && expected != 0)
        {
            Relative(actual, expected).ShouldBeLessThan(5e-16);
        }
        else
        {
            BitConverter.DoubleToInt64Bits(actual).ShouldBe(BitConverter.DoubleToInt64Bits(expected));
        }
    }

    [Fact]
    public void Pow_keeps_the_sign_of_zero()
    {
        DMath.Pow(-0.0, -1.0).ShouldBe(double.NegativeInfinity);
        double.IsNegative(DMath.Pow(-0.0, 3.0)).ShouldBeTrue();
        double.IsNegative(DMath.Pow(-0.0, 2.0)).ShouldBeFalse();
    }

    [Fact]
    public void Angles_agree_with_the_runtime()
    {
        Worst(i => Spread(i, -10, 10), DMath.Sin, Math.Sin).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, -10, 10), DMath.Cos, Math.Cos).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, -1.6e6, 1.6e6), DMath.Sin, Math.Sin).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, -1.6e6, 1.6e6), DMath.Cos, Math.Cos).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, -1.5, 1.5), DMath.Tan, Math.Tan).ShouldBeLessThan(8e-16);
        Worst(i => Math.Exp(Spread(i, -30, 30)), DMath.Atan, Math.Atan).ShouldBeLessThan(4e-16);
        Worst(i => Spread(i, -1, 1), DMath.Asin, Math.Asin).ShouldBeLessThan(6e-16);
        Worst(i => Spread(i, -1, 1), DMath.Acos, Math.Acos).ShouldBeLessThan(6e-16);
        Worst(i => Spread(i, -20, 20), DMath.Tanh, Math.Tanh).ShouldBeLessThan(1e-15);

        // Close to multiples of a quarter turn the reduction must keep digits that a plain remainder loses.
        Worst(i => i * (Math.PI / 2), DMath.Sin, Math.Sin, 2000).ShouldBeLessThan(4e-16);
        Worst(i => i * (Math.PI / 2), DMath.Cos, Math.Cos, 2000).ShouldBeLessThan(4e-16);
        Should.Throw<ArgumentOutOfRangeException>(() => DMath.Sin(1e9)).Message.ShouldContain("whole turns");
        DMath.Sin(double.NaN).ShouldBe(double.NaN);
        DMath.Asin(1.1).ShouldBe(double.NaN);
    }

    [Fact]
    public void Atan2_agrees_with_the_runtime_in_every_quadrant_and_on_the_axes()
    {
        double worst = 0;
        for (int i = 0; i < 50_000; i++)
        {
            double y = Spread(2 * i, -3, 3);
            double x = Spread((2 * i) + 1, -3, 3);
            worst = Math.Max(worst, Relative(DMath.Atan2(y, x), Math.Atan2(y, x)));
        }

        worst.ShouldBeLessThan(4e-16);
        double[] edges = [0.0, -0.0, 1.0, -1.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double y in edges)
        {
            foreach (double x in edges)
            {
                DMath.Atan2(y, x).ShouldBe(Math.Atan2(y, x), $"atan2({y}, {x})");
            }
        }
    }

    // Quantiles computed with forty digits.
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.99, 2.3263478740408408)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-300, -37.0470962993612)]
    public void Normal_quantile_and_probability_agree_with_known_values(double p, double z)
    {
        DMath.NormalQuantile(p).ShouldBe(z, Math.Max(Math.Abs(z), 1) * 2e-14);
        (DMath.NormalProbability(z) / p).ShouldBe(1.0, 1e-12);
        DMath.NormalQuantile(DMath.NormalProbability(1.99)).ShouldBe(1.99, 1e-12);
        DMath.NormalQuantile(DMath.NormalProbability(2.01)).ShouldBe(2.01, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 1.7724538509055159)]
    [InlineData(1.0, 1.0)]
    [InlineData(5.0, 24.0)]
    [InlineData(0.25, 3.6256099082219083)]
    [InlineData(20.0, 121645100408832000.0)]
    public void Gamma_agrees_with_known_values(double x, double gamma) => (DMath.Gamma(x) / gamma).ShouldBe(1.0, 1e-13);

    [Fact]
    public void The_same_bits_are_given_on_every_machine()
    {
        // A fingerprint of results; a processor or runtime that rounds in another way changes it.
        ulong fingerprint = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double x = Spread(i, 0.001, 40);
            fingerprint = Add(fingerprint, DMath.Exp(x - 20));
            fingerprint = Add(fingerprint, DMath.Log(x));
            fingerprint = Add(fingerprint, DMath.Pow(x, 0.7));
            fingerprint = Add(fingerprint, DMath.Sin(x));
            fingerprint = Add(fingerprint, DMath.Cos(x));
            fingerprint = Add(fingerprint, DMath.Atan2(x, 3));
            fingerprint = Add(fingerprint, DMath.NormalQuantile(x / 41));
        }

        fingerprint.ShouldBe(9321920337235644832UL);

        static ulong Add(ulong hash, double value) => Chance.Mix(hash ^ (ulong)BitConverter.DoubleToInt64Bits(value));
    }

    private static double Spread(int i, double low, double high) => low + ((high - low) * Chance.Uniform(Seed, 0, 0, i));

    private static double Relative(double actual, double expected) =>
        actual == expected ? 0 : Math.Abs(actual - expected) / Math.Abs(expected);

    private static double Worst(Func<int, double> argument, Func<double, double> actual, Func<double, double> expected, int count = 100_000)
    {
        double worst = 0;
        for (int i = 0; i < count; i++)
        {
            double x = argument(i);
            worst = Math.Max(worst, Relative(actual(x), expected(x)));
        }

        return worst;
    }
}
