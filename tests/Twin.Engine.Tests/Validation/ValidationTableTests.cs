using Twin.Tests;

namespace Twin.Engine.Tests.Validation;

/// <summary>README's table of validation is what the twin computes today.</summary>
public sealed class ValidationTableTests
{
    private const string Begin = "<!-- validation -->\n";
    private const string End = "\n<!-- /validation -->";

    [SharedDataFact]
    public void The_table_in_README_is_what_is_computed()
    {
        var path = Readme();
        var readme = File.ReadAllText(path);
        var (from, to) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        (from >= 0 && to >= from).ShouldBeTrue("README.md lacks the marks <!-- validation --> and <!-- /validation --> that the table stands between.");
        var table = ValidationTable.Markdown();
        if (Environment.GetEnvironmentVariable("TWIN_WRITE_README") == "1")
        {
            readme = readme[..(from + Begin.Length)] + table + readme[to..];
            File.WriteAllText(path, readme);
        }

        var end = readme.IndexOf(End, StringComparison.Ordinal);
        var written = end > from + Begin.Length ? readme[(from + Begin.Length)..end] : "";
        written.ShouldBe(table, "README.md tells other figures than the twin computes. If the new ones are right, run this test with TWIN_WRITE_README=1 and commit what it writes.");
    }

    private static string Readme()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Twin.sln")))
        {
            at = at.Parent;
        }

        return Path.Combine(at?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout: no Twin.sln above them."), "README.md");
    }
}
