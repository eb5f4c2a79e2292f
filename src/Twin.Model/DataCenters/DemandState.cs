namespace Twin.Model;

/// <summary>What a data center remembers of its draw, and of work that it has put off.</summary>
public sealed class DemandState
{
    /// <summary>Draw at the meter while nothing was asked of it, kW: what a call is counted from.</summary>
    public double BaselineKw;

    /// <summary>Draw at the meter per IT power, without what the battery gave; the start is a usual facility's (assumption).</summary>
    public double DrawPerIt = 1.2;

    /// <summary>IT energy of work that was put off and is still to be done, kWh.</summary>
    public double OwedKWh;

    /// <summary>Draw at the meter in the last part of a tick, kW; negative before the first.</summary>
    public double MeteredKw = -1;

    /// <summary>It is asked to draw less.</summary>
    public bool Asked;

    /// <summary>Its draw rises or falls faster than its contract allows.</summary>
    public bool TooFast;

    public void Visit(StateVisitor v)
    {
        v.Field(ref BaselineKw);
        v.Field(ref DrawPerIt);
        v.Field(ref OwedKWh);
        v.Field(ref MeteredKw);
        v.Field(ref Asked);
        v.Field(ref TooFast);
    }
}
