using Twin.Contracts;
using Twin.Engine;
using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Postgres;
using Twin.Model;

namespace Twin.Grains.Tests.Storage;

/// <summary>What the grains rely on holds for each store alike.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterStoreTests(PostgresServer server)
{
    private static readonly NodePath Node = NodePath.Parse("a/b");

    [Fact]
    public async Task Sqlite_keeps_what_a_cluster_relies_on()
    {
        var folder = Directory.CreateTempSubdirectory("twin-store-").FullName;
        try
        {
            await Holds(SmallCluster.Standard with { DataFolder = folder }, static options => new SqliteClusterStore(options));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [PostgresFact]
    public Task Postgres_keeps_what_a_cluster_relies_on() =>
        Holds(SmallCluster.Standard with { Postgres = server.NewDatabase() }, static options => new PostgresClusterStore(options));

    [PostgresFact]
    public async Task Of_two_processes_that_write_the_record_at_once_one_does()
    {
        var options = SmallCluster.Standard with { Postgres = server.NewDatabase() };
        using var one = new PostgresClusterStore(options);
        using var two = new PostgresClusterStore(options);
        one.SharedKey.ShouldBe(two.SharedKey);
        for (var i = 0; i < 20; i++)
        {
            var record = await one.ReadRoot();
            var written = await Task.WhenAll(one.Write(record with { Writer = "one" }, Entry(i + 1, i, $"one-{i}")), two.Write(record with { Writer = "two" }, Entry(i + 1, i, $"two-{i}")));
            written.Count(w => w is not null).ShouldBe(1);
            (await two.ReadRoot()).ShouldBe(written.Single(w => w is not null));
        }

        (await one.From(0)).Count.ShouldBe(20);
    }

    private static async Task Holds(TwinClusterOptions options, Func<TwinClusterOptions, SqlClusterStore> open)
    {
        RootRecord record;
        using (var store = open(options))
        {
            record = await store.ReadRoot();
            (record.Epoch, record.SavedTick, record.Reserved, record.Tail, record.Paused, record.Speed).ShouldBe((0, -1, -1, 0, options.Paused, options.Speed));

            var next = (await store.Write(record with { Epoch = 1, Tail = 1, Paused = true, Speed = 0.1 + 0.2, Writer = "me" }, Entry(1, 7, "first")))!;
            next.ShouldBe(record with { Version = record.Version + 1, Epoch = 1, Tail = 1, Paused = true, Speed = 0.1 + 0.2, Writer = "me" });
            (await store.Write(record with { Epoch = 9 }, Entry(2, 8, "late"))).ShouldBeNull("an old version was written over a newer one");
            (await store.Find("late")).ShouldBeNull("a command came in with a write that was refused");
            await Should.ThrowAsync<DataFolderException>(() => store.Write(next with { Epoch = 2 }, Entry(3, 9, "first")));
            (await store.ReadRoot()).ShouldBe(next, "half of a write was made");
            record = (await store.Write(next with { Tail = 2 }, Entry(2, 5, "second")))!;
            (await store.Find("second"))!.Tick.ShouldBe(5);
            (await store.From(6)).Select(e => e.Command.Id).ShouldBe(["first"]);
            (await store.From(0)).Select(e => e.Command).ShouldBe([Entry(1, 7, "first").Command, Entry(2, 5, "second").Command]);

            await store.SaveNode(1, 60, Node, [1, 2, 3]);
            await store.SaveNode(1, 60, Node, [4, 5, 6]);
            await store.SaveNode(1, 120, Node, [7]);
            (await store.LoadNode(1, 60, Node)).ShouldBe([4, 5, 6]);
            await store.KeepOnly(1, 120);
            await Should.ThrowAsync<FormatException>(() => store.LoadNode(1, 60, Node));

            store.History.Write([new HistoryRow(60_000, 2, 0, [1])], [new OccurrenceView(1, 3, default), new OccurrenceView(2, 4, default)]);
            store.History.Write([new HistoryRow(60_000, 2, 0, [1])], [new OccurrenceView(2, 5, default)]);
            store.History.Occurrences(4, 10).Select(o => o.Sequence).ShouldBe([1], "an occurrence that happened again, later, replaces the old one");
        }

        using (var store = open(options))
        {
            (await store.ReadRoot()).ShouldBe(record);
            (await store.LoadNode(1, 120, Node)).ShouldBe([7]);
            store.History.Trim([new HistoryKeep(60_000, 1_000)], 10_000_000, 3, 1);
            store.History.Occurrences(100, 10).Select(o => o.Sequence).ShouldBe([2]);
        }

        Should.Throw<DataFolderException>(() => open(options with { Seed = options.Seed + 1 })).Message.ShouldContain("belongs to another twin");
        using var again = open(options);
        again.SharedKey.Length.ShouldBe(64);
    }

    private static JournalEntry Entry(long sequence, long tick, string id) => new(sequence, tick, new EndCommand { Id = id, EventId = "e", By = "test" }, 1);
}
