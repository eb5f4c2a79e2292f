using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using Twin.Contracts;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Grains.Tests.Clusters;

/// <summary>A cluster of real silos in this process, over one store, on a small world with small halls.</summary>
internal sealed class SmallCluster : IAsyncDisposable
{
    public const string EngineerKey = "engineer", OperatorKey = "operator", ViewerKey = "viewer";

    // A rack is a rack: small halls meet the same as large ones, sooner.
    private const int MostRacksOfHall = 24;

    /// <summary>How long a fact is waited for before a test says that it did not come: far more than a slow, busy machine takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Where silos die, they must be missed soon; elsewhere a busy machine must not pass for a dead one.
    private static readonly TimeSpan ProbeOfMortals = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProbeOfOthers = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AnswerOfMortals = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerOfOthers = TimeSpan.FromMinutes(1);
    private static readonly Lazy<LoadedWorld> Loaded = new(() => WorldLoader.Load("small"));

    // By this the testing host asks silos whether they know of each other.
    private const string OfTestingHost = "Orleans.Runtime.TestHooks.ITestHooks";
    private readonly bool _ownsStore;

    private SmallCluster(TwinClusterOptions options, InProcessTestCluster silos, IClusterStore store, bool ownsStore, HashLog log) =>
        (Options, Silos, Store, _ownsStore, Log) = (options, silos, store, ownsStore, log);

    public static WorldSpec World { get; } = Small(Loaded.Value.World);

    public static string Digest => Loaded.Value.Digest + " small halls";

    public TwinClusterOptions Options { get; }

    public InProcessTestCluster Silos { get; }

    public IClusterStore Store { get; }

    public HashLog Log { get; }

    public required Warnings Warnings { get; init; }

    public IClusterClient Client => Silos.Client;

    /// <summary>The twin of the first silo that is up.</summary>
    public ITwin Twin => Silos.GetActiveSilos().First().ServiceProvider.GetRequiredService<ITwin>();

    public static TwinClusterOptions Standard { get; } = new()
    {
        World = World,
        WorldDigest = Digest,
        StepMs = 60_000,
        Speed = ClockView.MostSpeed,
        CheckpointTicks = 20,
        HashEvery = 1,
        FrameEvery = TimeSpan.Zero,
        RetryAfter = TimeSpan.FromMilliseconds(50),
        Keys = new Dictionary<string, TwinRole> { [EngineerKey] = TwinRole.Engineer, [OperatorKey] = TwinRole.Operator, [ViewerKey] = TwinRole.Viewer },
    };

    /// <param name="mortal">True where silos are going to be killed: the others miss one within seconds.</param>
    /// <param name="more">What else a silo is given.</param>
    public static async Task<SmallCluster> Start(
        TwinClusterOptions options, int silos, IClusterStore? store = null, string key = EngineerKey, bool mortal = false, Action<ISiloBuilder>? more = null)
    {
        var kept = store ?? new SqliteClusterStore(options);
        var log = new HashLog();
        var builder = new InProcessTestClusterBuilder((short)silos);
        var warnings = new Warnings();
        builder.ConfigureHost(host => host.Logging.ClearProviders().AddProvider(warnings));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(kept);
            silo.Services.AddSingleton<IStepHook>(log);
            silo.AddTwin(options with { OpenToClients = [.. options.OpenToClients, OfTestingHost] });
            silo.Configure<ClusterMembershipOptions>(m =>
            {
                m.ProbeTimeout = mortal ? ProbeOfMortals : ProbeOfOthers;
                m.NumMissedProbesLimit = 3;
                m.NumVotesForDeathDeclaration = 1;
                m.TableRefreshTimeout = TimeSpan.FromSeconds(2);
                m.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            });
            silo.Configure<SiloMessagingOptions>(m => m.ResponseTimeout = mortal ? AnswerOfMortals : AnswerOfOthers);
            more?.Invoke(silo);
        });
        builder.ConfigureClient(client => client
            .AddTwinClient(new TwinClientOptions { Key = key })
            .Configure<ClientMessagingOptions>(m => m.ResponseTimeout = mortal ? AnswerOfMortals : AnswerOfOthers));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SmallCluster(options, cluster, kept, store is null, log) { Warnings = warnings };
    }

    public INetworkGrain Root => Client.Network();

    public Task Go() => Twin.SetClock(new ClockRequest(false, null), default).AsTask();

    public Task Rest() => Twin.SetClock(new ClockRequest(true, null), default).AsTask();

    /// <summary>Waits until a tick was published with its hash.</summary>
    public Task Reached(long tick) => Log.Reached(tick).WaitAsync(Patience).ContinueWith(
        t => t.IsCompletedSuccessfully ? t : throw new TimeoutException($"Tick {tick} was not published within {Patience.TotalSeconds} s; the last is {Log.Last}. The grains said: {Warnings}", t.Exception),
        TaskScheduler.Default).Unwrap();

    public async Task<(long Tick, TwinCommand Command)[]> Journal() => [.. (await Store.From(0)).Select(e => (e.Tick, e.Command))];

    public async ValueTask DisposeAsync()
    {
        await Silos.StopAllSilosAsync();
        await Silos.DisposeAsync();
        if (_ownsStore)
        {
            ((IDisposable)Store).Dispose();
        }
    }

    private static WorldSpec Small(WorldSpec world) => world with
    {
        Regions = [.. world.Regions.Select(r => r with
        {
            Hubs = [.. r.Hubs.Select(h => h with
            {
                DataCenters = [.. h.DataCenters.Select(d => d with { Halls = [.. d.Halls.Select(x => x with { Racks = Math.Min(x.Racks, MostRacksOfHall) })] })],
            })],
        })],
    };
}
