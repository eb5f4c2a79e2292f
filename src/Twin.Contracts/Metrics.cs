using Twin.Model;

namespace Twin.Contracts;

/// <summary>A number that every node above the rack has, by name: the quantities of a reading, and what follows from them.</summary>
/// <param name="Name">On the wire: camelCase, ends in its unit where it has one.</param>
/// <param name="Unit">For people; empty for ratios.</param>
/// <param name="Of">Its value; NaN where it has none.</param>
/// <param name="Sums">True where a sum over nodes that do not contain each other has a meaning.</param>
public sealed record Metric(string Name, string Unit, Func<NodeFrame, double> Of, bool Sums = false);

/// <summary>All metrics.</summary>
public static class Metrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        .. Enum.GetValues<Quantity>().Select(q => new Metric(Quantities.Name(q), Quantities.Unit(q), Of(q), Sums: true)),
        new("facilityKw", "kW", n => n.Reading.FacilityKw, Sums: true),
        new("lossKw", "kW", n => n.Reading.LossKw, Sums: true),
        new("pue", "", n => n.Reading.Pue),
        new("wueLPerKWh", "L/kWh", n => n.Reading[Quantity.WaterLph] / n.Reading[Quantity.ItKw]),
        new("cueKgPerKWh", "kg/kWh", n => n.Reading[Quantity.CarbonKgph] / n.Reading[Quantity.ItKw]),
        new("gridCarbonKgPerKWh", "kg/kWh", n => n.Reading[Quantity.CarbonKgph] / n.Reading[Quantity.GridImportKw]),
        new("loadShare", "", n => n.Reading[Quantity.ItKw] / n.Reading[Quantity.DesignKw]),
        new("maxInletC", "°C", n => n.Reading.MaxInletC),
        new("dryBulbC", "°C", n => n.Weather?.DryBulbC ?? double.NaN),
        new("wetBulbC", "°C", n => n.Weather?.WetBulbC ?? double.NaN),
        new("gridRenewableShare", "", n => (n.Reading[Quantity.WindKw] + n.Reading[Quantity.PvKw] + n.Reading[Quantity.HydroKw]) / n.Reading.GridFedKw),
        new("marketCueKgPerKWh", "kg/kWh", n => n.Reading[Quantity.MarketCarbonKgph] / n.Reading[Quantity.ItKw]),
        new("marketGridCarbonKgPerKWh", "kg/kWh", n => n.Reading[Quantity.MarketCarbonKgph] / n.Reading[Quantity.GridImportKw]),
        new("frequencyHz", "Hz", n => n.Grid?.Frequency?.Hz ?? double.NaN),
        new("priceCnyPerKWh", "CNY/kWh", n => n.PriceCnyPerKWh ?? double.NaN),
    ];

    /// <summary>A region's own terms are no number at nodes below it, and where nothing is known of its grid.</summary>
    private static Func<NodeFrame, double> Of(Quantity q) =>
        q >= Quantity.DeliveredKw ? n => n.Reading.GridFedKw > 0 ? n.Reading[q] : double.NaN : n => n.Reading[q];

    private static readonly Dictionary<string, Metric> ByName = All.ToDictionary(m => m.Name, StringComparer.Ordinal);

    public static Metric? Find(string name) => ByName.GetValueOrDefault(name);
}
