using System.Globalization;
using System.Text;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Engine.Tests.Config;

/// <summary>The table of the default world in README.md is what the files say.</summary>
public sealed class ReadmeWorldTests
{
    // Set to write the table instead of comparing it.
    private const string Rewrite = "TWIN_WRITE_README";
    private const string Begin = "<!-- world: written by ReadmeWorldTests -->";
    private const string End = "<!-- /world -->";

    [Fact]
    public void The_table_of_hubs_is_what_the_files_say()
    {
        var file = Path.Combine(RepositoryRoot.Folder, "README.md");
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        from.ShouldBeGreaterThan(Begin.Length, $"README.md lacks the line '{Begin}'");
        to.ShouldBeGreaterThan(from, $"README.md lacks the line '{End}'");
        var table = Table(DefaultWorld.Loaded.World);
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 })
        {
            File.WriteAllText(file, text = string.Concat(text.AsSpan(0, from), table, text.AsSpan(to)));
            to = from + table.Length;
        }

        text[from..to].ShouldBe(table, $"The table is not what config says; run this test with {Rewrite}=1.");
    }

    private static string Table(WorldSpec world)
    {
        var table = new StringBuilder("\n| hub | on the grid of | data centers | racks | as standard racks | IT design, MW | standing of its figure |\n|---|---|--:|--:|--:|--:|---|\n");
        foreach (var region in world.Regions)
        {
            foreach (var hub in region.Hubs)
            {
                var figure = hub.Capacities.First(c => c.Name.StartsWith("racks", StringComparison.Ordinal));
                var standing = figure.Status == CapacityStatus.Assumed ? "assumed" : $"{figure.Status.ToString().ToLowerInvariant()}, {figure.AsOf}";
                Row(table, $"`{hub.Path}`", region.Name, hub.DataCenters, standing);
            }
        }

        Row(table, "all", $"{world.Regions.Length} grids", [.. world.DataCenters], "");
        return table.ToString();
    }

    private static void Row(StringBuilder table, string hub, string grid, DataCenterSpec[] centers, string standing)
    {
        var itKw = centers.Sum(d => d.DesignItKw);
        table.Append(CultureInfo.InvariantCulture, $"| {hub} | {grid} | {centers.Length} | {centers.Sum(d => d.RackCount):N0} | {itKw / 2.5:N0} | {itKw / 1000:N1} | {standing} |\n");
    }
}
