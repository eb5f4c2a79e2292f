namespace Twin.Model.Links;

/// <summary>What a hub's services send to the people they work for, by the day of their classes.</summary>
public sealed class HubServices
{
    private readonly double _utcOffsetH;
    private readonly (WorkloadClass Class, double Mw)[] _services;

    public HubServices(HubSpec hub)
    {
        _utcOffsetH = hub.UtcOffsetH;
        var all = new List<(WorkloadClass Class, double Mw)>();
        foreach (var hall in hub.DataCenters.SelectMany(d => d.Halls))
        {
            foreach (var (kind, share) in hall.Work)
            {
                var mw = hall.Racks * hall.Class.DesignKw * share / 1000;
                var at = all.FindIndex(x => x.Class == kind);
                if (kind.TrafficGbpsPerMw > 0 && at < 0)
                {
                    all.Add((kind, mw));
                }
                else if (at >= 0)
                {
                    all[at] = (kind, all[at].Mw + mw);
                }
            }
        }

        _services = [.. all];
        BusiestGbps = Enumerable.Range(0, 24).Max(hour => _services.Sum(s => s.Mw * s.Class.HourlyLoad[hour] * s.Class.TrafficGbpsPerMw)); // between hours, load goes straight
    }

    /// <summary>In the busiest hour of the day, Gbit/s.</summary>
    public double BusiestGbps { get; }

    /// <summary>At a moment, Gbit/s: a class sends in proportion to its work.</summary>
    public double TrafficGbps(long ms)
    {
        double gbps = 0;
        foreach (var (kind, mw) in _services)
        {
            gbps += mw * kind.LoadAt(ms, _utcOffsetH) * kind.TrafficGbpsPerMw;
        }

        return gbps;
    }
}
