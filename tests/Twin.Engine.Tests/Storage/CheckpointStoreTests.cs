using Twin.Model;

namespace Twin.Engine.Tests.Storage;

public sealed class CheckpointStoreTests
{
    [Fact]
    public void The_newest_are_kept_and_come_back_byte_by_byte()
    {
        using var store = new CheckpointStore(null, kept: 3);
        for (var tick = 0; tick < 5; tick++)
        {
            store.Write(tick * 10, 0, Bytes(3_000_000, (byte)tick), Bytes(100, (byte)(tick + 100)));
        }

        store.Ticks.ShouldBe([40, 30, 20]);
        var read = store.Read(30);
        read.State.Length.ShouldBe(3_000_000);
        read.State.AsSpan().ContainsAnyExcept((byte)3).ShouldBeFalse();
        read.Side.AsSpan().ContainsAnyExcept((byte)103).ShouldBeFalse();
    }

    [Fact]
    public void A_state_of_the_same_tick_takes_the_place_of_the_other()
    {
        using var store = new CheckpointStore(null, kept: 3);
        store.Write(1, 0, Bytes(10, 1), Bytes(0, 0));
        store.Write(1, 0, Bytes(20, 2), Bytes(0, 0));
        store.Ticks.ShouldBe([1]);
        store.Read(1).State.Length.ShouldBe(20);
    }

    private static StateWriter Bytes(int count, byte value)
    {
        var writer = new StateWriter();
        var bytes = new byte[count];
        Array.Fill(bytes, value);
        writer.Bytes(bytes);
        return writer;
    }
}
