using BenchmarkDotNet.Attributes;
using Twin.Model;

namespace Twin.Bench;

/// <summary>A million and a half racks stepped on two threads, beside a plain copy of the same columns.</summary>
public class RackKernelBench
{
    private const int Centers = 150;
    private const int RacksEach = 10_000;
    private const int BytesPerRack = 18; // inlet, mass, silicon, status: 4 each; traits: 2

    private readonly RackPhysics _physics = new(new RackClass { Name = "standard", DesignKw = 2.5 }, 1053);
    private readonly RackColumns[] _centers = [.. Enumerable.Range(0, Centers).Select(i => new RackColumns([RacksEach], (uint)i))];
    private readonly byte[] _from = new byte[Centers * RacksEach * BytesPerRack];
    private readonly byte[] _to = new byte[Centers * RacksEach * BytesPerRack];
    private uint _cell;

    [Benchmark(Baseline = true, OperationsPerInvoke = Centers * RacksEach)]
    public void Copy() => Parallel.For(0, 2, Two, half =>
    {
        var length = _from.Length / 2;
        Buffer.BlockCopy(_from, half * length, _to, half * length, length);
    });

    [Benchmark(OperationsPerInvoke = Centers * RacksEach)]
    public void StepOneThread() => Step(0, Centers);

    [Benchmark(OperationsPerInvoke = Centers * RacksEach)]
    public void StepTwoThreads() => Parallel.For(0, 2, Two, half => Step(half * Centers / 2, (half + 1) * Centers / 2));

    private static readonly ParallelOptions Two = new() { MaxDegreeOfParallelism = 2 };

    private void Step(int from, int to)
    {
        Span<RackSegment> segment =
        [
            new RackSegment { Seconds = 60, Load = 0.6f, Noise = 0.08f, NoiseCell = _cell++, SupplyC = 24, CoolShare = 1, FlowShare = 1, Powered = true },
        ];
        for (var i = from; i < to; i++)
        {
            RackKernel.Step(_physics, _centers[i], 0, segment, (uint)i, []);
        }
    }
}
