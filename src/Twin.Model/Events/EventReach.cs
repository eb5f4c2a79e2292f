namespace Twin.Model;

/// <summary>A data center that an event reaches, and how many of its racks.</summary>
public readonly record struct DataCenterReach(DataCenterSpec DataCenter, int Racks);

/// <summary>What a valid event hits, told from the world alone.</summary>
public static class EventReach
{
    /// <summary>Each data center that the event reaches with at least one rack, in child order.</summary>
    public static IReadOnlyList<DataCenterReach> Of(WorldSpec world, TwinEvent e)
    {
        var reached = new List<DataCenterReach>();
        foreach (var hub in world.Hubs)
        {
            foreach (var d in hub.DataCenters)
            {
                if ((e.Target.Contains(d.Path) || d.Path.Contains(e.Target)) && Racks(hub, d, e) is > 0 and var racks)
                {
                    reached.Add(new DataCenterReach(d, racks));
                }
            }
        }

        return reached;
    }

    private static int Racks(HubSpec hub, DataCenterSpec d, TwinEvent e) => e.Kind switch
    {
        _ when e.Target.Kind == NodeKind.Rack => 1,
        _ when EventCatalogue.Of(e.Kind).Level == NodeKind.Rack =>
            RackSelection.TryParse(e.Selection, d.RackCount, out var ranges, out _) ? Distinct(ranges) : 0,
        EventKind.SubstationTrip or EventKind.LineTrip or EventKind.BusTrip when hub.Network is { } network =>
            network.Energised([e], e.StartMs) is var live && d.Feeds.Any(f => !live[network.IndexOf(hub.Substations[f])]) || OnBar(hub, d, e) ? d.RackCount : 0,
        EventKind.LineTrip => 0,
        EventKind.LinkCut when e.Selection.Length > 0 => 0,
        EventKind.BusTrip => OnBar(hub, d, e) ? d.RackCount : 0,
        EventKind.SubstationTrip => e.Selection.Length == 0 || d.Feeds.Any(f => hub.Substations[f] == e.Selection) ? d.RackCount : 0,
        EventKind.FanWallFailure or EventKind.LoadSurge or EventKind.JobStart or EventKind.JobStop when e.Selection.Length > 0 =>
            d.Halls.Where(h => h.Name == e.Selection).Sum(h => h.Racks),
        _ => d.RackCount,
    };

    /// <summary>True where one of a data center's feeds hangs on the bar of a bus trip: the first on the first, the second on the second.</summary>
    private static bool OnBar(HubSpec hub, DataCenterSpec d, TwinEvent e) =>
        e.Kind == EventKind.BusTrip && (int)e.Magnitude <= d.Feeds.Length && (e.Selection.Length == 0 || hub.Substations[d.Feeds[(int)e.Magnitude - 1]] == e.Selection);

    private static int Distinct((int From, int To)[] ranges)
    {
        var count = 0;
        var next = 0;
        foreach (var (from, to) in ranges.OrderBy(r => r.From))
        {
            count += Math.Max(0, to - Math.Max(from, next) + 1);
            next = Math.Max(next, to + 1);
        }

        return count;
    }
}
