using BenchmarkDotNet.Attributes;
using Twin.Model.Grid;

namespace Twin.Bench;

/// <summary>A minute of a synchronous area's frequency after a loss, in sub-steps of 10 ms; at most a millisecond of work.</summary>
public class FrequencyBench
{
    private const int SubSteps = 6_000;

    private readonly FrequencySpec _area = new() { ReserveCap = 0.01 };

    /// <summary>Three hundredths of the load are lost: governors, reserve and secondary control at work, no shedding.</summary>
    [Benchmark]
    public double MinuteAfterLoss() => Frequency.Run(_area, new FrequencyState(), -0.03, SubSteps).LeastHz;

    /// <summary>Rounds of load shedding act too.</summary>
    [Benchmark]
    public double MinuteWithShedding() => Frequency.Run(_area, new FrequencyState(), -0.18, SubSteps).LeastHz;
}
