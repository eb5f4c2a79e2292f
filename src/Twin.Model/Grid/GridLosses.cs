namespace Twin.Model.Grid;

/// <summary>
/// Losses of a region's grid, by formula: a part at rest, and a part that grows with the square of what is delivered.
/// Both directions have a closed form, so that no loss is ever what is left over.
/// </summary>
/// <param name="ReferenceKw">Throughput that the shares are given for.</param>
public readonly record struct GridLosses(double ReferenceKw, double AtRestShare, double AtReferenceShare)
{
    /// <summary>Loss while that much is delivered, kW.</summary>
    public double At(double deliveredKw) =>
        ReferenceKw * (AtRestShare + (AtReferenceShare * (deliveredKw / ReferenceKw) * (deliveredKw / ReferenceKw)));

    /// <summary>What can be delivered when that much is fed in, kW; 0 where it does not even cover the losses at rest.</summary>
    public double DeliveredOf(double fedKw)
    {
        var left = fedKw - (ReferenceKw * AtRestShare);
        if (left <= 0)
        {
            return 0;
        }

        var k = AtReferenceShare / ReferenceKw;
        return k <= 0 ? left : 2 * left / (1 + Math.Sqrt(1 + (4 * k * left)));
    }
}
