namespace Twin.Grains.Tests.Postgres;

/// <summary>The integrator's sample, built as an integrator would: from the packed package, and nothing of <c>src</c>.</summary>
internal static class Sample
{
    /// <summary>Packs the package and what it stands on, builds the sample from it, and says where it is.</summary>
    /// <param name="folder">An empty folder for all of it.</param>
    public static async Task<string> Build(string folder)
    {
        var packages = Path.Combine(folder, "packages");
        foreach (var project in (string[])["Twin.Model", "Twin.Contracts", "Twin.Grains.Abstractions"])
        {
            await ChildProcess.Run($"pack src/{project} -c {ChildProcess.Configuration} --no-build -o {packages} -nologo");
        }

        // Into a place of its own, so that no package of an earlier build is taken for this one; others come from where they are already.
        var there = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var program = Path.Combine(folder, "bin");
        await ChildProcess.Run(
            $"build samples/ClusterClient -c Release -o {program} -nologo -p:TwinPackages={packages} -p:RestorePackagesPath={Path.Combine(folder, "unpacked")} "
            + $"-p:RestoreFallbackFolders={there} -p:BaseIntermediateOutputPath={Path.Combine(folder, "obj")}/ -p:NuGetAudit=false");
        return Path.Combine(program, "ClusterClient.dll");
    }
}
