using System.Text;

namespace Twin.House.Tests;

public sealed class TidyTests
{
    /// <summary>The rules themselves and the examples of what they refuse.</summary>
    private static readonly string[] NotRead = ["tests/Twin.House.Tests/Tidy.cs", "tests/Twin.House.Tests/TidyTests.cs"];

    [Fact]
    public void The_tree_is_tidy() =>
        Checkout.Files.Except(NotRead)
            .SelectMany(file => Tidy.Breaches(file, File.ReadAllText(Path.Combine(Checkout.Root, file), Encoding.Latin1)))
            .ShouldBeEmpty();

    [Fact]
    public void A_lock_file_of_npm_stands_beside_the_setting_that_keeps_hosts_out_of_it() =>
        Checkout.Files.Where(file => file.EndsWith("package-lock.json", StringComparison.Ordinal))
            .Select(file => Path.Combine(Checkout.Root, Path.GetDirectoryName(file)!, ".npmrc"))
            .Where(npmrc => !File.Exists(npmrc) || !File.ReadAllLines(npmrc).Contains("omit-lockfile-registry-resolved=true"))
            .ShouldBeEmpty("Each of these needs the line omit-lockfile-registry-resolved=true.");

    [Theory]
    [InlineData("src/Rack.cs", "// TODO: later")]
    [InlineData("README.md", "FIXME")]
    [InlineData("src/Rack.cs", "throw new NotImplementedException();")]
    [InlineData("src/Rack.cs", "internal sealed class RackManager")]
    [InlineData("src/Rack.cs", "public abstract record struct ReadingBase(int X);")]
    [InlineData("tests/RackTests.cs", "Thread.Sleep(100);")]
    [InlineData("src/Clock.cs", "var now = DateTime.UtcNow;")]
    [InlineData("src/Rack.cs", "var chance = new Random(1);")]
    [InlineData("README.md", "see https://api.nu" + "get.org/v3")]
    [InlineData("config/world.yaml", "weather: /tmp/datong.epw")]
    [InlineData("src/Rack.cs", "\"/home/somebody/x\"")]
    [InlineData("docs/plan.md", "")]
    [InlineData("PHASE-2.md", "")]
    [InlineData("docs/Notes-on-racks.txt", "")]
    [InlineData("page/package-lock.json", "\"resolved\": \"https://example.org/lit.tgz\"")]
    [InlineData("src/packages.lock.json", "\"MudBlazor\": { \"contentHash\": \"x\" }")]
    public void A_breach_is_found(string path, string text) => Tidy.Breaches(path, text).ShouldHaveSingleItem().ShouldStartWith(path);

    [Theory]
    [InlineData("src/Rack.cs", "internal sealed class Database; // methodology, ${TMPDIR:-/tmp}")]
    [InlineData("src/Tower.cs", "internal sealed class BaseLoad;")]
    [InlineData("README.md", "https://example.org/ho" + "me/page and src/wo" + "rk/x")]
    [InlineData("config/summary.yaml", "")]
    public void What_only_looks_alike_is_left_alone(string path, string text) => Tidy.Breaches(path, text).ShouldBeEmpty();

    [Fact]
    public void A_large_file_is_found() => Tidy.Breaches("a.json", new string(' ', 500_000)).ShouldHaveSingleItem();
}
