namespace Twin.Api;

/// <summary>A metric and the statistics that are wanted of it.</summary>
internal sealed record AggregateColumn(string Name, string Unit, IReadOnlyList<Statistic> Stats)
{
    /// <param name="sums">True where a sum has a meaning.</param>
    /// <param name="stats">As asked for; null: the usual ones.</param>
    public static AggregateColumn Of(string name, string unit, bool sums, Statistic[]? stats, QueryReader query, string parameter)
    {
        if (!sums && stats is not null && stats.Contains(Statistic.Sum))
        {
            query.Fault(parameter, $"A sum of {name} means nothing; ask for its mean, min, max or quantiles, or leave {name} out.");
        }

        return new AggregateColumn(name, unit, stats ?? [.. sums ? [Statistic.Sum] : Array.Empty<Statistic>(), Statistic.Mean, Statistic.Min, Statistic.Max]);
    }

    public AggregateOf Fill(ValueSet values) => new(Unit, values.Count, Stats.ToDictionary(s => s.Name, s => Wire.Finite(s.Of(values))));
}
