using System.Text.Json.Nodes;

namespace Twin.Cli.Tests;

public sealed class RunTests
{
    private static readonly string[] Day = ["run", "--world", "small", "--hours", "24", "--json"];

    [Fact]
    public async Task A_run_says_what_every_node_did_in_one_JSON_object()
    {
        var result = await Tool.Run(Day);

        result.ExitCode.ShouldBe(0, result.ToString());
        var run = JsonNode.Parse(result.Out)!;
        run["ticks"]!.GetValue<long>().ShouldBe(1440);
        run["rackSteps"]!.GetValue<long>().ShouldBe(1440 * 2000);
        run["stateHash"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{16}$");
        run["wallSeconds"]!.GetValue<double>().ShouldBeGreaterThan(0);
        var nodes = run["nodes"]!.AsObject();
        nodes.Select(n => n.Key).Take(3).ShouldBe(["network", "shanxi", "shanxi/datong"]);
        nodes.Count.ShouldBe(12);
        foreach (var (path, node) in nodes)
        {
            var (it, facility) = (Of(node, "itEnergyMWh"), Of(node, "facilityEnergyMWh"));
            Of(node, "pue").ShouldBe(facility / it, 1e-9, path);
            Of(node, "pue").ShouldBeInRange(1, 2, path);
            Of(node, "closureErrorMax").ShouldBeLessThan(1e-9, path);
            Of(node, "maxInletC").ShouldBeInRange(15, 45, path);
            var hours = Of(node, "freeCoolingHours") + Of(node, "partialCoolingHours") + Of(node, "mechanicalHours");
            hours.ShouldBeInRange(23, 24 + 1e-6, path);
        }

        foreach (var name in (string[])["itEnergyMWh", "facilityEnergyMWh", "waterM3", "carbonTonnes", "costCny"])
        {
            (Of(nodes["shanxi"], name) + Of(nodes["guangdong"], name)).ShouldBe(Of(nodes["network"], name), 1e-6 * (1 + Of(nodes["network"], name)), name);
        }
    }

    [Fact]
    public async Task Threads_change_nothing_and_the_seed_does()
    {
        var one = Parse(await Tool.Run([.. Day, "--threads", "1"]));
        var two = Parse(await Tool.Run([.. Day, "--threads", "2"]));
        var other = Parse(await Tool.Run([.. Day, "--threads", "2", "--seed", "2"]));

        two["stateHash"]!.GetValue<string>().ShouldBe(one["stateHash"]!.GetValue<string>());
        two["nodes"]!.ToJsonString().ShouldBe(one["nodes"]!.ToJsonString());
        other["stateHash"]!.GetValue<string>().ShouldNotBe(one["stateHash"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_part_runs_alone_to_the_same_figures()
    {
        // Jobs go from hub to hub, and a part of a world has none: to compare, the whole must have none either.
        using var scratch = new Scratch();
        var config = Path.Combine(AppContext.BaseDirectory, "config");
        var lines = await File.ReadAllLinesAsync(Path.Combine(config, "worlds", "small.yaml"));
        var world = scratch.File("usual-day.yaml", string.Join('\n', lines.Where(l => !l.StartsWith("  jobs:", StringComparison.Ordinal))).Replace("../", $"{config}/", StringComparison.Ordinal));
        var whole = Parse(await Tool.Run("run", "--world", world, "--hours", "6", "--json"));
        var part = Parse(await Tool.Run("run", "--world", world, "--hours", "6", "--json", "--node", "shanxi/datong"));

        part["nodes"]!.AsObject().Select(n => n.Key).ShouldBe(["network", "shanxi", "shanxi/datong", "shanxi/datong/waterless", "shanxi/datong/evaporative"]);
        var (alone, within) = (part["nodes"]!["shanxi/datong"]!.AsObject(), whole["nodes"]!["shanxi/datong"]!.AsObject());

        // A part keeps its region's grid, with what the other hubs draw the same all day: its carbon is nearly that within the whole.
        alone["carbonTonnes"]!.GetValue<double>().ShouldBe(within["carbonTonnes"]!.GetValue<double>(), 0.05 * within["carbonTonnes"]!.GetValue<double>());
        alone.Remove("carbonTonnes");
        within.Remove("carbonTonnes");
        alone.ToJsonString().ShouldBe(within.ToJsonString());
    }

    [Fact]
    public async Task Events_of_a_file_happen()
    {
        using var scratch = new Scratch();
        string[] shared = ["apiVersion: twin/v1", "kind: Events", "metadata: { name: dark }", "spec:", "  events:", "    - { kind: schedulerOff, target: network, at: 0s, endless: true }"];
        string[] own =
        [
            "    - { kind: jobStop, target: guangdong/shaoguan, at: 1h, duration: 4h, magnitude: 40 kW }",
            "    - { kind: rackFault, target: shanxi/datong/waterless, selection: 0-99, at: PT30M, endless: true }",
        ];
        var without = Parse(await Tool.Run("run", "--world", "small", "--hours", "6", "--json", "--events", scratch.File("off.yaml", string.Join('\n', shared))));
        var with = Parse(await Tool.Run("run", "--world", "small", "--hours", "6", "--json", "--events", scratch.File("more.yaml", string.Join('\n', [.. shared, .. own]))));

        // A hundred racks of 480 are out for five and a half hours of six.
        var share = Energy(with, "shanxi/datong/waterless") / Energy(without, "shanxi/datong/waterless");
        share.ShouldBe(1 - (100.0 / 480 * 5.5 / 6), 0.02);
        Energy(with, "guangdong/shaoguan").ShouldBeLessThan(Energy(without, "guangdong/shaoguan"));

        // No event is aimed at the third hub, and without the scheduler no job of the others comes to it.
        Energy(with, "shanxi/yanggao").ShouldBe(Energy(without, "shanxi/yanggao"));

        static double Energy(JsonNode run, string node) => Of(run["nodes"]![node], "itEnergyMWh");
    }

    [Fact]
    public async Task A_start_moves_the_season()
    {
        var winter = Parse(await Tool.Run("run", "--world", "small", "--hours", "24", "--json", "--start", "2026-01-10T00:00:00Z"));
        var summer = Parse(await Tool.Run("run", "--world", "small", "--hours", "24", "--json", "--start", "2026-07-20T00:00:00Z"));

        winter["start"]!.GetValue<string>().ShouldBe("2026-01-10T00:00:00Z");
        summer["end"]!.GetValue<string>().ShouldBe("2026-07-21T00:00:00Z");
        Of(winter["nodes"]!["network"], "freeCoolingHours").ShouldBeGreaterThan(Of(summer["nodes"]!["network"], "freeCoolingHours"));
    }

    [Fact]
    public async Task Without_json_it_is_a_table_for_people()
    {
        var result = await Tool.Run("run", "--world", "small", "--hours", "1");
        result.ExitCode.ShouldBe(0, result.ToString());
        result.Out.ShouldContain("PUE");
        result.Out.ShouldContain("guangdong/shaoguan/ai");
        result.Out.ShouldContain("60 ticks of 60 s");
    }

    [Theory]
    [InlineData(2, "--hours", "run")]
    [InlineData(2, "--hours", "run", "--hours", "-1")]
    [InlineData(2, "no whole number of steps", "run", "--hours", "0.1", "--step", "15m")]
    [InlineData(2, "does not divide 15 minutes", "run", "--hours", "1", "--step", "7s")]
    [InlineData(2, "no unit", "run", "--hours", "1", "--step", "60")]
    [InlineData(2, "quarter of an hour", "run", "--hours", "1", "--start", "2026-01-01T00:07:00Z")]
    [InlineData(2, "between 1900 and 2200", "run", "--hours", "48", "--start", "9999-12-31T00:00:00Z")]
    [InlineData(2, "HUB=FILE", "run", "--hours", "1", "--weather", "datong.epw")]
    [InlineData(2, "There is no node", "run", "--hours", "1", "--world", "small", "--node", "shanxi/nowhere")]
    [InlineData(2, "--threads", "run", "--hours", "1", "--threads", "0")]
    [InlineData(2, "--sped", "serve", "--sped", "60")]
    [InlineData(2, "contradict", "serve", "--data", "x", "--ephemeral")]
    [InlineData(2, "authenticates", "serve", "--urls", "http://0.0.0.0:5080")]
    [InlineData(2, "nosuchverb", "nosuchverb")]
    [InlineData(3, "did you mean 'small'?", "run", "--hours", "1", "--world", "smal")]
    [InlineData(3, "nowhere.epw", "run", "--hours", "1", "--world", "small", "--weather", "shanxi/datong=nowhere.epw")]
    [InlineData(3, "nowhere.yaml", "run", "--hours", "1", "--world", "small", "--events", "nowhere.yaml")]
    public async Task What_is_wrong_is_said_on_standard_error(int exitCode, string says, params string[] arguments)
    {
        var result = await Tool.Run(arguments);
        result.ExitCode.ShouldBe(exitCode, result.ToString());
        result.Error.ShouldContain(says);
        result.Error.ShouldNotContain("   at ");
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_is_interrupted_writes_nothing_and_says_so()
    {
        await using var run = Tool.Start("run", "--world", "small", "--hours", "87840", "--step", "1s", "--json");

        // It catches the signal once it is under way: the world's files are being read.
        using var patience = new CancellationTokenSource(Tool.Patience);
        while (!File.ReadAllText($"/proc/{run.Id}/maps").Contains("YamlDotNet.dll", StringComparison.Ordinal))
        {
            patience.Token.IsCancellationRequested.ShouldBeFalse("the run did not begin");
        }

        run.PressCtrlC();
        var result = await run.Ended();
        result.ExitCode.ShouldBe(130, result.ToString());
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("Interrupted");
    }

    private static JsonNode Parse(ToolResult result)
    {
        result.ExitCode.ShouldBe(0, result.ToString());
        return JsonNode.Parse(result.Out)!;
    }

    private static double Of(JsonNode? node, string name) => node![name]!.GetValue<double>();
}
