using Twin.Model.Links;

namespace Twin.Model;

/// <summary>What is wrong with one field of something a user gave.</summary>
/// <param name="Field">Its name on the wire, such as <c>magnitude</c>.</param>
/// <param name="Message">What is wrong, and how to mend it.</param>
public readonly record struct Fault(string Field, string Message);

/// <summary>Which events are valid in a world, what they hit, and which of them concern a node.</summary>
public static class EventRules
{
    private const long MostDurationMs = 366L * 24 * 3_600_000;
    private const long LeastWeatherRampMs = 60_000;
    private const int MostText = 200;

    /// <summary>Those events that stand at, above or below a node.</summary>
    public static TwinEvent[] For(TwinEvent[] events, NodePath node) =>
        events.Length == 0 ? events : Array.FindAll(events, e => e.Target.Contains(node) || node.Contains(e.Target));

    /// <summary>Everything that is wrong with an event; empty when it can be accepted.</summary>
    public static IReadOnlyList<Fault> Check(WorldSpec world, TwinEvent e)
    {
        var faults = new List<Fault>();
        var facts = EventCatalogue.Of(e.Kind);
        var centers = DataCentersHit(world, e.Target).ToArray();
        if (!Exists(world, e.Target))
        {
            faults.Add(new Fault("target", $"There is no node '{e.Target}' in the world '{world.Name}'. List nodes with GET /api/v1/nodes."));
        }
        else if (e.Target.Kind > facts.Level)
        {
            faults.Add(new Fault("target", $"A {Name(e.Kind)} acts on a {Level(facts.Level)}; '{e.Target}' is a {Level(e.Target.Kind)}. Name a {Level(facts.Level)} or a node above one."));
        }

        if (!(e.Magnitude >= facts.Least && e.Magnitude <= facts.Most))
        {
            faults.Add(new Fault("magnitude", $"The magnitude of a {Name(e.Kind)} is {e.Magnitude} {facts.Unit}; it must be {facts.Least} to {facts.Most} {facts.Unit}."));
        }

        if (e.DurationMs is { } duration && duration is < 1 or > MostDurationMs)
        {
            faults.Add(new Fault("duration", "The duration must be between 1 ms and 366 days; leave it out for an event that lasts until it is ended."));
        }

        if (e.RampMs is < 0 or > MostDurationMs)
        {
            faults.Add(new Fault("ramp", "The ramp must be between 0 and 366 days."));
        }

        if (e.RampMs is >= 0 and < LeastWeatherRampMs && facts.Kind is EventKind.HeatWave or EventKind.ColdWave or EventKind.DustStorm or EventKind.Calm or EventKind.CloudFront)
        {
            faults.Add(new Fault("ramp", "Weather does not jump: give a ramp of at least one minute."));
        }

        if (e.By.Length > MostText || e.Reason.Length > MostText || e.Selection.Length > MostText * 10)
        {
            faults.Add(new Fault("reason", $"'by' and 'reason' take {MostText} characters, 'selection' {MostText * 10}."));
        }

        if (e.Kind == EventKind.UhvLoss && faults.Count == 0 && !UhvLines(world, e.Target).Any())
        {
            faults.Add(new Fault("target", $"No ultra-high-voltage line of '{e.Target}' is in service; {(UhvLines(world, NodePath.Root).Any() ? $"there are {string.Join(", ", UhvLines(world, NodePath.Root))}" : "this world has none")}. Lose a part of all its lines with a {Name(EventKind.TieLoss)}."));
        }

        if (e.Selection.Length > 0 && faults.Count == 0 && SelectionFault(world, e, facts, centers) is { } message)
        {
            faults.Add(new Fault("selection", message));
        }

        return faults;
    }

    /// <summary>Data centers at or below a node, or the one above a rack.</summary>
    public static IEnumerable<DataCenterSpec> DataCentersHit(WorldSpec world, NodePath target) =>
        world.DataCenters.Where(d => target.Contains(d.Path) || d.Path.Contains(target));

    public static bool Exists(WorldSpec world, NodePath path) => path.Kind switch
    {
        NodeKind.Network => true,
        NodeKind.Region => world.Regions.Any(r => r.Path == path),
        NodeKind.Hub => world.Hubs.Any(h => h.Path == path),
        NodeKind.DataCenter => world.DataCenters.Any(d => d.Path == path),
        _ => world.DataCenters.FirstOrDefault(d => d.Path == path.Parent) is { } d && NodePath.RackIndex(path.Name) is >= 0 and var i && i < d.RackCount,
    };

    private static string? SelectionFault(WorldSpec world, TwinEvent e, EventFacts facts, DataCenterSpec[] centers) => e.Kind switch
    {
        _ when facts.Selection.Length == 0 => $"A {Name(e.Kind)} takes no selection; leave it out.",
        EventKind.FeedLoss => e.Selection is "1" or "2" ? null : $"'{e.Selection}' is no feed; write 1 or 2, or leave it out for both.",
        EventKind.SubstationTrip or EventKind.VoltageSag or EventKind.BusTrip => world.Hubs.Any(h => (e.Target.Contains(h.Path) || h.Path.Contains(e.Target)) && (h.Substations.Contains(e.Selection) || h.Network?.IndexOf(e.Selection) >= 0))
            ? null : $"'{e.Selection}' is no substation there; the hub has {string.Join(", ", world.Hubs.Where(h => e.Target.Contains(h.Path)).SelectMany(h => h.Substations).Distinct().Take(12))}.",
        EventKind.LinkCut => LinkRules.At(world, e.Target) is var links && links.Contains(e.Selection)
            ? null : $"'{e.Selection}' is no link there; {(links.Length == 0 ? "there is none" : $"there are {string.Join(", ", links.Take(40))}")}.",
        EventKind.LineTrip => world.Hubs.Any(h => (e.Target.Contains(h.Path) || h.Path.Contains(e.Target)) && h.Network is { } n && n.Lines.Any(l => l.Name == e.Selection))
            ? null : $"'{e.Selection}' is no line there; there are {string.Join(", ", world.Hubs.Where(h => e.Target.Contains(h.Path)).SelectMany(h => h.Network?.Lines ?? []).Select(l => l.Name).Distinct().Take(12))}.",
        EventKind.CapacityLoss => world.Regions.Any(r => e.Target.Contains(r.Path) && r.Grid is { } g && g.Generators.Any(f => f.Name == e.Selection))
            ? null : $"'{e.Selection}' is no fleet there; there are {string.Join(", ", world.Regions.Where(r => e.Target.Contains(r.Path)).SelectMany(r => r.Grid?.Generators ?? []).Select(f => f.Name).Distinct().Take(12))}.",
        EventKind.UhvLoss => UhvLines(world, e.Target).Contains(e.Selection)
            ? null : $"'{e.Selection}' is no ultra-high-voltage line there; there are {string.Join(", ", UhvLines(world, e.Target))}.",
        EventKind.DemandCall => DemandCalls.Of(e.Selection) is not null
            ? null : $"'{e.Selection}' is no kind of call; write {DemandCalls.Emergency}, {DemandCalls.DayAhead} or {DemandCalls.Frequency}, or leave it out for an emergency.",
        _ when facts.Level == NodeKind.Rack =>
            centers.Select(d => RackSelection.TryParse(e.Selection, d.RackCount, out _, out var fault) ? null : fault).FirstOrDefault(f => f is not null),
        _ => centers.Any(d => d.Halls.Any(h => h.Name == e.Selection))
            ? null : $"'{e.Selection}' is no hall there; there are {string.Join(", ", centers.SelectMany(d => d.Halls).Select(h => h.Name).Distinct().Take(12))}.",
    };

    private static IEnumerable<string> UhvLines(WorldSpec world, NodePath target) =>
        world.Regions.Where(r => target.Contains(r.Path)).SelectMany(r => r.Grid?.Tie.Uhv ?? []).Select(l => l.Name);

    /// <summary>A kind's name on the wire: camelCase.</summary>
    public static string Name(EventKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    private static string Level(NodeKind kind) => kind == NodeKind.DataCenter ? "data center" : kind.ToString().ToLowerInvariant();
}
