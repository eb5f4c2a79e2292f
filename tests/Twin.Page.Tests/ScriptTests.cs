using System.Diagnostics;

namespace Twin.Page.Tests;

public sealed class ScriptTests
{
    /// <summary>The page's own tests of words, geometry and store, by Node's runner.</summary>
    [Fact]
    public async Task The_pages_unit_tests_pass()
    {
        var page = Path.Combine(Root(), "src", "Twin.Api", "page");
        Directory.Exists(Path.Combine(page, "node_modules")).ShouldBeTrue("the page's packages are not there: run ./test, or npm ci in src/Twin.Api/page");
        var start = new ProcessStartInfo("npm", ["test", "--silent"]) { WorkingDirectory = page, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("NODE_OPTIONS");
        using var npm = Process.Start(start)!;
        var (output, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        npm.ExitCode.ShouldBe(0, await output + await errors);
        (await output).ShouldContain("# fail 0");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Twin.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Twin.sln above the tests: run them from a checkout.");
        }

        return folder.FullName;
    }
}
