namespace Twin.House.Tests;

/// <summary>One command line of a fenced sh block in README.md, and the test that runs it.</summary>
/// <param name="Run">Runs it; a command that asks a twin asks this one.</param>
internal sealed record ReadmeCommand(string Line, Action<RunningTwin> Run);

/// <summary>
/// Every command that README.md shows. To add one, write it into a fenced sh block, one command a line (a backslash
/// at the end continues it), and add it here with the way it is run:
/// <list type="bullet">
/// <item><see cref="Runs"/>: as it stands, in this checkout; it ends with exit code 0 and has said something that you name.</item>
/// <item><see cref="Stubbed"/>: as it stands, with a stubbed dotnet, for a command that would run the tests from within
/// the tests, or install something on this machine; you say what must be seen.</item>
/// <item><see cref="Asks"/>: as it stands, with <c>TWIN</c> naming a twin that <c>./run</c> has started in this checkout;
/// its output must contain what you name.</item>
/// </list>
/// A command that neither fits gets an action of its own here; it runs the line itself, not something like it.
/// </summary>
internal static class ReadmeCommands
{
    public static readonly IReadOnlyList<ReadmeCommand> All =
    [
        Runs("./run --help", "--ephemeral"),
        new("./run", twin =>
        {
            twin.Address.ShouldNotBeEmpty();
            twin.Said.ShouldContain("1,582,670 racks");
            twin.Said.ShouldContain(twin.Address);
        }),
        Asks("export TWIN=http://127.0.0.1:5080", ""),
        Asks("curl -s \"$TWIN/api/v1/network?metrics=itKw,pue,maxInletC\"", "\"rackCount\":1582670"),
        Asks("curl -s \"$TWIN/api/v1/nodes?level=hub&metrics=itKw,pue,dryBulbC\"", "\"path\":\"shanxi/datong\""),
        Asks("curl -s $TWIN/api/v1/nodes/shanxi%2Fdatong", "\"nameZh\":\"大同\""),
        Asks("curl -s \"$TWIN/api/v1/nodes/shanxi%2Fdatong%2Fjd/racks?from=0&count=5\"", "\"inletC\":["),
        Asks("curl -s \"$TWIN/api/v1/nodes/shanxi%2Fdatong/history?metric=itKw&from=now-1h&points=60\"", "\"unit\":\"kW\""),
        Asks("curl -s \"$TWIN/api/v1/nodes?level=dataCenter&where=pue>1.2,loadShare<0.9&metrics=pue,loadShare&fields=path,reading\"", "\"items\":["),
        Asks("curl -s \"$TWIN/api/v1/aggregate?metrics=facilityKw,pue&where=dryBulbC>20&by=region\"", "\"path\":\"shanxi\""),
        Asks("curl -s \"$TWIN/api/v1/aggregate?level=rack&under=shanxi/datong,gansu&metrics=inletC,powerKw&stats=mean,p50,p99,max&by=hub\"", "\"candidates\":326000"),
        Asks("curl -s \"$TWIN/api/v1/nodes?level=hub&metrics=itKw,pue,dryBulbC&format=csv\"", "itKw (kW)"),
        Asks("curl -s \"$TWIN/api/v1/history?nodes=shanxi/datong,gansu/qingyang&metrics=itKw,pue&from=now-1h&points=60&condition=true&format=ndjson\"", ""),
        Asks("curl -s $TWIN/api/v1/events/catalogue", "\"kind\":\"heatWave\""),
        Asks("""curl -s $TWIN/api/v1/events/preview -H 'Content-Type: application/json' -d '{"kind": "heatWave", "target": "shanxi/datong", "magnitude": "8 K", "duration": "6h"}'""", "\"racks\":326000"),
        Asks("""curl -s $TWIN/api/v1/events -H 'Content-Type: application/json' -d '{"id": "hot", "kind": "heatWave", "target": "shanxi/datong", "magnitude": "8 K", "duration": "6h"}'""", "\"id\":\"hot\""),
        new("curl -s -X DELETE $TWIN/api/v1/events/hot", twin =>
        {
            // The command before it in README, which a test of its own may not have run yet: its id makes it the same event.
            All!.Single(command => command.Line.Contains("\"id\": \"hot\"", StringComparison.Ordinal)).Run(twin);
            Asks("curl -s -X DELETE $TWIN/api/v1/events/hot", "\"tick\":").Run(twin);
        }),
        Asks("curl -s \"$TWIN/api/v1/occurrences?limit=5\"", "["),
        Asks("curl -s $TWIN/api/v1/clock -H 'Content-Type: application/json' -d '{\"paused\": false, \"speed\": 600}'", "\"speed\":600"),
        Asks("curl -sN --max-time 5 \"$TWIN/api/v1/stream?nodes=network,shanxi/datong&metrics=itKw,pue&rate=1\" || true", "event: snapshot"),
        Asks("curl -s $TWIN/openapi/v1.json", "\"openapi\": \"3.1"),
        Runs("dotnet run -c Release --project src/Twin.Cli -- --help", "130  interrupted"),
        Runs("dotnet run -c Release --project src/Twin.Cli -- run --node shanxi/datong --hours 24", "shanxi/datong"),
        Runs("dotnet run -c Release --project src/Twin.Cli -- run --world datong --start 2026-07-10T00:00:00Z --hours 72 --events config/events/datong-july.yaml --json", "\"stateHash\""),
        Runs("dotnet run -c Release --project src/Twin.Cli -- compare --world small --hours 24", "Both did the same jobs to the last."),
        Runs("dotnet run -c Release --project src/Twin.Cli -- compare --world datong --start 2026-07-10T00:00:00Z --hours 6 --step PT15M --against no-events --events config/events/datong-july.yaml --json", "\"equalWork\": true"),
        Runs("dotnet run -c Release --project src/Twin.Cli -- validate china config/events/datong-july.yaml", "2 files, 0 errors"),
        Runs("dotnet run -c Release --project src/Twin.Cli -- bench --days 1", "| resident memory |"),
        Stubbed("./run --require-all", (checkout, result) => result.Lines[^1].ShouldBe("started: out/twin.dll serve")),
        Stubbed("./run --join", (checkout, result) => result.Lines[^1].ShouldBe("started: out/twin.dll serve --join")),
        Stubbed("./test", (checkout, result) => result.Lines[^1].ShouldBe("3 passed, 0 failed")),
        Stubbed("./test --require-all", (checkout, result) => result.Lines[^1].ShouldBe("3 passed, 0 failed")),
        Stubbed("./test --long", (checkout, result) => result.Lines[^1].ShouldBe("3 passed, 0 failed")),
        Stubbed("./test --filter FullyQualifiedName~Rack", (checkout, result) =>
        {
            result.Lines[^1].ShouldBe("3 passed, 0 failed");
            checkout.Calls.ShouldContain(call => call.Contains("--filter FullyQualifiedName~Rack"));
        }),
        Stubbed("TWIN_SHOTS=artifacts/shots ./test --filter Screenshots", (checkout, result) =>
        {
            result.Lines[^1].ShouldBe("3 passed, 0 failed");
            checkout.Calls.ShouldContain(call => call.Contains("--filter Screenshots"));
        }),
        Stubbed("./build/install-chromium", (checkout, result) =>
        {
            result.Output.ShouldContain("Chromium is there: ");
            checkout.Calls.ShouldBe(["apt-get update -qq", "apt-get install -y -qq --no-install-recommends chromium"]);
        }),
    ];

    /// <summary>Runs the line in this checkout; it must end well and its output must contain the text.</summary>
    private static ReadmeCommand Runs(string line, string says) => new(line, _ =>
    {
        var result = Shell.Run(Checkout.Root, line, timeoutSeconds: 900);
        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain(says);
    });

    /// <summary>Runs the line with TWIN in its environment; it must end well and its output must contain the text.</summary>
    private static ReadmeCommand Asks(string line, string says) => new(line, twin =>
    {
        var result = Shell.Run(Checkout.Root, line, new Dictionary<string, string> { ["TWIN"] = twin.Address });
        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain(says, Case.Sensitive);
    });

    /// <summary>Runs the line with the real scripts over a stubbed dotnet with one assembly of three tests, and a stubbed apt-get.</summary>
    private static ReadmeCommand Stubbed(string line, Action<StubCheckout, ShellResult> seen) => new(line, _ =>
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
