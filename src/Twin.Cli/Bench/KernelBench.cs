using System.Diagnostics;
using Twin.Model;

namespace Twin.Cli;

/// <summary>How fast racks are stepped, and how that compares with merely copying their columns in the same run.</summary>
/// <param name="RackStepsPerS">Median.</param>
/// <param name="CopiedRacksPerS">Median of copies of the same columns, racks per second.</param>
internal sealed record KernelFigures(int Threads, double RackStepsPerS, double CopiedRacksPerS)
{
    /// <summary>Part of the speed of a plain copy that a step with all its physics reaches.</summary>
    public double ShareOfCopy => RackStepsPerS / CopiedRacksPerS;
}

/// <summary>Steps many data centers' columns by the kernel alone.</summary>
internal static class KernelBench
{
    private const int Centers = 64;
    private const int RacksPerCenter = 20_000; // 360 kB of columns: a data center's racks stay in cache while they are stepped
    private const int Rounds = 9;
    private const int StepsPerRound = 4;

    public static KernelFigures Measure(int threads)
    {
        var physics = new RackPhysics(new RackClass { Name = "standard", DesignKw = 2.5 }, 1050);
        var from = Enumerable.Range(0, Centers).Select(i => new RackColumns([RacksPerCenter], (uint)i)).ToArray();
        var to = Enumerable.Range(0, Centers).Select(i => new RackColumns([RacksPerCenter], (uint)i)).ToArray();
        var cell = 0u;
        var steps = new List<double>();
        var copies = new List<double>();
        for (var round = -2; round < Rounds; round++)
        {
            // The first rounds let the compiler finish; copies and steps alternate, so that both meet the same machine.
            var step = Share(threads, c => Step(physics, from[c], cell));
            var copy = Share(threads, c => Copy(from[c], to[c]));
            cell++;
            if (round >= 0)
            {
                steps.Add(step);
                copies.Add(copy);
            }
        }

        return new KernelFigures(threads, Median.Of(steps), Median.Of(copies));
    }

    private static void Step(RackPhysics physics, RackColumns racks, uint cell)
    {
        Span<RackSegment> segment =
        [
            new RackSegment { Seconds = 10, Load = 0.6f, Noise = 0.05f, NoiseCell = cell, SupplyC = 24, CoolShare = 1, CoolantC = 30, FlowShare = 1, Powered = true },
        ];
        for (var i = 0; i < StepsPerRound; i++)
        {
            RackKernel.Step(physics, racks, 0, segment, 1, []);
        }
    }

    private static void Copy(RackColumns from, RackColumns to)
    {
        for (var i = 0; i < StepsPerRound; i++)
        {
            from.InletC.AsSpan().CopyTo(to.InletC);
            from.MassC.AsSpan().CopyTo(to.MassC);
            from.SiliconC.AsSpan().CopyTo(to.SiliconC);
            from.Status.AsSpan().CopyTo(to.Status);
            from.Traits.AsSpan().CopyTo(to.Traits);
        }
    }

    /// <summary>Racks per second when the centers are shared out over threads.</summary>
    private static double Share(int threads, Action<int> work)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        var crew = Enumerable.Range(1, threads - 1).Select(_ => new Thread(Take)).ToArray();
        Array.ForEach(crew, t => t.Start());
        Take();
        Array.ForEach(crew, t => t.Join());
        return (double)Centers * RacksPerCenter * StepsPerRound / watch.Elapsed.TotalSeconds;

        void Take()
        {
            for (int c; (c = Interlocked.Increment(ref next)) < Centers;)
            {
                work(c);
            }
        }
    }
}
