using BenchmarkDotNet.Attributes;
using Twin.Model;
using Twin.Model.Physics;

namespace Twin.Bench;

/// <summary>Single calls on the way of every tick.</summary>
public class CallBench
{
    private readonly double[] _numbers = [.. Enumerable.Range(0, 64).Select(i => (i * 0.37) - 9)];
    private int _i;

    private double Next => _numbers[_i++ & 63];

    [Benchmark(Baseline = true)]
    public double Exp() => DMath.Exp(Next);

    [Benchmark]
    public double WetBulb() => Psychrometrics.WetBulbC(Next + 15, 45, 89_300);

    [Benchmark]
    public double Draw() => Chance.Uniform(7, _i++);

    [Benchmark]
    public ulong HashOfState()
    {
        var hasher = new StateHasher();
        hasher.Column(_numbers);
        return hasher.Result();
    }
}
