namespace Twin.Api;

/// <summary>What the scheduler decided, a row for each decision.</summary>
internal static class DecisionTable
{
    public static Table Of(IEnumerable<DecisionView> decisions) => Table.Of(
        "decisions",
        [
            new("sequence"), new("first", "UTC"), new("last", "UTC"), new("kind"), new("reason"), new("class"), new("jobs"), new("from"), new("to"), new("until", "UTC"),
            new("kw", "kW"), new("kWh", "kWh"), new("costCny", "CNY"), new("againstCny", "CNY"), new("quality"),
        ],
        decisions.Select(d => (object?[])
        [
            d.Sequence, d.First, d.Last, Wire.Word(d.Kind), Wire.Word(d.Reason), d.Class, d.Jobs, d.From, d.To, d.Until,
            d.Kw, d.KWh, d.CostCny, d.AgainstCny, Wire.Quality,
        ]));
}
