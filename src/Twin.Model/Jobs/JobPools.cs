namespace Twin.Model.Jobs;

/// <summary>Room for jobs: at each hub and of each class, the share of its halls' racks that the mixes give to the class.</summary>
public sealed class JobPools
{
    private readonly double[] _kw;
    private readonly bool[] _usual;

    public JobPools(WorldSpec world, JobsSpec spec)
    {
        HubSpec[] hubs = [.. world.Hubs];
        (Hubs, Classes) = (hubs.Length, spec.Classes.Length);
        _kw = new double[Hubs * Classes];
        _usual = new bool[_kw.Length];
        for (var h = 0; h < Hubs; h++)
        {
            // A recorded load leaves no room.
            foreach (var hall in hubs[h].DataCenters.Where(d => d.Trace is null).SelectMany(d => d.Halls))
            {
                foreach (var (kind, share) in hall.Work)
                {
                    if (kind.Job >= 0 && !FollowsUsualDay(spec, h, kind.Job))
                    {
                        _kw[(h * Classes) + kind.Job] += hall.Racks * hall.Class.DesignKw * share;
                    }
                }
            }

            for (var kind = 0; kind < Classes; kind++)
            {
                _usual[(h * Classes) + kind] = FollowsUsualDay(spec, h, kind);
            }
        }
    }

    public int Hubs { get; }

    public int Classes { get; }

    /// <summary>Design power, kW.</summary>
    public double Kw(int hub, int kind) => _kw[(hub * Classes) + kind];

    /// <summary>True where no job of a class ever comes to a hub, so that its work goes on as its usual day says.</summary>
    public bool FollowsUsualDay(int hub, int kind) => _usual[(hub * Classes) + kind];

    private static bool FollowsUsualDay(JobsSpec spec, int hub, int kind) =>
        spec.Classes[kind].SizeKw is null && !Array.Exists(spec.Traces, t => t.Hub == hub && t.Class == kind);
}
