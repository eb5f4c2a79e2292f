using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Hashes;
using Twin.Grains.Tests.Kills;
using Xunit.Abstractions;

namespace Twin.Grains.Tests.Storage;

/// <summary>A store that conflicts, fails before and after writing, or is slow, makes no hash and no acknowledgement untrue.</summary>
public sealed class StorageFaultTests(ITestOutputHelper output)
{
    private const int MostRounds = 50;
    private static readonly bool Long = Environment.GetEnvironmentVariable("TWIN_LONG") == "1";

    [Fact]
    public async Task Faults_of_the_store_change_no_hash_and_lose_no_command()
    {
        var options = SmallCluster.Standard with { Seed = 11, CheckpointTicks = 5, ReservedTicks = 3, LendAllUpTo = 0 };
        using var store = new FaultyStore(new SqliteClusterStore(options), 11);
        await using var cluster = await SmallCluster.Start(options, 2, store);
        await using var commands = new CommandTraffic(cluster, 11);
        await cluster.Reached(3);
        store.Fails = true;
        for (var second = 0; second < (Long ? 10 : 3) || store.Before == 0 || store.After == 0; second++)
        {
            second.ShouldBeLessThan(MostRounds, "the store never failed both before and after a write");

            // A second root writes: the first one's next write fails, and it stands down.
            await store.OtherRootWrites();
            await cluster.Reached(cluster.Log.Last + 15);
        }

        store.Fails = false;
        await commands.DisposeAsync();
        var journal = await cluster.Journal();
        await cluster.Reached(journal[^1].Tick);
        await cluster.Rest();
        Oracle.Compare(options, cluster.Log, journal, 1, "The store was faulty with seed 11.").ShouldBeNull();
        commands.Differences(journal).ShouldBeEmpty();
        output.WriteLine($"{store.Before} failures before a write, {store.After} after one, {await KillSweepTests.Summary(cluster, commands)}");
    }
}
