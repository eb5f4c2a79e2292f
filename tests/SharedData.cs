using System.IO.Compression;

namespace Twin.Tests;

/// <summary>Measured data and other programs' results, beside the checkout at <c>../shared/data</c>; not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>Folder of the data, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why tests on the data are skipped, or null.</summary>
    public static string? Absence { get; } =
        Folder is null ? "../shared/data is not beside the checkout: tests on measured data are skipped" : null;

    /// <summary>Path of a file in the data folder.</summary>
    public static string PathOf(string name) =>
        Path.Combine(Folder ?? throw new InvalidOperationException(Absence), name);

    /// <summary>Rows of a comma-separated file after its header line; unzipped when its name ends in .gz.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using Stream file = File.OpenRead(PathOf(name));
        using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.TrimEnd().Split(',');
        }
    }

    private static string? Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Twin.sln")))
            {
                string data = Path.Combine(at.FullName, "..", "shared", "data");
                return Directory.Exists(data) ? Path.GetFullPath(data) : null;
            }
        }

        return null;
    }
}

/// <summary>A fact that needs the shared data and is skipped, saying so, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Absence;
}

/// <summary>A theory that needs the shared data and is skipped, saying so, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Absence;
}
