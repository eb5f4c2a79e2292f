using System.ComponentModel;
using Twin.Model;

namespace Twin.Api;

/// <summary>How well two independent ways to a node's totals agree.</summary>
/// <param name="Holds">False: a total is wrong, and not merely rounded.</param>
internal sealed record ClosuresView(SumClosureView Sum, EnergyClosureView Energy, bool Holds)
{
    public static ClosuresView Of(Closure c) =>
        new(new SumClosureView(Wire.Finite(c.SumError), Quantities.Name(c.SumQuantity)), new EnergyClosureView(Wire.Finite(c.EnergyError)), c.Holds);
}

/// <summary>Parent = Σ children.</summary>
internal sealed record SumClosureView(
    [property: Description("Largest difference over all quantities, relative.")] double? Error,
    [property: Description("The quantity it was found in.")] string Quantity);

/// <summary>Import + generation + discharge = IT + cooling + losses + other + charge + export.</summary>
internal sealed record EnergyClosureView([property: Description("Difference, relative.")] double? Error);
