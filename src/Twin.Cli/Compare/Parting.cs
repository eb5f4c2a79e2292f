using Twin.Engine;
using Twin.Model;

namespace Twin.Cli;

/// <summary>Where two runs of one world first differ: the first tick, and in it the first node and quantity.</summary>
internal sealed class Parting(World one, World other)
{
    /// <summary>Null while they are alike.</summary>
    public long? Tick { get; private set; }

    /// <summary>End of that tick, Unix ms.</summary>
    public long TimeMs { get; private set; }

    public NodePath Path { get; private set; }

    public Quantity Quantity { get; private set; }

    public double Ours { get; private set; }

    public double Theirs { get; private set; }

    /// <summary>Looks at the tick that both were stepped by last: at data centers first, then at the regions' grids.</summary>
    public void Look()
    {
        for (var d = 0; Tick is null && d < one.DataCenters.Length; d++)
        {
            Look(one.DataCenters[d].Spec.Path, one.DataCenters[d].Reading, other.DataCenters[d].Reading);
        }

        for (var r = 0; Tick is null && r < one.Regions.Length; r++)
        {
            Look(one.Regions[r].Spec.Path, one.Regions[r].Reading, other.Regions[r].Reading);
        }
    }

    private void Look(NodePath path, in Reading ours, in Reading theirs)
    {
        for (var q = 0; Tick is null && q < Quantities.Count; q++)
        {
            var quantity = (Quantity)q;
            if (ours[quantity] != theirs[quantity])
            {
                (Tick, TimeMs, Path, Quantity, Ours, Theirs) = (one.TickIndex, one.TimeMs, path, quantity, ours[quantity], theirs[quantity]);
            }
        }
    }
}
