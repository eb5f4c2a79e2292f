namespace Twin.House.Tests;

public sealed class ProjectArrowsTests
{
    [Fact]
    public void The_projects_know_only_whom_the_design_lets_them_know() =>
        ProjectArrows.Violations(Checkout.Projects.Select(p => (p.Part, p.Name, p.References))).ShouldBeEmpty();

    [Theory]
    [InlineData("src", "Twin.Model", "Twin.Contracts")]
    [InlineData("src", "Twin.Contracts", "Twin.Engine")]
    [InlineData("src", "Twin.Api", "Twin.Engine")]
    [InlineData("src", "Twin.Engine", "Twin.Api")]
    [InlineData("src", "Twin.Console", "Twin.Grains")]
    [InlineData("src", "Twin.Cli", "Twin.Model.Tests")]
    [InlineData("src", "Twin.Shared", "Twin.Model")]
    [InlineData("tests", "Twin.Api.Tests", "Twin.Model.Tests")]
    [InlineData("bench", "Twin.Bench", "Twin.Conformance")]
    public void A_forbidden_arrow_is_found(string part, string name, string reference) =>
        ProjectArrows.Violations([(part, name, [reference])]).Single().ShouldContain(name);

    [Theory]
    [InlineData("src", "Twin.Engine", "Twin.Model")]
    [InlineData("src", "Twin.Silo", "Twin.Engine")]
    [InlineData("tests", "Twin.Api.Tests", "Twin.Conformance")]
    [InlineData("bench", "Twin.Bench", "Twin.Engine")]
    public void An_arrow_that_the_design_reaches_is_allowed(string part, string name, string reference) =>
        ProjectArrows.Violations([(part, name, [reference])]).ShouldBeEmpty();

    [Fact]
    public void The_model_takes_no_package_but_analyzers()
    {
        var model = Checkout.Projects.Single(p => p.Name == "Twin.Model");
        model.Packages
            .Where(p => (string?)p.Attribute("IncludeAssets") != "analyzers" || (string?)p.Attribute("PrivateAssets") != "all")
            .Select(p => $"{model.Path}: {p.Attribute("Include")?.Value}: the model references nothing but the base library.")
            .ShouldBeEmpty();
    }
}
