namespace Twin.Model;

/// <summary>How well two independent ways to the same totals agree.</summary>
/// <param name="SumError">Largest |parent − Σ children| over all quantities, relative to 1 + |parent|.</param>
/// <param name="SumQuantity">The quantity it was found in.</param>
/// <param name="EnergyError">|energy in − energy used|, relative to 1 kW + energy in.</param>
public readonly record struct Closure(double SumError, Quantity SumQuantity, double EnergyError)
{
    /// <summary>Beyond this, a total is wrong and not merely rounded.</summary>
    public const double Tolerance = 1e-9;

    public bool Holds => SumError <= Tolerance && EnergyError <= Tolerance;

    public double Max => Math.Max(SumError, EnergyError);

    /// <summary>
    /// Checks a parent's reading against its children's, added up anew by pairs (another order than the one that made
    /// the reading), and the reading against its own energy balance.
    /// </summary>
    /// <param name="expectedRacks">Racks below the node by its spec: a child left out of both sides shows here.</param>
    public static Closure Of(in Reading parent, ReadOnlySpan<Reading> children, int expectedRacks)
    {
        double worst = Math.Abs(parent[Quantity.Racks] - expectedRacks);
        var where = Quantity.Racks;
        for (var q = (Quantity)0; (int)q < Quantities.Count && !children.IsEmpty; q++)
        {
            var error = Math.Abs(parent[q] - PairSum(children, q)) / (1 + Math.Abs(parent[q]));
            if (!(error <= worst))
            {
                (worst, where) = (error, q);
            }

            // What is no number stays the worst: nothing compares with it.
            if (double.IsNaN(worst))
            {
                break;
            }
        }

        return new Closure(worst, where, EnergyErrorOf(parent));
    }

    /// <summary>The energy balances alone, the facility's and the grid's, the worse of them; for a node whose children are racks.</summary>
    public static double EnergyErrorOf(in Reading r) => Math.Max(
        Math.Abs(r.EnergyErrorKw) / (1 + r[Quantity.GridImportKw] + r[Quantity.GenerationKw] + r[Quantity.DischargeKw]),
        Math.Abs(r.GridErrorKw) / (1 + r.GridFedKw));

    private static double PairSum(ReadOnlySpan<Reading> children, Quantity q) => children.Length switch
    {
        0 => 0,
        1 => children[0][q],
        _ => PairSum(children[..(children.Length / 2)], q) + PairSum(children[(children.Length / 2)..], q),
    };
}
