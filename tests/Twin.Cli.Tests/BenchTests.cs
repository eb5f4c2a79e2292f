using System.Text.Json.Nodes;

namespace Twin.Cli.Tests;

public sealed class BenchTests
{
    [Fact]
    public async Task It_measures_kernel_and_world()
    {
        var result = await Tool.Run("bench", "--world", "small", "--days", "1", "--json");
        result.ExitCode.ShouldBe(0, result.ToString());
        var bench = JsonNode.Parse(result.Out)!;
        foreach (var kernel in bench["kernel"]!.AsArray())
        {
            kernel!["rackStepsPerS"]!.GetValue<double>().ShouldBeGreaterThan(1e6);
            kernel["shareOfCopy"]!.GetValue<double>().ShouldBeInRange(0.001, 10);
        }

        bench["world"]!["dayS"]!.GetValue<double>().ShouldBeGreaterThan(0);
        bench["world"]!["residentMiB"]!.GetValue<double>().ShouldBeGreaterThan(10);

        // What is measured is what is run.
        var day = JsonNode.Parse((await Tool.Run("run", "--world", "small", "--hours", "24", "--json")).Out)!;
        bench["world"]!["dayHash"]!.GetValue<string>().ShouldBe(day["stateHash"]!.GetValue<string>());
    }
}
