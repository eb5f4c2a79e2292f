namespace Twin.House.Tests;

/// <summary>When the embedded edition may stand in for all of it, and when it may not.</summary>
public sealed class RestoreTests
{
    private const string Restore = "source build/steps.sh; restore 0; echo \"$solution|$not_built\"";

    [Theory]
    [InlineData("error NU1101: Unable to find package Microsoft.Orleans.Sdk. No packages exist with this id in source(s): mirror", "Microsoft.Orleans.Sdk")]
    [InlineData("error NU1102: Unable to find package MudBlazor with version (= 8.3.0)", "MudBlazor")]
    [InlineData("error NU1103: Unable to find a stable package Microsoft.Orleans.Server with version (>= 10.3.0)", "Microsoft.Orleans.Server")]
    [InlineData("error NU1101: Unable to find package Microsoft.AspNetCore.App.Internal.Assets. No packages exist [Twin.sln]", "Microsoft.AspNetCore.App.Internal.Assets")]
    public void A_source_without_the_cluster_packages_names_them_and_goes_on(string error, string package)
    {
        using var checkout = new StubCheckout();
        checkout.Answer("restore", "Twin.sln", $"  Determining projects to restore...\n/x/Twin.Silo.csproj : {error}");

        var result = checkout.Run(Restore);

        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain($"The package source lacks {package}.");
        result.Lines[^1].ShouldBe("Twin.Embedded.slnf|cluster and console NOT BUILT");
    }

    [Theory]
    [InlineData("error NU1101: Unable to find package YamlDotNet. No packages exist with this id")]
    [InlineData("error NU1101: Unable to find package Orleans.Look.Alike. No packages exist with this id")]
    [InlineData("error NU1301: Unable to load the service index for source mirror.")]
    [InlineData("error NU1605: Warning As Error: Detected package downgrade: Dapper from 2.1 to 2.0.")]
    [InlineData("error NU1010: The PackageReference item Microsoft.Orleans.Sdk lacks a PackageVersion.")]
    [InlineData("error MSB4025: The project file could not be loaded.")]
    [InlineData("error : Access is denied.")]
    public void Any_other_error_beside_them_is_a_failure_and_is_shown(string error)
    {
        using var checkout = new StubCheckout();
        checkout.Answer("restore", "Twin.sln", $"""
            /x/Twin.Silo.csproj : error NU1101: Unable to find package Microsoft.Orleans.Sdk. No packages exist with this id
            /x/Twin.Engine.csproj : {error}
            """);

        var result = checkout.Run(Restore);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain(error);
        result.Output.ShouldNotContain("NOT BUILT");
        checkout.Calls.ShouldNotContain(call => call.Contains("slnf"));
    }

    [Fact]
    public void A_failure_without_a_known_error_is_a_failure()
    {
        using var checkout = new StubCheckout();
        checkout.Answer("restore", "Twin.sln", "Killed");

        var result = checkout.Run(Restore);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("Killed");
    }

    [Fact]
    public void What_is_missing_below_a_cluster_package_counts_as_the_same_cause()
    {
        using var checkout = new StubCheckout();
        checkout.Answer("restore", "Twin.sln", BelowOrleans(checkout));

        checkout.Run(Restore).Lines[^1].ShouldBe("Twin.Embedded.slnf|cluster and console NOT BUILT");
    }

    [Fact]
    public void A_source_that_has_a_cluster_package_in_another_version_only_lacks_it()
    {
        using var checkout = new StubCheckout();
        checkout.Answer("restore", "Twin.sln", """
            /x/a.csproj : error NU1603: Warning As Error: Twin.Grains depends on Microsoft.Orleans.Client (>= 10.3.0) but Microsoft.Orleans.Client 10.3.0 was not found. Microsoft.Orleans.Client 10.3.1 was resolved instead.
            """);

        var result = checkout.Run(Restore);

        result.Lines[^1].ShouldBe("Twin.Embedded.slnf|cluster and console NOT BUILT");
        result.Output.ShouldContain("Microsoft.Orleans.Client");
    }

    [Theory]
    [InlineData("System.IO.Hashing\": ", "Serilog\": ")]              // nobody says that Orleans asks for it
    [InlineData("\"Dapper >= 1\"", "\"System.IO.Hashing >= 1\"")]   // the project asks for it itself
    public void What_is_missing_for_another_reason_is_a_failure(string replaced, string by)
    {
        using var checkout = new StubCheckout();
        var log = BelowOrleans(checkout);
        var graph = File.ReadAllText(Path.Combine(checkout.Root, "src/Twin.Silo/obj/project.assets.json"));
        graph.ShouldContain(replaced);
        checkout.Write("src/Twin.Silo/obj/project.assets.json", graph.Replace(replaced, by));
        checkout.Answer("restore", "Twin.sln", log);

        checkout.Run(Restore).ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_fallback_that_does_not_restore_is_a_failure()
    {
        using var checkout = new StubCheckout();
        checkout.Answer("restore", "Twin.sln", "/x/a.csproj : error NU1101: Unable to find package MudBlazor. No packages exist");
        checkout.Answer("restore", "Twin.Embedded.slnf", "/x/b.csproj : error NU1101: Unable to find package MudBlazor. No packages exist");

        var result = checkout.Run(Restore);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("Twin.Embedded.slnf did not restore");
    }

    [Fact]
    public void Require_all_makes_the_fallback_a_failure()
    {
        using var checkout = new StubCheckout("A.Tests");
        checkout.Answer("restore", "Twin.sln", "/x/a.csproj : error NU1101: Unable to find package MudBlazor. No packages exist");

        foreach (var command in new[] { "./test --require-all", "./run --require-all" })
        {
            var result = checkout.Run(command);
            result.ExitCode.ShouldBe(1, command);
            result.Output.ShouldContain("MudBlazor");
            checkout.Calls.ShouldNotContain(call => call.StartsWith("build"));
        }
    }

    /// <summary>As a source answers that has Microsoft.Orleans.Server, but not all that it asks for.</summary>
    private static string BelowOrleans(StubCheckout checkout)
    {
        checkout.Write("src/Twin.Silo/obj/project.assets.json", """
            {
              "targets": {
                "net10.0": {
                  "Microsoft.Orleans.Server/10.3.0": {
                    "type": "package",
                    "dependencies": {
                      "Microsoft.Extensions.Hosting": "10.0.5",
                      "Microsoft.Orleans.Runtime": "10.3.0"
                    },
                    "compile": {
                      "lib/net10.0/Server.dll": {}
                    }
                  },
                  "Microsoft.Extensions.Hosting/10.0.11": {
                    "type": "package",
                    "dependencies": {
                      "System.IO.Hashing": "10.0.0"
                    }
                  }
                }
              },
              "projectFileDependencyGroups": {
                "net10.0": [
                  "Dapper >= 1",
                  "Microsoft.Orleans.Server >= 10.3.0"
                ]
              }
            }
            """);
        var project = Path.Combine(checkout.Root, "src/Twin.Silo/Twin.Silo.csproj");
        return $"""
            {project} : error NU1603: Warning As Error: Microsoft.Orleans.Server 10.3.0 depends on Microsoft.Extensions.Hosting (>= 10.0.5) but Microsoft.Extensions.Hosting 10.0.5 was not found.
            {project} : error NU1101: Unable to find package Microsoft.Orleans.Runtime. No packages exist with this id
            {project} : error NU1101: Unable to find package System.IO.Hashing. No packages exist with this id
            {project} : error NU1605: Warning As Error: Detected package downgrade: Microsoft.Extensions.Hosting from 10.0.11 to 10.0.5. Reference the package directly.
            {project} : error NU1605:  Twin.Silo -> Microsoft.Orleans.Server 10.3.0 -> Microsoft.Extensions.Hosting (>= 10.0.5)
            """;
    }
}
