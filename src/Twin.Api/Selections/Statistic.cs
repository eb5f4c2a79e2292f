using System.Globalization;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>One number that stands for many.</summary>
/// <param name="Name">As it is asked for and answered.</param>
/// <param name="Of">NaN without values.</param>
internal sealed record Statistic(string Name, Func<ValueSet, double> Of)
{
    private const int MostStatistics = 20;

    public static Statistic Sum { get; } = new("sum", v => v.Count == 0 ? double.NaN : v.Sum);

    public static Statistic Mean { get; } = new("mean", v => v.Sum / v.Count);

    public static Statistic Min { get; } = new("min", v => v.Quantile(0));

    public static Statistic Max { get; } = new("max", v => v.Quantile(1));

    /// <summary>Those that are asked for; null where the usual ones are.</summary>
    public static Statistic[]? ReadAll(QueryReader query, string parameter)
    {
        if (query.Names(parameter) is not { } names)
        {
            return null;
        }

        if (names.Length > MostStatistics)
        {
            query.Fault(parameter, $"{names.Length} statistics are asked for; at most {MostStatistics} are answered at once.");
        }

        var read = new List<Statistic>();
        foreach (var name in names.Take(MostStatistics))
        {
            if (Find(name) is { } statistic)
            {
                read.Add(statistic);
            }
            else
            {
                query.Fault(parameter, $"'{QueryReader.Shown(name)}' is no statistic; write sum, mean, min, max, or a quantile from p0 to p100, such as p95.");
            }
        }

        return [.. read];
    }

    private static Statistic? Find(string name) => name switch
    {
        "sum" => Sum,
        "mean" => Mean,
        "min" => Min,
        "max" => Max,
        ['p', .. var percent] when double.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 100 =>
            new Statistic(name, v => v.Quantile(p / 100)),
        _ => null,
    };
}

/// <summary>Many values, as statistics need them.</summary>
/// <param name="Quantile">The value that a share of them does not exceed; the least for 0; NaN without values.</param>
internal sealed record ValueSet(long Count, double Sum, Func<double, double> Quantile)
{
    /// <summary>Adds values up in their order; what is no number counts for nothing.</summary>
    public static ValueSet Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double[] rising = [.. finite.Order()];
        return new ValueSet(finite.Length, finite.Sum(), share => rising.Length == 0 ? double.NaN : rising[Tally.Rank(share, rising.Length) - 1]);
    }

    public static ValueSet Of(Tally tally) => new(tally.Count, tally.Sum, tally.Quantile);
}
