using Twin.Model;

namespace Twin.Engine.Tests.Storage;

/// <summary>What a journal promises, held by both places it may stand in.</summary>
public abstract class JournalSuite : IDisposable
{
    internal abstract Journal Open();

    public abstract void Dispose();

    [Fact]
    public void Commands_come_back_whole_and_in_order()
    {
        using var journal = Open();
        JournalEntry[] entries = [Entry(1, 5, "a"), Entry(2, 5, "b"), Entry(3, 9, "c"), new(4, 12, new EndCommand { Id = "d", By = "me", EventId = "a" }, 99)];
        journal.LastSequence.ShouldBe(0);
        journal.Append(entries[..2]);
        journal.Append(entries[2..]);
        journal.From(0).ShouldBe(entries);
        journal.From(6).ShouldBe(entries[2..]);
        journal.From(13).ShouldBeEmpty();
        journal.LastSequence.ShouldBe(4);
    }

    [Fact]
    public void An_id_is_found_and_taken_once()
    {
        using var journal = Open();
        journal.Append([Entry(1, 5, "a")]);
        journal.Find("a").ShouldBe(Entry(1, 5, "a"));
        journal.Find("A").ShouldBeNull();
        Should.Throw<DataFolderException>(() => journal.Append([Entry(2, 6, "b"), Entry(3, 6, "a")]));
        journal.Find("b").ShouldBeNull("a batch is written whole or not at all");
    }

    [Fact]
    public void Reserved_ticks_epoch_stop_and_owner_are_kept()
    {
        using var journal = Open();
        journal.Reserved.ShouldBe(-1);
        journal.Stopped.ShouldBeNull();
        journal.Reserve(20);
        journal.Reserved.ShouldBe(20);
        journal.Stop(17, "abc");
        journal.Reserved.ShouldBe(17);
        journal.Stopped.ShouldBe(new Stop(17, "abc"));
        journal.RaiseEpoch().ShouldBe(1);
        journal.RaiseEpoch().ShouldBe(2);
        var mine = new TwinIdentity("w", "digest", ulong.MaxValue, 10_000, "1", "m");
        journal.Claim(mine).ShouldBe(mine);
        journal.Claim(mine with { Seed = 2 }).ShouldBe(mine);
    }

    private protected static JournalEntry Entry(long sequence, long tick, string id) => new(
        sequence, tick,
        SmallWorld.Inject(id, EventKind.LoadSurge, "shanxi/datong/waterless", 1_767_196_800_000, 0.1 + 0.2, id == "b" ? null : 1, 7, "hall \"1\""), 1234);
}

public sealed class JournalInMemoryTests : JournalSuite
{
    internal override Journal Open() => new(null);

    public override void Dispose()
    {
    }
}

public sealed class JournalOnDiskTests : JournalSuite
{
    private readonly Scratch _folder = new();

    internal override Journal Open() => new(Path.Combine(_folder.Path, "journal.db"));

    public override void Dispose() => _folder.Dispose();

    [Fact]
    public void It_outlives_the_process()
    {
        using (var journal = Open())
        {
            journal.Append([Entry(1, 5, "a")]);
            journal.Reserve(30);
            journal.RaiseEpoch();
        }

        using var again = Open();
        again.From(0).ShouldBe([Entry(1, 5, "a")]);
        again.Reserved.ShouldBe(30);
        again.RaiseEpoch().ShouldBe(2);
    }
}
