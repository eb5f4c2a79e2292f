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
            center.Spec.Path, tick, timeMs, total, from, Halls(center), new float[n], new float[n], new float[n], new float[n], new byte[n],
            center.State.Plant.Mode);
        for (var i = 0; i < n; i++)
        {
            var rack = center.ReadRack(from + i);
            (page.InletC[i], page.PowerKw[i], page.Load[i], page.SiliconC[i]) = (rack.InletC, rack.PowerKw, rack.Load, rack.SiliconC);
            page.Status[i] = (byte)(rack.Status & Flags);
        }

        return page;
    }

    private static HallView[] Halls(DataCenter center)
    {
        var first = 0;
        return
        [
            .. center.Spec.Halls.Select(h =>
            {
                var hall = new HallView(h.Name, h.Class.Name, h.Class.DesignKw, first, h.Racks, h.RacksPerRow);
                first += h.Racks;
                return hall;
            }),
        ];
    }
}
