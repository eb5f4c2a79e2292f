using Twin.Model;

namespace Twin.Contracts;

/// <summary>A number that every rack has, by name.</summary>
/// <param name="Unit">For people; empty for ratios.</param>
/// <param name="Sums">True where a sum over racks has a meaning.</param>
/// <param name="Of">Its column of a page.</param>
public sealed record RackMetric(string Name, string Unit, bool Sums, Func<RackPage, float[]> Of)
{
    /// <summary>All of them, as <see cref="RackPage"/> has them.</summary>
    public static IReadOnlyList<RackMetric> All { get; } =
    [
        new("inletC", "°C", false, p => p.InletC),
        new("powerKw", "kW", true, p => p.PowerKw),
        new("load", "", false, p => p.Load),
        new("siliconC", "°C", false, p => p.SiliconC),
    ];

    public static RackMetric? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}

/// <summary>A question about racks of several data centers at once.</summary>
/// <param name="Metrics">Names of <see cref="RackMetric"/>.</param>
/// <param name="Where">Limits on a rack's own metrics, all of which it must keep to be counted.</param>
public sealed record RackQuery(NodePath[] DataCenters, string[] Metrics, Limit[] Where)
{
    /// <summary>Refuses what no twin can answer.</summary>
    /// <exception cref="TwinRefusedException">There is no such data center, or no such metric of a rack.</exception>
    public void Check(WorldSpec world)
    {
        foreach (var path in DataCenters)
        {
            if (path.Kind != NodeKind.DataCenter || !EventRules.Exists(world, path))
            {
                throw new TwinRefusedException(
                    Refusal.NotFound, [new Fault("path", $"There is no data center '{path}' in the world '{world.Name}'. List nodes with GET /api/v1/nodes.")]);
            }
        }

        foreach (var name in Metrics.Concat(Where.Select(w => w.Metric)))
        {
            if (RackMetric.Find(name) is null)
            {
                throw new TwinRefusedException(
                    Refusal.NotFound, [new Fault("metric", $"'{name}' is no metric of a rack; it is one of {string.Join(", ", RackMetric.All.Select(m => m.Name))}.")]);
            }
        }
    }
}

/// <summary>Racks of several data centers, all at one complete tick.</summary>
/// <param name="DataCenters">One for each data center of the query, in its order.</param>
public sealed record RackTallies(long Tick, long TimeMs, RackTally[] DataCenters);

/// <summary>A data center's racks.</summary>
/// <param name="Racks">All of them.</param>
/// <param name="Chosen">Those that keep the query's limits.</param>
/// <param name="Metrics">One for each metric of the query, over the chosen racks.</param>
public sealed record RackTally(int Racks, int Chosen, Tally[] Metrics)
{
    /// <summary>Tallies a page that holds all racks of its data center.</summary>
    public static RackTally Of(RackPage page, RackQuery query)
    {
        var chosen = new bool[page.InletC.Length];
        Array.Fill(chosen, true);
        foreach (var limit in query.Where)
        {
            var column = RackMetric.Find(limit.Metric)!.Of(page);
            for (var i = 0; i < chosen.Length; i++)
            {
                chosen[i] &= limit.Holds(column[i]);
            }
        }

        return new RackTally(page.Total, chosen.Count(c => c), Array.ConvertAll(query.Metrics, m => Tally.Of(RackMetric.Find(m)!.Of(page), chosen)));
    }
}
