using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>Racks of a data center as people see them, page by page.</summary>
internal static class RackPages
{
    // Flags of the status word that a page shows: absent, fault, shut down, throttled.
    private const uint Flags = 0xF;

    public static RackPage Read(World world, int dataCenter, int from, int count) =>
        Read(world.DataCenters[dataCenter], world.TickIndex, world.TimeMs, from, count);

    public static RackPage Read(DataCenter center, long tick, long timeMs, int from, int count)
    {
        var total = center.Racks.Count;
        var n = Math.Clamp(total - from, 0, count);
        var page = new RackPage(
            center.Spec.Path, tick, timeMs, total, from, Halls(center.Spec), new float[n], new float[n], new float[n], new float[n], new byte[n],
            center.State.Plant.Mode);
        var racks = new RackReading[n];
        center.ReadRacks(from, racks);
        for (var i = 0; i < n; i++)
        {
            var rack = racks[i];
            (page.InletC[i], page.PowerKw[i], page.Load[i], page.SiliconC[i]) = (rack.InletC, rack.PowerKw, rack.Load, rack.SiliconC);
            page.Status[i] = Shown(rack.Status);
        }

        return page;
    }

    /// <summary>Tallies racks of several data centers on the world's threads; each by itself, so that threads change no bit.</summary>
    public static RackTallies Tally(World world, RackQuery query)
    {
        var asked = new Dictionary<NodePath, int>();
        for (var i = 0; i < query.DataCenters.Length; i++)
        {
            asked[query.DataCenters[i]] = i;
        }

        var tallies = new RackTally[query.DataCenters.Length];
        world.ForDataCenters(d =>
        {
            if (asked.TryGetValue(world.DataCenters[d].Spec.Path, out var i))
            {
                tallies[i] = Tally(world.DataCenters[d], query);
            }
        });
        return new RackTallies(world.TickIndex, world.TimeMs, Array.ConvertAll(query.DataCenters, d => tallies[asked[d]]));
    }

    public static RackTally Tally(DataCenter center, RackQuery query) => RackTally.Of(Read(center, 0, 0, 0, center.Racks.Count), query);

    /// <summary>The part of a rack's status word that is shown.</summary>
    public static byte Shown(uint status) => (byte)(status & Flags);

    /// <summary>A data center's halls among its racks, in order.</summary>
    public static HallView[] Halls(DataCenterSpec center)
    {
        var first = 0;
        return
        [
            .. center.Halls.Select(h =>
            {
                var hall = new HallView(h.Name, h.Class.Name, h.Class.DesignKw, first, h.Racks, h.RacksPerRow);
                first += h.Racks;
                return hall;
            }),
        ];
    }
}
