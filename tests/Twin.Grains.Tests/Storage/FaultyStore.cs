using Twin.Engine;
using Twin.Model;

namespace Twin.Grains.Tests.Storage;

/// <summary>A store that fails at random, before or after it has written, and is slow at random.</summary>
internal sealed class FaultyStore(SqlClusterStore inner, int seed) : IClusterStore, IDisposable
{
    private readonly Lock _turn = new();
    private readonly Random _chance = new(seed);

    /// <summary>Whether anything fails.</summary>
    public volatile bool Fails;

    public int Before { get; private set; }

    public int After { get; private set; }

    public HistoryStore History => inner.History;

    public string SharedKey => inner.SharedKey;

    public Task<RootRecord> ReadRoot() => inner.ReadRoot();

    public Task<RootRecord?> Write(RootRecord record, JournalEntry? entry) => Faulty(() => inner.Write(record, entry));

    public Task<JournalEntry?> Find(string id) => inner.Find(id);

    public Task<IReadOnlyList<JournalEntry>> From(long tick) => inner.From(tick);

    public Task SaveNode(long epoch, long tick, NodePath node, byte[] state) => Faulty(async () =>
    {
        await inner.SaveNode(epoch, tick, node, state);
        return true;
    });

    public Task<byte[]> LoadNode(long epoch, long tick, NodePath node) => inner.LoadNode(epoch, tick, node);

    public Task KeepOnly(long epoch, long tick) => inner.KeepOnly(epoch, tick);

    /// <summary>Another root writes the record, as if two were at work.</summary>
    public async Task OtherRootWrites()
    {
        var record = await inner.ReadRoot();
        await inner.Write(record with { Writer = "another" }, null);
    }

    public void Dispose() => inner.Dispose();

    private async Task<T> Faulty<T>(Func<Task<T>> write)
    {
        var drawn = 99;
        lock (_turn)
        {
            drawn = Fails ? _chance.Next(30) : 99;
            Before += drawn == 0 ? 1 : 0;
            After += drawn == 1 ? 1 : 0;
        }

        if (drawn == 0)
        {
            throw new IOException("The store failed before it wrote.");
        }

        if (drawn is > 1 and < 4)
        {
            await Task.Delay(50);
        }

        var answer = await write();
        return drawn == 1 ? throw new IOException("The store failed after it wrote.") : answer;
    }
}
