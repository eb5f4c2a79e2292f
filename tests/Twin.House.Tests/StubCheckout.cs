namespace Twin.House.Tests;

/// <summary>
/// A small checkout in a temporary folder with the real scripts and a <c>dotnet</c> that restores,
/// builds and tests nothing, but answers as it is told to: so a source that lacks packages, a build
/// that breaks and a test host that crashes can be shown to the scripts at will.
/// </summary>
internal sealed class StubCheckout : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        printf '%s\n' "$*${TWIN_LONG:+ TWIN_LONG=$TWIN_LONG}" >>"$STUB/calls"
        answer() { [[ ! -f $STUB/$1 ]] || cat "$STUB/$1"; [[ ! -f $STUB/$1.exit ]] || exit "$(cat "$STUB/$1.exit")"; }
        case $1 in
            --version) echo 10.0.100; answer version ;;
            --list-sdks) echo '9.0.100 [sdk]' ;;
            test) name=$(basename "$2" .dll)
                  [[ ! -f $STUB/$name.trx ]] || cp "$STUB/$name.trx" artifacts/test-results/
                  answer "test-$name" ;;
            msbuild) mkdir -p out; touch out/twin.dll; echo out/twin.dll ;;
            restore | build) answer "$1-$(basename "$2")" ;;
            *.dll) echo "started: $*" ;;
        esac
        """;

    private static readonly string[] ToolsFromOutside =
    [
        "bash", "sed", "awk", "cat", "mkdir", "rm", "cp", "find", "sort", "cksum", "tr", "grep", "basename", "dirname", "touch", "env", "chmod",
    ];

    private readonly string bin;
    private readonly string stub;

    public StubCheckout(params string[] testProjects)
    {
        Root = Directory.CreateTempSubdirectory("twin-house-").FullName;
        bin = Directory.CreateDirectory(Path.Combine(Root, "bin")).FullName;
        stub = Directory.CreateDirectory(Path.Combine(Root, "stub")).FullName;
        foreach (var file in Checkout.Files.Where(f => f is "run" or "test" || f.StartsWith("build/", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
            File.Copy(Path.Combine(Checkout.Root, file), Path.Combine(Root, file));
        }

        // Nothing but these is on PATH, so that a Chromium or a Node of this machine decides nothing.
        var found = Shell.Run(Root, $"for tool in {string.Join(' ', ToolsFromOutside)}; do ln -s \"$(command -v $tool)\" bin/; done");
        found.ExitCode.ShouldBe(0, found.Output);
        Executable("dotnet", Dotnet);

        var projects = string.Join('\n', testProjects.Select(p => $"\"tests\\{p}\\{p}.csproj\""));
        Write("Twin.sln", projects);
        Write("Twin.Embedded.slnf", projects.Replace("\\", "\\\\", StringComparison.Ordinal));
        Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        Write("Directory.Build.props", "<Project />");
        Write("config/world.yaml", "world");
        Write("src/Twin.Cli/Twin.Cli.csproj", "<Project />");
    }

    public string Root { get; }

    public IReadOnlyList<string> Calls =>
        File.Exists(Path.Combine(stub, "calls")) ? File.ReadAllLines(Path.Combine(stub, "calls")) : [];

    public void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Puts a program on the scripts' PATH, in the place of any of that name there.</summary>
    public void Executable(string name, string script)
    {
        // The tools from outside are links: the link goes, and a new file is made, so that nothing is written through it.
        File.Delete(Path.Combine(bin, name));
        using (var file = new StreamWriter(new FileStream(Path.Combine(bin, name), FileMode.CreateNew)))
        {
            file.Write(script);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(bin, name), (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>What <c>dotnet COMMAND FILE</c> shall print, and the code that it shall end with.</summary>
    public void Answer(string command, string file, string text, int exitCode = 1)
    {
        Write($"stub/{command}-{file}", text.EndsWith('\n') ? text : text + "\n");
        Write($"stub/{command}-{file}.exit", $"{exitCode}");
    }

    /// <summary>The results that one test assembly shall leave behind.</summary>
    public void Results(string name, int total, int executed, int passed, int exitCode)
    {
        Write($"stub/{name}.trx", $"""
            <TestRun>
              <UnitTestResult testName="{name}.Falls" outcome="Failed" />
              <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" error="0" />
            </TestRun>
            """);
        Answer("test", name, "", exitCode);
    }

    public ShellResult Run(string command) => Shell.Run(Root, command, new Dictionary<string, string>
    {
        ["PATH"] = bin,
        ["STUB"] = stub,
        ["TWIN_CHROMIUM"] = "",
        ["TWIN_LONG"] = "",
    });

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
