using System.Text.RegularExpressions;

namespace Twin.House.Tests;

/// <summary>Holds README.md to what is there: its commands run, and the files and projects that it names exist.</summary>
[Collection(RunningTwinCollection.Name)]
public sealed class ReadmeTests(RunningTwin twin)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    public static TheoryData<string> Commands => [.. ReadmeCommands.All.Select(command => command.Line)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_does_what_it_says(string line) => ReadmeCommands.All.Single(command => command.Line == line).Run(twin);

    [Fact]
    public void Every_command_is_run_by_a_test()
    {
        var known = ReadmeCommands.All.Select(command => command.Line).ToArray();
        var shown = CommandsIn(Readme).ToArray();
        shown.ShouldNotBeEmpty();
        shown.Except(known).ShouldBeEmpty("README.md shows these, and no test runs them: add each to ReadmeCommands.All, with the way it is run (Runs, Stubbed).");
        known.Except(shown).ShouldBeEmpty("ReadmeCommands.All has these, and README.md no longer shows them: remove them.");
    }

    [Fact]
    public void Commands_are_read_from_sh_blocks_alone() =>
        CommandsIn("a\n```sh\n# why\n./one \\\n  --two\n\n./three\n```\n```json\n{}\n```\n").ShouldBe(["./one --two", "./three"]);

    [Fact]
    public void Every_fence_says_its_language() =>
        Regex.Matches(Readme, @"^```(?<language>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
            .Where((fence, index) => index % 2 == 0 && fence.Groups["language"].Value.Trim() is not ("sh" or "json" or "text" or "yaml" or "csharp"))
            .Select(fence => $"'{fence.Value}' in README.md: a block is sh, and its commands are run, or json, text, yaml, csharp.")
            .ShouldBeEmpty();

    [Fact]
    public void Every_path_it_names_exists() =>
        Regex.Matches(Readme, @"`(?<path>(\./|src/|tests/|bench/|config/|build/|\.ci/)[\w./-]+)`", RegexOptions.ExplicitCapture)
            .Select(match => match.Groups["path"].Value)
            .Where(path => !Path.Exists(Path.Combine(Checkout.Root, path)))
            .ShouldBeEmpty("README.md names these, and they are not there.");

    [Fact]
    public void Every_project_of_src_is_named() =>
        Checkout.Projects.Where(project => project.Part == "src" && !Readme.Contains($"`{project.Name}`"))
            .Select(project => project.Name)
            .ShouldBeEmpty("Say in README.md, under 'What is where', what these are.");

    private static IEnumerable<string> CommandsIn(string text) =>
        Regex.Matches(text, @"^```sh\n(?<block>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)
            .SelectMany(match => Regex.Replace(match.Groups["block"].Value, @"\s*\\\n\s*", " ").Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#');
}
