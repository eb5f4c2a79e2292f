using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Twin.Contracts;
using Twin.Engine;
using Twin.Engine.Config;
using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Hashes;
using Twin.Grains.Tests.Kills;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Grains.Tests.Postgres;

/// <summary>Two silos that are processes of their own, over PostgreSQL: killed one by one and all at once, they go on from their data, and so does an integrator's client.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TwoSilosTests(PostgresServer server, ITestOutputHelper output)
{
    private const string Arguments = "--world small --step PT60S --speed 1200 --engineer-key " + SmallCluster.EngineerKey;

    [PostgresFact]
    public async Task Two_silo_processes_are_killed_and_started_again()
    {
        var folder = Directory.CreateTempSubdirectory("twin-sample-").FullName;
        var program = await Sample.Build(folder);
        var postgres = server.NewDatabase();
        var loaded = WorldLoader.Load("small");
        var options = new TwinClusterOptions { World = loaded.World, WorldDigest = loaded.Digest, StepMs = 60_000, Speed = 1200, Postgres = postgres };
        var log = new HashLog();
        using var store = new PostgresClusterStore(options);
        await using var first = await SiloProcess.Start($"{Arguments} --urls http://127.0.0.1:0", postgres);
        await using var second = await SiloProcess.Start($"{Arguments} --join", postgres);
        using var client = await Connect(postgres);
        var root = client.Services.GetRequiredService<IClusterClient>().Network();
        await using var commands = new CommandTraffic(request => root.Inject(request), loaded.World, seed: 3);
        await using var hashes = new HashTraffic(root, log);
        var all = new List<SiloProcess> { first, second };
        string Trouble() => $"A client's last trouble: {hashes.Trouble}\n{string.Join('\n', all.Select(s => s.Said))}";
        var rack = loaded.World.DataCenters.First().Path.Child(NodePath.RackName(3));
        await using var sample = new ChildProcess($"{program} twin {first.Gateway},{second.Gateway} {SmallCluster.EngineerKey} {rack}");
        await SampleWorks(sample, rack);
        await log.Beyond(20, Trouble);

        await first.Kill();
        await log.Beyond(log.Last + 20, Trouble);
        await SampleWorks(sample, rack);
        Regex.Count(sample.Said, "takes effect in tick").ShouldBe(1, sample.Said);
        await sample.Kill();
        await Answers(second);
        output.WriteLine($"one of two killed: tick {log.Last}, {commands.Acknowledged.Count} commands, {commands.Again} asked again");

        await second.Kill();
        var before = log.Last;
        await using var third = await SiloProcess.Start($"{Arguments} --urls http://127.0.0.1:0", postgres);
        await using var fourth = await SiloProcess.Start($"{Arguments} --join", postgres);
        all.AddRange([third, fourth]);
        await log.Beyond(before + 20, Trouble);
        await Answers(third);
        await Answers(fourth);
        third.Said.ShouldContain("goes on at");

        await commands.DisposeAsync();
        await hashes.DisposeAsync();
        commands.Acknowledged.ShouldNotBeEmpty();
        (long, TwinCommand)[] journal = [.. (await store.From(0)).Select(e => (e.Tick, e.Command))];
        Oracle.Compare(options, log, journal, 1, "Two silos over PostgreSQL.").ShouldBeNull();
        commands.Differences([.. journal.Where(j => !j.Item2.Id.StartsWith("sample-", StringComparison.Ordinal))]).ShouldBeEmpty();
        journal.Count(j => j.Item2.Id.StartsWith("sample-", StringComparison.Ordinal)).ShouldBe(1, "the sample's event");
        Directory.Delete(folder, recursive: true);
        output.WriteLine($"all killed, two started: tick {log.Last}, {log.Hashes.Count} hashes, {commands.Acknowledged.Count} commands, {commands.Again} asked again");
    }

    /// <summary>It reads its rack, and is told of its hub's ticks.</summary>
    private static Task SampleWorks(ChildProcess sample, NodePath rack) =>
        Task.WhenAll(sample.Line($"^rack {rack} at tick"), sample.Line($"^hub {rack.Parent.Parent} at tick"));

    /// <summary>A silo's own API shows a complete tick.</summary>
    private static async Task Answers(SiloProcess silo)
    {
        using var http = new HttpClient();
        (await http.GetStringAsync($"{silo.Address}/api/v1/network?metrics=itKw")).ShouldContain("\"rackCount\":2000", customMessage: silo.Said);
    }

    private static async Task<IHost> Connect(string postgres)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", postgres))
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("twin", "twin"))
            .Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1))
            .Configure<ClientMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5))
            .UseConnectionRetryFilter((_, _) => Task.FromResult(true))
            .AddTwinClient(new TwinClientOptions { Key = SmallCluster.EngineerKey }));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
