namespace Twin.Cli.Tests;

public sealed class ValidateTests
{
    [Fact]
    public async Task What_holds_is_counted()
    {
        var result = await Tool.Run("validate", "small", Path.Combine(AppContext.BaseDirectory, "config", "plants.yaml"));
        result.ExitCode.ShouldBe(0, result.ToString());
        result.Out.ShouldContain("small: valid World");
        result.Out.ShouldContain("plants.yaml: valid Plants");
        result.Out.ShouldContain("2 files, 0 errors");
    }

    [Fact]
    public async Task Every_error_is_said_at_its_place()
    {
        using var scratch = new Scratch();
        var file = scratch.File("events.yaml", """
            apiVersion: twin/v1
            kind: Events
            metadata: { name: wrong }
            spec:
              events:
                - { kind: heatWave, target: shanxi/datong, at: 1h, magnitude: 8 kW }
                - { kind: heatWave, target: atlantis, at: 1h }
                - kind: rackFault
                  target: shanxi/datong/waterless
                  at: 1h
                  selection: 0-9999
            """);
        var result = await Tool.Run("validate", file, "--world", "small");
        result.ExitCode.ShouldBe(3);
        var errors = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        errors.Length.ShouldBe(3, result.ToString());
        errors[0].ShouldStartWith($"{file}:6:67: 'kW' is no unit");
        errors[1].ShouldStartWith($"{file}:7:33: There is no node 'atlantis'");
        errors[2].ShouldStartWith($"{file}:11:18: '0-9999'");
        result.Out.ShouldContain("1 file, 3 errors, 0 warnings");
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("apiVersion: twin/v1\nkind: Wrld\n", "did you mean 'World'?")]
    [InlineData("apiVersion: twin/v1\n", "does not say what it holds")]
    [InlineData("apiVersion: twin/v1\nkind: Events\nmetadata: { name: x }\nspec: { events: [ { kind: calm, target: shanxi, at: 90 } ] }\n", "bare number")]
    [InlineData("apiVersion: twin/v1\nkind: Events\nmetadata: { name: x }\nspec: { events: [ { kind: calm, target: shanxi, at: 1h, at: 2h } ] }\n", "'at'")]
    public async Task A_spoilt_file_is_refused(string text, string says)
    {
        using var scratch = new Scratch();
        var result = await Tool.Run("validate", scratch.File("spoilt.yaml", text), "--world", "small");
        result.ExitCode.ShouldBe(3, result.ToString());
        result.Error.ShouldContain(says);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        var result = await Tool.Run("validate", "nowhere.yaml");
        result.ExitCode.ShouldBe(3);
        result.Error.ShouldStartWith("nowhere.yaml: there is no such file");
    }

    [Fact]
    public async Task Help_says_how_the_tool_ends()
    {
        var result = await Tool.Run("--help");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("130  interrupted");
    }
}
