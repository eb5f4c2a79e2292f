namespace Twin.House.Tests;

/// <summary>Which project may know which: the arrows of the design, and whatever they reach.</summary>
internal static class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Twin.Model"] = [],
        ["Twin.Contracts"] = ["Twin.Model"],
        ["Twin.Engine"] = ["Twin.Contracts"],
        ["Twin.Api"] = ["Twin.Contracts"],
        ["Twin.Client"] = ["Twin.Contracts"],
        ["Twin.Cli"] = ["Twin.Engine", "Twin.Api"],
        ["Twin.Grains.Abstractions"] = ["Twin.Contracts"],
        ["Twin.Grains"] = ["Twin.Grains.Abstractions", "Twin.Engine"],
        ["Twin.Console"] = ["Twin.Contracts"],
        ["Twin.Silo"] = ["Twin.Grains", "Twin.Api", "Twin.Cli", "Twin.Console"],
    };

    /// <summary>One sentence for each reference that the design does not allow, with the way to mend it.</summary>
    /// <param name="projects">Each project's part of the tree (src, tests, bench), name and project references.</param>
    public static IEnumerable<string> Violations(IEnumerable<(string Part, string Name, string[] References)> projects)
    {
        foreach (var (part, name, references) in projects)
        {
            if (part == "src" && !Arrows.ContainsKey(name))
            {
                yield return $"{name} is not in the design. A project exists only to enforce one 'may not know': make it a folder "
                    + "of an existing project, or add it with its arrows to ProjectArrows.";
                continue;
            }

            var allowed = part == "src" ? Reach(name) : [.. Arrows.Keys];
            foreach (var reference in references.Where(reference => !allowed.Contains(reference)))
            {
                // A suite that several test projects share is a library among the tests, and no test project itself.
                var shared = part == "tests" && !Arrows.ContainsKey(reference) && !reference.EndsWith(".Tests", StringComparison.Ordinal);
                if (!shared)
                {
                    yield return $"{name} may not reference {reference}; it may know {Said(allowed)}. "
                        + "Move what it needs to a project that both may know, or pass it in.";
                }
            }
        }
    }

    private static SortedSet<string> Reach(string name)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var next in Arrows[name])
        {
            reached.Add(next);
            reached.UnionWith(Reach(next));
        }

        return reached;
    }

    private static string Said(SortedSet<string> allowed) => allowed.Count == 0 ? "no project" : string.Join(", ", allowed);
}
