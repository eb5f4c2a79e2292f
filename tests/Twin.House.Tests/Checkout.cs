using System.Xml.Linq;

namespace Twin.House.Tests;

/// <summary>The checkout that the tests run in, read as files.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds Twin.sln, found upwards from the test's own assembly.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>All project files under src, tests and bench, relative to the root, sorted.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
    [
        .. new[] { "src", "tests", "bench" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(ProjectFile.Read),
    ];

    /// <summary>Committed files and new ones that are not ignored, relative to the root, as git lists them.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Twin.sln above {from}: run the tests from a checkout.");
    }

    private static string[] ListFiles()
    {
        var listed = Shell.Run(Root, "git ls-files --cached --others --exclude-standard");
        listed.ExitCode.ShouldBe(0, $"These tests read the list of files from git; run them in a git checkout.\n{listed.Output}");
        return
        [
            .. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(file => File.Exists(Path.Combine(Root, file)))
                .Order(StringComparer.Ordinal),
        ];
    }
}

/// <summary>One project file: what it asks of projects and packages.</summary>
internal sealed record ProjectFile(string Path, string Sdk, string[] References, XElement[] Packages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>src, tests or bench.</summary>
    public string Part => Path[..Path.IndexOf('/')];

    public static ProjectFile Read(string path)
    {
        var root = XDocument.Load(System.IO.Path.Combine(Checkout.Root, path)).Root!;
        return new ProjectFile(
            path,
            (string?)root.Attribute("Sdk") ?? "",
            [.. root.Descendants("ProjectReference").Select(r => NameOf((string)r.Attribute("Include")!))],
            [.. root.Descendants("PackageReference")]);
    }

    private static string NameOf(string include) =>
        System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));
}
