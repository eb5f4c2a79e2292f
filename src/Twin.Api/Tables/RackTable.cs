using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Racks of a data center at one tick, a row each.</summary>
internal static class RackTable
{
    public static Table Of(RackPage page) => Table.Of(
        $"{page.DataCenter.Name}-racks-{page.Tick}",
        [new("time", "UTC"), new("path"), new("hall"), .. RackMetric.All.Select(m => new Column(m.Name, m.Unit)), new("status"), new("quality")],
        Enumerable.Range(0, page.InletC.Length).Select(i => (object?[])
        [
            Wire.Time(page.TimeMs), page.DataCenter.Child(NodePath.RackName(page.From + i)).Value,
            page.Halls.First(h => page.From + i < h.First + h.Racks).Name,
            .. RackMetric.All.Select(m => (object?)m.Of(page)[i]), (int)page.Status[i], Wire.Quality,
        ]));
}
