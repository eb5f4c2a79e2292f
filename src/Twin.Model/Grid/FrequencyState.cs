namespace Twin.Model.Grid;

/// <summary>The live state of a synchronous area's frequency. Powers are per unit of its load.</summary>
public sealed class FrequencyState
{
    public const int MostRounds = 8;

    /// <summary>Deviation from nominal, per unit.</summary>
    public double Deviation;

    /// <summary>Governors' reheated part.</summary>
    public double Reheated;

    public double Reserve;

    public double Secondary;

    /// <summary>Bit i: round i has shed its load.</summary>
    public int Shed;

    /// <summary>How long frequency has been back near nominal, s.</summary>
    public double NearS;

    /// <summary>How long frequency has been below each round's limit, s.</summary>
    public readonly double[] BelowS = new double[MostRounds];

    public void Visit(StateVisitor v)
    {
        v.Field(ref Deviation);
        v.Field(ref Reheated);
        v.Field(ref Reserve);
        v.Field(ref Secondary);
        v.Field(ref Shed);
        v.Field(ref NearS);
        v.Column(BelowS);
    }
}
