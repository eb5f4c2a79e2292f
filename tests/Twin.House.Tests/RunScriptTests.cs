namespace Twin.House.Tests;

/// <summary>What <c>./run</c> builds and starts, shown with a stubbed <c>dotnet</c>.</summary>
public sealed class RunScriptTests
{
    [Fact]
    public void It_builds_and_starts_and_passes_its_options_on()
    {
        using var checkout = new StubCheckout();

        var result = checkout.Run("./run --world 'a b' --ephemeral");

        result.Lines[^1].ShouldBe("started: out/twin.dll serve --world a b --ephemeral");
        checkout.Calls.ShouldContain(call => call.StartsWith("build src/Twin.Cli/Twin.Cli.csproj -c Release"));
    }

    [Fact]
    public void It_starts_the_cluster_edition_where_its_packages_restore_and_the_tool_elsewhere()
    {
        using var checkout = new StubCheckout();
        checkout.Write("src/Twin.Silo/Twin.Silo.csproj", "<Project />");

        checkout.Run("./run").Lines[^1].ShouldBe("started: out/twin.dll serve");
        checkout.Calls.ShouldContain(call => call.StartsWith("build src/Twin.Silo/Twin.Silo.csproj -c Release"));

        using var without = new StubCheckout();
        without.Write("src/Twin.Silo/Twin.Silo.csproj", "<Project />");
        without.Answer("restore", "Twin.sln", "/x/a.csproj : error NU1101: Unable to find package Microsoft.Orleans.Server. No packages exist");
        without.Run("./run").Lines[^2..].ShouldBe(["cluster and console NOT BUILT", "started: out/twin.dll serve"]);
        without.Calls.ShouldContain(call => call.StartsWith("build src/Twin.Cli/Twin.Cli.csproj -c Release"));
    }

    [Fact]
    public void A_second_run_builds_nothing_and_a_changed_source_builds_again()
    {
        using var checkout = new StubCheckout();
        checkout.Write("src/Twin.Api/wwwroot/index.html", "page");
        checkout.Run("./run");
        var builds = Builds(checkout);
        builds.ShouldBe(1);

        checkout.Run("./run").Lines.ShouldBe(["started: out/twin.dll serve"]);
        Builds(checkout).ShouldBe(1);

        foreach (var input in new[] { "src/Twin.Model/Rack.cs", "config/world.yaml", "global.json", "Directory.Build.props" })
        {
            checkout.Write(input, $"changed {input}");
            checkout.Run("./run");
            Builds(checkout).ShouldBe(++builds, input);
        }

        checkout.Write("src/Twin.Model/obj/x.cs", "generated");
        checkout.Run("./run");
        Builds(checkout).ShouldBe(builds, "What the build itself writes is no input.");
    }

    [Fact]
    public void A_broken_build_is_shown_starts_nothing_and_is_tried_again()
    {
        using var checkout = new StubCheckout();
        checkout.Answer("build", "Twin.Cli.csproj", "Rack.cs(1,1): error CS1002: ; expected");

        for (var time = 1; time <= 2; time++)
        {
            var result = checkout.Run("./run");
            result.ExitCode.ShouldBe(1);
            result.Output.ShouldContain("error CS1002");
            result.Output.ShouldNotContain("started");
            Builds(checkout).ShouldBe(time);
        }
    }

    [Fact]
    public void Every_run_says_when_the_cluster_edition_is_not_built()
    {
        using var checkout = new StubCheckout();
        checkout.Write("src/Twin.Api/wwwroot/index.html", "page");
        checkout.Answer("restore", "Twin.sln", "/x/a.csproj : error NU1101: Unable to find package MudBlazor. No packages exist");

        for (var time = 1; time <= 2; time++)
        {
            checkout.Run("./run").Lines[^2..].ShouldBe(["cluster and console NOT BUILT", "started: out/twin.dll serve"]);
        }

        Builds(checkout).ShouldBe(1);
        checkout.Run("./run --require-all").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Help_builds_nothing()
    {
        using var checkout = new StubCheckout();

        var help = checkout.Run("./run --help").Output;

        foreach (var option in new[] { "--urls", "--world", "--speed", "--step", "--seed", "--data", "--ephemeral", "--postgres", "--join", "--require-all" })
        {
            help.ShouldContain(option);
        }

        checkout.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_or_old_tool_is_named_with_the_way_to_mend_it()
    {
        using var checkout = new StubCheckout();
        checkout.Write("src/Twin.Api/page/package.json", "{}");
        checkout.Run("./run").Output.ShouldContain("needs Node.js 20 or later with npm; found: none");

        checkout.Executable("npm", "#!/bin/sh\n");
        checkout.Executable("node", "#!/bin/sh\necho v18.20.1\n");
        checkout.Run("./run").Output.ShouldContain("found: v18.20.1");

        checkout.Write("stub/version.exit", "145");
        checkout.Run("./run").Output.ShouldContain("global.json, which asks for 10.0.100");

        File.Delete(Path.Combine(checkout.Root, "bin", "dotnet"));
        checkout.Run("./run").Output.ShouldContain("no 'dotnet' on PATH");
    }

    [Fact]
    public void The_page_is_bundled_when_its_sources_change_and_not_otherwise()
    {
        using var checkout = new StubCheckout();
        checkout.Write("src/Twin.Api/page/package.json", "{}");
        checkout.Executable("node", "#!/bin/sh\necho v20.1.0\n");
        checkout.Executable("npm", "#!/usr/bin/env bash\nprintf '%s\\n' \"npm $*\" >>\"$STUB/calls\"\nmkdir -p ../wwwroot\n");
        const string bundle = "source build/steps.sh; build_page";

        checkout.Run(bundle).ExitCode.ShouldBe(0);
        checkout.Run(bundle).ExitCode.ShouldBe(0);
        checkout.Calls.ShouldBe(["npm ci --no-audit --no-fund", "npm run build"]);

        checkout.Write("src/Twin.Api/page/map.ts", "map");
        checkout.Run(bundle);
        checkout.Calls.Count.ShouldBe(4);
    }

    private static int Builds(StubCheckout checkout) => checkout.Calls.Count(call => call.StartsWith("build", StringComparison.Ordinal));
}
