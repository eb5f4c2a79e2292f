namespace Twin.Page.Tests;

/// <summary>The browser of this machine: the one that TWIN_CHROMIUM names, or the first on PATH.</summary>
internal static class Chromium
{
    public static string? Path { get; } = Find();

    public static string[] Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
    ];

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TWIN_CHROMIUM") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}

/// <summary>A test that needs a browser, and is skipped with one clear sentence where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "No Chromium was found. ./build/install-chromium installs one, or TWIN_CHROMIUM names one.";
        }
    }
}
