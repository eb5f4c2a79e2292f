namespace Twin.Model.Jobs;

/// <summary>Room for jobs: at each hub and of each class, the share of its halls' racks that the mixes give to the class.</summary>
public sealed class JobPools
{
    private readonly double[] _kw;

    public JobPools(WorldSpec world, JobsSpec spec)
    {
        HubSpec[] hubs = [.. world.Hubs];
        (Hubs, Classes) = (hubs.Length, spec.Classes.Length);
        _kw = new double[Hubs * Classes];
        for (var h = 0; h < Hubs; h++)
        {
            // A recorded load leaves no room.
            foreach (var hall in hubs[h].DataCenters.Where(d => d.Trace is null).SelectMany(d => d.Halls))
            {
                foreach (var (kind, share) in hall.Work)
                {
                    if (kind.Job >= 0)
                    {
                        _kw[(h * Classes) + kind.Job] += hall.Racks * hall.Class.DesignKw * share;
                    }
                }
            }
        }
    }

    public int Hubs { get; }

    public int Classes { get; }

    /// <summary>Design power, kW.</summary>
    public double Kw(int hub, int kind) => _kw[(hub * Classes) + kind];
}
