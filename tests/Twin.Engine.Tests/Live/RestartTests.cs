using Microsoft.Data.Sqlite;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Tests.Live;

/// <summary>A twin on a data folder goes on where it was, whether it was stopped or died.</summary>
public sealed class RestartTests
{
    private static readonly NodePath Waterless = NodePath.Parse("shanxi/datong/waterless");

    [Fact]
    public async Task A_stopped_twin_goes_on_where_it_was()
    {
        using var data = new Scratch();
        Frame last;
        string hash;
        IReadOnlyList<OccurrenceView> occurrences;
        Accepted accepted;
        await using (var first = await DrivenTwin.Start(o => o with { DataFolder = data.Path }))
        {
            await first.Tick(20);
            accepted = await first.Twin.Submit(Outage("trip"), default);
            await first.Tick(40);
            await first.Twin.DisposeAsync();
            last = first.Twin.Latest;
            occurrences = await first.Twin.Occurrences(0, 10_000, default);
            hash = Replayed(last.Tick, accepted);
        }

        await using var second = await DrivenTwin.Start(o => o with { DataFolder = data.Path, Paused = true });
        var back = second.Twin.Latest;
        back.Tick.ShouldBe(last.Tick);
        back.Epoch.ShouldBe(last.Epoch + 1);
        back.Nodes.Select(n => n.Reading.ToArray()).ShouldBe(last.Nodes.Select(n => n.Reading.ToArray()));
        back.Nodes.Select(n => n.Plant).ShouldBe(last.Nodes.Select(n => n.Plant));
        back.Events.ShouldBe(last.Events);
        (await second.Twin.Hash(default)).ShouldBe(new StateHash(last.Tick, hash));
        (await second.Twin.Occurrences(0, 10_000, default)).ShouldBe(occurrences);
        occurrences.ShouldContain(o => o.What.Kind == OccurrenceKind.SupplyLost);
        (await second.Twin.Submit(Outage("trip"), default)).ShouldBe(accepted);
    }

    [Fact]
    public async Task A_twin_that_died_steps_again_to_the_same_bits_and_past_nothing_that_was_seen()
    {
        using var data = new Scratch();
        await using var living = await DrivenTwin.Start(o => o with { DataFolder = data.Path, CheckpointTicks = 15, CheckpointEvery = TimeSpan.Zero });
        await living.Tick(20);
        var accepted = await living.Twin.Submit(Outage("trip"), default);
        foreach (var tick in (long[])[21, 29, 47])
        {
            await living.Tick(tick);
            var seen = await living.Twin.Hash(default);
            await living.Twin.Settle();
            using var image = data.CrashImage();
            await using var back = await DrivenTwin.Start(o => o with { DataFolder = image.Path, Paused = true });
            var now = await back.Twin.Hash(default);
            now.Tick.ShouldBeGreaterThanOrEqualTo(seen.Tick);
            now.Hash.ShouldBe(Replayed(now.Tick, accepted));
            seen.Hash.ShouldBe(Replayed(seen.Tick, accepted));
            (await back.Twin.Submit(Outage("another"), default)).Tick.ShouldBeGreaterThan(seen.Tick);
            (await back.Twin.Submit(Outage("trip"), default)).ShouldBe(accepted);
        }
    }

    [Fact]
    public async Task A_command_that_was_accepted_and_not_yet_stepped_outlives_a_crash()
    {
        using var data = new Scratch();
        await using var living = await DrivenTwin.Start(o => o with { DataFolder = data.Path });
        await living.Tick(5);
        await living.Twin.SetClock(new ClockRequest(true, null), default);
        var accepted = await living.Twin.Submit(Outage("trip"), default);
        accepted.Tick.ShouldBe(living.Twin.Latest.Tick + 1);
        await living.Twin.Settle();
        using var image = data.CrashImage();
        await using var back = await DrivenTwin.Start(o => o with { DataFolder = image.Path });
        var frame = await back.Tick(accepted.Tick + 2);
        frame.Events.Single().Id.ShouldBe("trip");
        var now = await back.Twin.Hash(default);
        now.Hash.ShouldBe(Replayed(now.Tick, accepted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_checkpoint_is_told_and_the_one_before_it_taken(bool all)
    {
        using var data = new Scratch();
        await using (var first = await DrivenTwin.Start(o => o with { DataFolder = data.Path, CheckpointTicks = 5, CheckpointEvery = TimeSpan.Zero }))
        {
            await first.Tick(33);
        }

        int damaged;
        using (var checkpoints = new SqliteFile(Path.Combine(data.Path, "checkpoints.db"), wal: false, "SELECT 1"))
        {
            var newest = all ? "" : " WHERE tick = (SELECT max(tick) FROM checkpoints)";
            damaged = checkpoints.Read(c => Count(c, $"UPDATE checkpoints SET state = zeroblob(length(state)){newest}"));
        }

        List<string> notices = [];
        await using var second = await DrivenTwin.Start(o => o with { DataFolder = data.Path, Paused = true, Notice = notices.Add });
        damaged.ShouldBeGreaterThan(0);
        notices.Count.ShouldBe(damaged);
        notices.ShouldAllBe(n => n.Contains("cannot be read", StringComparison.Ordinal));
        var now = await second.Twin.Hash(default);
        now.Tick.ShouldBeGreaterThanOrEqualTo(33);
        now.Hash.ShouldBe(Replayed(now.Tick, null));
    }

    [Fact]
    public async Task Data_of_another_twin_is_refused_with_what_differs()
    {
        using var data = new Scratch();
        await using (await DrivenTwin.Start(o => o with { DataFolder = data.Path }))
        {
        }

        await Refused(o => o with { DataFolder = data.Path, Seed = 7 }, "--seed 1, not 7");
        await Refused(o => o with { DataFolder = data.Path, StepMs = 60_000 }, "step of 10 s, not 60 s");
        await Refused(o => o with { DataFolder = data.Path, WorldDigest = "x" }, "has changed since");
        await Refused(o => o with { DataFolder = data.Path, WorldDigest = "x", World = o.World with { Name = "other" } }, "--world small, not other");
        await Refused(o => o with { DataFolder = data.Path, Version = "9.9.9" }, "this is 9.9.9");
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        using var data = new Scratch();
        await using var first = await DrivenTwin.Start(o => o with { DataFolder = data.Path });
        await Refused(o => o with { DataFolder = data.Path }, "in use by another twin");
    }

    [Fact]
    public async Task A_folder_that_lost_its_journal_is_refused()
    {
        using var data = new Scratch();
        await using (var first = await DrivenTwin.Start(o => o with { DataFolder = data.Path }))
        {
            await first.Tick(5);
        }

        File.Delete(Path.Combine(data.Path, "journal.db"));
        await Refused(o => o with { DataFolder = data.Path }, "has checkpoints.db but no journal.db: the commands that the twin had accepted are gone");
        File.Exists(Path.Combine(data.Path, "journal.db")).ShouldBeFalse("a start that is refused makes no journal in its place");
    }

    [Fact]
    public async Task Another_hash_of_a_tick_stepped_again_stops_the_start()
    {
        using var data = new Scratch();
        await using (var first = await DrivenTwin.Start(o => o with { DataFolder = data.Path }))
        {
            await first.Tick(5);
        }

        using (var journal = new Journal(Path.Combine(data.Path, "journal.db")))
        {
            journal.Stop(journal.Stopped!.Value.Tick, "0123456789abcdef");
        }

        await Refused(o => o with { DataFolder = data.Path }, "0123456789abcdef");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told()
    {
        using var data = new Scratch();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "journal.db"), new string('x', 5000));
        await Refused(o => o with { DataFolder = data.Path }, "journal.db cannot be used");
    }

    private static async Task Refused(Func<EmbeddedOptions, EmbeddedOptions> choose, string why) =>
        (await Should.ThrowAsync<DataFolderException>(() => DrivenTwin.Start(choose))).Message.ShouldContain(why);

    private static int Count(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static InjectRequest Outage(string id) => new(id, "test", EventKind.FeedLoss, Waterless, "", null, null, 300_000, false, null, "test");

    /// <summary>The hash of a tick in a world that never stopped.</summary>
    private static string Replayed(long tick, Accepted? outage)
    {
        using var world = SmallWorld.New();
        while (world.TickIndex < tick)
        {
            if (world.TickIndex + 1 == outage?.Tick)
            {
                world.Step([SmallWorld.Inject(outage.Id, EventKind.FeedLoss, Waterless.Value, outage.TimeMs, 1, 300_000)]);
            }
            else
            {
                world.Step();
            }
        }

        return World.Text(world.Hash());
    }
}
