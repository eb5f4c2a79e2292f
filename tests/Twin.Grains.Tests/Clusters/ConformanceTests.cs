using Twin.Conformance;
using Twin.Contracts;

namespace Twin.Grains.Tests.Clusters;

/// <summary>The cluster's twin keeps what every twin promises, and the suite tells broken ones from it.</summary>
public sealed class ConformanceTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("TWIN_LONG") == "1";

    [Fact]
    public Task It_keeps_every_promise() => Suite.Holds(UnderTest.Start);

    [Fact]
    public Task Broken_twins_are_rejected_and_otherwise_pass() => Suite.RejectsBrokenTwins(UnderTest.Start, all: Long);

    private sealed class UnderTest : ITwinUnderTest
    {
        private readonly TwinClusterOptions _options = SmallCluster.Standard with
        {
            Paused = true, Speed = 12_000, DataFolder = Directory.CreateTempSubdirectory("twin-conformance-").FullName,
        };

        private SqliteClusterStore _store = null!;
        private SmallCluster _cluster = null!;

        public ITwin Twin => _cluster.Twin;

        public static async Task<ITwinUnderTest> Start()
        {
            var under = new UnderTest();
            await under.Open();
            return under;
        }

        public async Task Crash()
        {
            foreach (var silo in _cluster.Silos.GetActiveSilos().ToArray())
            {
                await _cluster.Silos.KillSiloAsync(silo);
            }

            await _cluster.DisposeAsync();
            _store.Dispose();
            await Open();
        }

        public async ValueTask DisposeAsync()
        {
            await _cluster.DisposeAsync();
            _store.Dispose();
            Directory.Delete(_options.DataFolder!, recursive: true);
        }

        private async Task Open()
        {
            _store = new SqliteClusterStore(_options);
            _cluster = await SmallCluster.Start(_options, 1, _store);
        }
    }
}
