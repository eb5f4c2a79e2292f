namespace Twin.House.Tests;

/// <summary>One command line of a fenced sh block in README.md, and the test that runs it.</summary>
internal sealed record ReadmeCommand(string Line, Action Run);

/// <summary>
/// Every command that README.md shows. To add one, write it into a fenced sh block, one command a line (a backslash
/// at the end continues it), and add it here with the way it is run:
/// <list type="bullet">
/// <item><see cref="Runs"/>: as it stands, in this checkout; it ends with exit code 0 and has said something that you name.</item>
/// <item><see cref="Stubbed"/>: as it stands, with a stubbed dotnet, for a command that would run the tests from within
/// the tests, or install something on this machine; you say what must be seen.</item>
/// </list>
/// A command that neither fits gets an action of its own here; it runs the line itself, not something like it.
/// </summary>
internal static class ReadmeCommands
{
    public static readonly IReadOnlyList<ReadmeCommand> All =
    [
        Runs("./run --help", "--ephemeral"),
        Stubbed("./run", (checkout, result) => result.Lines[^1].ShouldBe("started: out/twin.dll serve")),
        Stubbed("./run --require-all", (checkout, result) => result.Lines[^1].ShouldBe("started: out/twin.dll serve")),
        Stubbed("./test", (checkout, result) => result.Lines[^1].ShouldBe("3 passed, 0 failed")),
        Stubbed("./test --require-all", (checkout, result) => result.Lines[^1].ShouldBe("3 passed, 0 failed")),
        Stubbed("./test --long", (checkout, result) => result.Lines[^1].ShouldBe("3 passed, 0 failed")),
        Stubbed("./test --filter FullyQualifiedName~Rack", (checkout, result) =>
        {
            result.Lines[^1].ShouldBe("3 passed, 0 failed");
            checkout.Calls.ShouldContain(call => call.Contains("--filter FullyQualifiedName~Rack"));
        }),
        Stubbed("./build/install-chromium", (checkout, result) =>
        {
            result.Output.ShouldContain("Chromium is there: ");
            checkout.Calls.ShouldBe(["apt-get update -qq", "apt-get install -y -qq --no-install-recommends chromium"]);
        }),
    ];

    /// <summary>Runs the line in this checkout; it must end well and its output must contain the text.</summary>
    private static ReadmeCommand Runs(string line, string says) => new(line, () =>
    {
        var result = Shell.Run(Checkout.Root, line);
        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain(says);
    });

    /// <summary>Runs the line with the real scripts over a stubbed dotnet with one assembly of three tests, and a stubbed apt-get.</summary>
    private static ReadmeCommand Stubbed(string line, Action<StubCheckout, ShellResult> seen) => new(line, () =>
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Results("A.Tests", total: 3, executed: 3, passed: 3, exitCode: 0);
        checkout.Executable("sudo", "#!/usr/bin/env bash\nexec \"$@\"\n");
        checkout.Executable("apt-get", """
            #!/usr/bin/env bash
            printf '%s\n' "apt-get $*" >>"$STUB/calls"
            if [[ $1 == install ]]; then printf '#!/bin/sh\n' >bin/chromium; chmod +x bin/chromium; fi
            """);
        var result = checkout.Run(line);
        result.ExitCode.ShouldBe(0, result.Output);
        seen(checkout, result);
    });
}
