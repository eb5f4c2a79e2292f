using System.Text.RegularExpressions;

namespace Twin.Workplace.Tests;

public sealed class WordTests
{
    /// <summary>The keys that the console's pages name, read from their sources.</summary>
    private static IEnumerable<string> Asked =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Twin.Console"), "*", SearchOption.AllDirectories)
        where file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match match in Regex.Matches(File.ReadAllText(file), "\"((console|compose|events|inject|racks?|grid|settings|nowhere|cluster|floor|state|numbers|center|crumbs)\\.[\\w.]*\\w)\"")
        select match.Groups[1].Value;

    private static string Root => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    [Fact]
    public void Every_word_that_a_page_asks_for_is_in_the_resource()
    {
        Asked.Count().ShouldBeGreaterThan(80);
        Asked.Distinct().Except(Words.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_event_has_its_words() =>
        Enum.GetValues<Model.EventKind>().Where(kind => Words.Kind(kind) == kind.ToString() && Words.Find($"kind.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}") is null).ShouldBeEmpty();
}
