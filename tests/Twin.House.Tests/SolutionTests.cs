using System.Text.Json;
using System.Text.RegularExpressions;

namespace Twin.House.Tests;

/// <summary>The solution holds every project, and the filter all that needs neither Orleans nor Blazor.</summary>
public sealed class SolutionTests
{
    private static readonly string[] InSolution =
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(Checkout.Root, "Twin.sln")), "\"([^\"]+\\.csproj)\"")
            .Select(match => match.Groups[1].Value.Replace('\\', '/')),
    ];

    [Fact]
    public void Twin_sln_holds_every_project() =>
        InSolution.ShouldBe(Checkout.Projects.Select(p => p.Path), ignoreOrder: true, "Mend it with: dotnet sln Twin.sln add (or remove) PROJECT");

    [Fact]
    public void The_filter_holds_all_that_needs_neither_Orleans_nor_Blazor()
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "Twin.Embedded.slnf")));
        var solution = filter.RootElement.GetProperty("solution");
        solution.GetProperty("path").GetString().ShouldBe("Twin.sln");
        solution.GetProperty("projects").EnumerateArray().Select(p => p.GetString()!.Replace('\\', '/'))
            .ShouldBe(
                Checkout.Projects.Where(p => !NeedsCluster(p)).Select(p => p.Path),
                ignoreOrder: true,
                "Twin.Embedded.slnf lists every project that needs neither Orleans nor Blazor, itself or through another, and no other.");
    }

    private static bool NeedsCluster(ProjectFile project) =>
        project.Sdk == "Microsoft.NET.Sdk.Razor"
        || project.Packages.Any(p => Regex.IsMatch((string?)p.Attribute("Include") ?? "", "^(Microsoft\\.Orleans|MudBlazor)"))
        || Checkout.Files.Any(f => f.StartsWith(project.Folder + "/", StringComparison.Ordinal) && f.EndsWith(".razor", StringComparison.Ordinal))
        || project.References.Any(name => NeedsCluster(Checkout.Projects.Single(p => p.Name == name)));
}
