using System.Diagnostics;
using Twin.Engine.Config;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Config;

/// <summary>
/// How long loading takes, as time of the processor: on a machine that others use too, the clock on the wall says little.
/// It runs alone, because the processor's time is that of the whole process.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class LoadingTimeTests(ITestOutputHelper output)
{
    [Fact]
    public void Loading_the_default_world_takes_less_than_a_second()
    {
        WorldLoader.Load(WorldFolder.DefaultWorld);
        using var process = Process.GetCurrentProcess();
        var best = Enumerable.Range(0, 3).Min(_ =>
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            WorldLoader.Load(WorldFolder.DefaultWorld);
            process.Refresh();
            return process.TotalProcessorTime - before;
        });
        output.WriteLine($"{best.TotalMilliseconds:0} ms");
        best.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}

[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
