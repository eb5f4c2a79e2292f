namespace Twin.Grains.Tests.Postgres;

/// <summary>A silo as a program of its own, started as <c>./run</c> does.</summary>
/// <param name="Address">Where its API listens.</param>
/// <param name="Gateway">The port for Orleans clients.</param>
internal sealed record SiloProcess(ChildProcess Process, string Address, string Gateway) : IAsyncDisposable
{
    public string Said => Process.Said;

    /// <summary>Starts a silo over a database, and waits until its API listens.</summary>
    public static async Task<SiloProcess> Start(string arguments, string postgres)
    {
        var program = Path.Combine(ChildProcess.Root, "src", "Twin.Silo", "bin", ChildProcess.Configuration, "net10.0", "twin-silo.dll");
        var process = new ChildProcess($"{program} serve {arguments}", new Dictionary<string, string> { ["TWIN_POSTGRES"] = postgres });
        try
        {
            var gateway = process.Line(@"Orleans clients on port (\d+)");
            var address = await process.Line(@"^\s+open\s+(http\S+)");
            return new SiloProcess(process, address.Groups[1].Value, (await gateway).Groups[1].Value);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public Task Kill() => Process.Kill();

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
