using System.Text.Json.Nodes;

namespace Twin.Cli.Tests;

/// <summary>What the scheduler, or an event, is good for: measured against the same world without it.</summary>
public sealed class CompareTests
{
    private static readonly string[] Small = ["compare", "--world", "small", "--step", "PT15M", "--hours", "48"];

    [Fact]
    public async Task The_scheduler_is_held_against_off_at_equal_work()
    {
        var result = await Tool.Run([.. Small, "--json"]);
        result.ExitCode.ShouldBe(0, result.ToString());
        var json = JsonNode.Parse(result.Out)!;
        json["equalWork"]!.GetValue<bool>().ShouldBeTrue();
        var (ours, theirs, difference) = (json["asItIs"]!, json["against"]!, json["difference"]!);
        theirs["name"]!.GetValue<string>().ShouldBe("scheduler off");
        Of(ours, "jobsDone").ShouldBe(Of(theirs, "jobsDone"));
        Of(ours, "workDoneMWh").ShouldBe(Of(theirs, "workDoneMWh"), 1e-9 * Of(theirs, "workDoneMWh"));
        Of(theirs, "jobsMoved").ShouldBe(0);
        Of(ours, "costCny").ShouldBe(Of(ours, "energyCostCny") + Of(ours, "movesCostCny"), 1e-6);
        Of(ours, "costCny").ShouldBeLessThan(Of(theirs, "costCny"), "it is there to cost less");
        foreach (var (name, value) in difference.AsObject())
        {
            value!.GetValue<double>().ShouldBe(Of(ours, name) - Of(theirs, name), 1e-9 * (1 + Math.Abs(Of(ours, name))), name);
        }

        var parting = json["parting"]!;
        parting["path"]!.GetValue<string>().Split('/').Length.ShouldBe(3, "a data center");
        Of(parting, "asItIs").ShouldNotBe(Of(parting, "against"));
        json["ticks"]!.GetValue<long>().ShouldBeGreaterThan(192, "it goes on until the last job is done");
    }

    [Fact]
    public async Task An_event_is_held_against_its_absence_and_the_two_part_when_it_begins()
    {
        using var scratch = new Scratch();
        var events = scratch.File("hot.yaml", """
            apiVersion: twin/v1
            kind: Events
            metadata: { name: hot }
            spec:
              events:
                - { at: 2h, kind: heatWave, target: shanxi/datong, magnitude: 8 K, duration: 2h }

            """);
        var table = await Tool.Run([.. Small, "--against", "no-events", "--events", events]);
        table.ExitCode.ShouldBe(0, table.ToString());
        table.Out.ShouldContain("without events");
        table.Out.ShouldContain("They part in tick 8, at 2025-12-31T18:15:00Z: shanxi");
        table.Out.ShouldContain("CO₂, location-based, t");
    }

    [Theory]
    [InlineData("has no jobs here, so nothing is scheduled", "--node", "shanxi/datong")]
    [InlineData("needs --events FILE, or both runs are the same", "--against", "no-events")]
    public async Task What_cannot_be_compared_is_refused(string says, params string[] more)
    {
        var result = await Tool.Run([.. Small, .. more]);
        result.ExitCode.ShouldBe(2, result.ToString());
        result.Error.ShouldContain(says);
    }

    [Fact]
    public async Task The_help_writes_the_usual_step_as_a_duration()
    {
        (await Tool.Run("run", "--help")).Out.ShouldContain("[default: PT1M]");
        (await Tool.Run("serve", "--help")).Out.ShouldContain("[default: PT10S]");
    }

    private static double Of(JsonNode node, string name) => node[name]!.GetValue<double>();
}
