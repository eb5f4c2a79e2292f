namespace Twin.House.Tests;

/// <summary>What <c>./test</c> says and how it ends, shown with a stubbed <c>dotnet</c>.</summary>
public sealed class TestScriptTests
{
    [Fact]
    public void It_adds_up_the_results_of_all_assemblies_in_its_last_line()
    {
        using var checkout = new StubCheckout("A.Tests", "B.Tests");
        checkout.Results("A.Tests", total: 7, executed: 7, passed: 7, exitCode: 0);
        checkout.Results("B.Tests", total: 5, executed: 5, passed: 5, exitCode: 0);

        var result = checkout.Run("./test");

        result.Lines[^1].ShouldBe("12 passed, 0 failed");
        result.ExitCode.ShouldBe(0, result.Output);
        checkout.Calls.ShouldContain(call => call.StartsWith("build Twin.sln -c Release"));
    }

    [Fact]
    public void Skipped_tests_are_counted_apart()
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Results("A.Tests", total: 7, executed: 5, passed: 5, exitCode: 0);

        var result = checkout.Run("./test");

        result.Lines[^1].ShouldBe("5 passed, 0 failed, 2 skipped");
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_failed_test_is_named_and_fails_the_run()
    {
        using var checkout = new StubCheckout("A.Tests", "B.Tests");
        checkout.Results("A.Tests", total: 3, executed: 3, passed: 2, exitCode: 1);
        checkout.Results("B.Tests", total: 4, executed: 4, passed: 4, exitCode: 0);

        var result = checkout.Run("./test");

        result.Lines[^1].ShouldBe("6 passed, 1 failed");
        result.Lines.ShouldContain("  A.Tests.Falls");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_test_host_that_crashes_is_a_failure_though_no_test_failed()
    {
        using var checkout = new StubCheckout("A.Tests", "B.Tests");
        checkout.Results("A.Tests", total: 3, executed: 3, passed: 3, exitCode: 1);
        checkout.Answer("test", "B.Tests", "The active test run was aborted.", exitCode: 134);

        var result = checkout.Run("./test");

        result.Lines[^1].ShouldBe("3 passed, 2 failed");
        result.Output.ShouldContain("B.Tests: the test host ended with exit code 134");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void No_test_at_all_is_a_failure()
    {
        using var checkout = new StubCheckout("A.Tests");

        var result = checkout.Run("./test --filter Nothing");

        result.Lines[^1].ShouldBe("0 passed, 0 failed");
        result.ExitCode.ShouldBe(1);
        checkout.Calls.ShouldContain(call => call.Contains("--filter Nothing"));
    }

    [Fact]
    public void An_assembly_without_tests_is_a_failure()
    {
        using var checkout = new StubCheckout("A.Tests", "B.Tests");
        checkout.Results("A.Tests", total: 3, executed: 3, passed: 3, exitCode: 0);

        var result = checkout.Run("./test");

        result.Output.ShouldContain("B.Tests: no tests were found in it.");
        result.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_build_that_breaks_is_a_failure_and_runs_no_test()
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Answer("build", "Twin.sln", "Rack.cs(1,1): error CS1002: ; expected");

        var result = checkout.Run("./test");

        result.Output.ShouldContain("error CS1002");
        result.ExitCode.ShouldBe(1);
        checkout.Calls.ShouldNotContain(call => call.StartsWith("test"));
    }

    [Fact]
    public void Where_the_cluster_packages_are_missing_its_last_lines_say_so()
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Results("A.Tests", total: 1, executed: 1, passed: 1, exitCode: 0);
        checkout.Answer("restore", "Twin.sln", "/x/a.csproj : error NU1101: Unable to find package MudBlazor. No packages exist");

        var result = checkout.Run("./test");

        result.Lines[^2..].ShouldBe(["cluster and console NOT BUILT", "1 passed, 0 failed"]);
        result.ExitCode.ShouldBe(0);
        checkout.Calls.ShouldContain(call => call.StartsWith("build Twin.Embedded.slnf"));
    }

    [Fact]
    public void A_machine_without_Chromium_is_told_so_in_one_line()
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Results("A.Tests", total: 1, executed: 1, passed: 1, exitCode: 0);

        checkout.Run("./test").Lines.Count(line => line.Contains("No Chromium was found")).ShouldBe(1);
        checkout.Executable("chromium", "#!/bin/sh\n");
        checkout.Run("./test").Output.ShouldNotContain("No Chromium was found");
    }

    [Fact]
    public void Long_tests_run_when_asked_for()
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Results("A.Tests", total: 1, executed: 1, passed: 1, exitCode: 0);

        checkout.Run("./test");
        checkout.Calls.ShouldNotContain(call => call.Contains("TWIN_LONG"));
        checkout.Run("./test --long");
        checkout.Calls.ShouldContain(call => call.StartsWith("test ", StringComparison.Ordinal) && call.EndsWith("TWIN_LONG=1", StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_does_not_know_it_refuses()
    {
        using var checkout = new StubCheckout("A.Tests");

        checkout.Run("./test --fitler X").ExitCode.ShouldBe(1);
        checkout.Run("./test --filter").ExitCode.ShouldBe(1);
        checkout.Calls.ShouldBeEmpty();
    }
}
