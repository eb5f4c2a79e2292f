namespace Twin.Api;

/// <summary>Statistics, a row for each group.</summary>
internal static class AggregateTable
{
    public static Table Of(AggregateView view, IReadOnlyList<AggregateColumn> columns) => Table.Of(
        $"aggregate-{view.Tick}",
        [
            new("time", "UTC"), new("path"), new("candidates"), new("chosen"),
            .. columns.SelectMany(c => c.Stats.Select(s => new Column($"{c.Name}.{s.Name}", $"{c.Name} {s.Name}", c.Unit)).Prepend(new Column($"{c.Name}.count", $"{c.Name} count", ""))),
            new("quality"),
        ],
        view.Rows.Select(r => (object?[])
        [
            view.Time, r.Path, r.Candidates, r.Chosen,
            .. columns.SelectMany(c => c.Stats.Select(s => (object?)r.Metrics[c.Name].Stats[s.Name]).Prepend(r.Metrics[c.Name].Count)),
            view.Quality,
        ]));
}
