using System.Text.RegularExpressions;

namespace Twin.House.Tests;

/// <summary>The rules of the house that a machine can hold, as functions of a file's name and text.</summary>
internal static class Tidy
{
    /// <summary>Longest file that is kept, in bytes: larger ones are data, and live beside the repository.</summary>
    private const int MaxFileBytes = 400 * 1024;

    private sealed record Word(string Pattern, string Files, string Instead);

    private static readonly Word[] Banned =
    [
        new(@"\b(TODO|FIXME|HACK|XXX)\b", @".", "do it now, or file an issue"),
        new(@"\bNotImplementedException\b", @"\.cs$", "write it, or leave the member out"),
        new(@"\b(class|struct|record|interface|enum)\s+(struct\s+|class\s+)?\w*(Manager|Helpers?|Utils?|Utilit(y|ies)|Common|Base|Processor)\b",
            @"\.cs$", "name it for the thing in the data center that it is, or for what it does"),
        new(@"\bThread\.Sleep\b", @"^tests/.*\.cs$", "wait for a fact, and say which fact did not come"),
        new(@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b", @"\.cs$", "take a TimeProvider as an argument"),
        new(@"\bnew Random\(|\bRandom\.Shared\b", @"^src/.*\.cs$", "use the counter-based noise of the model"),
        new(@"\b(api\.|www\.)?nuget\.org\b|\bregistry\.npmjs\.org\b|\bnpmmirror\.com\b|\b(deb\.debian|archive\.ubuntu|pypi|pkgs\.dev\.azure)\.(org|com)\b", @".",
            "name the package; whoever builds has a source of their own"),
        new(@"(?<![\w./~-])/(tmp|work|home|root|Users)/", @".", "write a path relative to the checkout, or ask the system for a temporary one"),
    ];

    private static readonly Regex PlanFile =
        new(@"(^|/)(plan|notes?|handoff|hand-off|status|progress|summary|phase[^/]*|roadmap|todo)([-_.][^/]*)?\.(md|txt)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);

    /// <summary>One sentence for each breach in one file: where, what, and what instead.</summary>
    public static IEnumerable<string> Breaches(string path, string text)
    {
        if (text.Length > MaxFileBytes)
        {
            yield return $"{path}: {text.Length} bytes, more than {MaxFileBytes}: split it, or make it from its source when building";
        }

        if (PlanFile.IsMatch(path))
        {
            yield return $"{path}: plans and notes go stale in the tree: put them into an issue, or what lasts into README.md";
        }

        if (path.EndsWith("package-lock.json", StringComparison.Ordinal) && Regex.IsMatch(text, "\"resolved\": *\"https?:"))
        {
            yield return $"{path}: names a registry's host: put omit-lockfile-registry-resolved=true into .npmrc beside it and run npm install again";
        }

        if (path.EndsWith("packages.lock.json", StringComparison.Ordinal) && Regex.IsMatch(text, "\"(Microsoft\\.Orleans|MudBlazor)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture))
        {
            yield return $"{path}: a lock file with the hashes of Orleans or MudBlazor does not restore from every source: remove it";
        }

        if (text.Contains('\0'))
        {
            yield break;   // a picture or an archive: nothing to read
        }

        foreach (var word in Banned.Where(word => Regex.IsMatch(path, word.Files)))
        {
            foreach (Match match in Regex.Matches(text, word.Pattern))
            {
                var line = text.AsSpan(0, match.Index).Count('\n') + 1;
                yield return $"{path}:{line}: '{match.Value.Trim()}': {word.Instead}";
            }
        }
    }
}
