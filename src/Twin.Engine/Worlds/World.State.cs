using System.Globalization;
using System.Text;
using System.Text.Json;
using Twin.Model;

namespace Twin.Engine;

public sealed partial class World
{
    // "TWIN" and the layout of what follows; raised when a state's fields change.
    private const int Magic = 0x4E49_5754;
    private const int Layout = 8;

    private readonly ulong[] _centerHashes;
    private readonly Action<int> _hashCenter;

    /// <summary>
    /// The hash over every field of state: data centers' hashes in child order make a hub's, hubs' a region's, regions',
    /// events and the tick the whole.
    /// </summary>
    public ulong Hash()
    {
        _crew.Run(DataCenters.Length, _hashCenter);
        var regions = new ulong[Regions.Length];
        for (var r = 0; r < regions.Length; r++)
        {
            var (from, to) = _hubsOfRegion[r];
            var hubs = new ulong[to - from];
            for (var h = from; h < to; h++)
            {
                hubs[h - from] = Rollup.Hash(Part(_centerHashes, _centersOfHub[h]));
            }

            regions[r] = Regions[r].Hash(hubs);
        }

        return Network.Hash(TickIndex, regions);
    }

    /// <summary>A hash as people and the wire see it: sixteen hexadecimal digits.</summary>
    public static string Text(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Writes the whole state, with what it belongs to in front.</summary>
    public void Save(StateWriter writer)
    {
        var (magic, layout, seed, step, tick) = (Magic, Layout, (long)Seed, StepMs, TickIndex);
        var digest = (long)StableHash.Of(Digest);
        writer.Field(ref magic);
        writer.Field(ref layout);
        writer.Field(ref digest);
        writer.Field(ref seed);
        writer.Field(ref step);
        writer.Field(ref tick);
        var events = JsonSerializer.SerializeToUtf8Bytes(Network.Events, ModelJson.Options);
        var length = events.Length;
        writer.Field(ref length);
        writer.Column(events);
        Network.Visit(writer);
        foreach (var region in Regions)
        {
            region.Visit(writer);
        }

        foreach (var center in DataCenters)
        {
            center.Visit(writer);
        }
    }

    /// <summary>Puts a saved state in the place of the present one.</summary>
    /// <exception cref="FormatException">It belongs to another world, seed, step or version, or is damaged. The world must then be made anew.</exception>
    public void Load(ReadOnlyMemory<byte> saved)
    {
        var reader = new StateReader(saved);
        int magic = 0, layout = 0, step = 0, length = 0;
        long digest = 0, seed = 0, tick = 0;
        reader.Field(ref magic);
        reader.Field(ref layout);
        reader.Field(ref digest);
        reader.Field(ref seed);
        reader.Field(ref step);
        reader.Field(ref tick);
        Expect(magic, Magic, "kind of file");
        Expect(layout, Layout, "layout of states (program version)");
        Expect(digest, (long)StableHash.Of(Digest), "world");
        Expect(seed, (long)Seed, "seed");
        Expect(step, StepMs, "step in ms");
        reader.Field(ref length);
        if (length < 0 || length > saved.Length)
        {
            throw new FormatException($"The saved state says that its events take {length} bytes of {saved.Length}: it is damaged.");
        }

        var events = new byte[length];
        reader.Column(events);
        Network.Restore(ReadEvents(events));
        Network.Visit(reader);
        foreach (var region in Regions)
        {
            region.Visit(reader);
        }

        foreach (var center in DataCenters)
        {
            center.Visit(reader);
        }

        if (!reader.AtEnd)
        {
            throw new FormatException("The saved state is longer than this world's: it belongs to another world or version.");
        }

        TickIndex = tick;
    }

    /// <summary>A world of its own in the same state, which from now on lives apart. Readings come with its first step.</summary>
    /// <param name="threads">That step the new world.</param>
    public World Fork(int threads)
    {
        var fork = new World(Spec, Digest, Seed, StepMs, threads) { TickIndex = TickIndex };
        fork.Network.Restore(Network.Events);
        var own = new StateWriter();
        Network.Visit(own);
        fork.Network.Visit(new StateReader(own.ToArray()));
        for (var r = 0; r < Regions.Length; r++)
        {
            var state = new StateWriter();
            Regions[r].Visit(state);
            fork.Regions[r].Visit(new StateReader(state.ToArray()));
        }

        fork.ForDataCenters(i =>
        {
            var state = new StateWriter();
            DataCenters[i].Visit(state);
            fork.DataCenters[i].Visit(new StateReader(state.ToArray()));
        });
        return fork;
    }

    private void HashCenter(int job)
    {
        var i = _largestFirst[job];
        _centerHashes[i] = DataCenters[i].Hash();
    }

    private static TwinEvent[] ReadEvents(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<TwinEvent[]>(json, ModelJson.Options) ?? [];
        }
        catch (JsonException e)
        {
            throw new FormatException($"The saved state's events cannot be read: {e.Message}", e);
        }
    }

    private static void Expect(long found, long wanted, string what)
    {
        if (found != wanted)
        {
            throw new FormatException($"The saved state belongs to another {what}: it has {found}, this world {wanted}.");
        }
    }
}
