using System.ComponentModel;
using System.Text.Json.Nodes;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api;

/// <summary>Where an event stands.</summary>
internal enum EventStanding { Pending, Active, Ending }

/// <summary>An accepted event.</summary>
internal sealed record EventView(
    string Id, EventKind Kind, string Target,
    [property: Description("Part of the target that is hit; empty: all of it.")] string Selection,
    DateTime Start,
    [property: Description("When it begins to end; null: when it is ended.")] DateTime? End,
    [property: Description("ISO 8601; null: until it is ended.")] string? Duration,
    [property: Description("ISO 8601: time to full strength, and from it back.")] string Ramp,
    double Magnitude, string Unit,
    [property: Description("Share of its strength now, 0 to 1.")] double Share,
    EventStanding Standing, string By, string Reason)
{
    public static EventView Of(TwinEvent e, long nowMs) => new(
        e.Id, e.Kind, e.Target.Value, e.Selection, Wire.Time(e.StartMs), Wire.Since(e.EndMs),
        e.DurationMs is { } d ? Durations.Write(d) : null, Durations.Write(e.RampMs),
        e.Magnitude, EventCatalogue.Of(e.Kind).Unit, e.ShareAt(nowMs),
        nowMs < e.StartMs ? EventStanding.Pending : nowMs < e.EndMs ? EventStanding.Active : EventStanding.Ending, e.By, e.Reason);
}

/// <summary>One kind of event.</summary>
internal sealed record EventFactsView(
    EventKind Kind,
    [property: Description("The level whose nodes it acts on; a target above it means all of them below.")] NodeKind Level,
    [property: Description("Unit of the magnitude; empty for on/off events.")] string Unit,
    double Least, double Most, double Usual,
    [property: Description("Units in which a magnitude is read.")] IReadOnlyList<string> Units,
    [property: Description("ISO 8601, where none is given; null: until ended.")] string? UsualDuration,
    [property: Description("ISO 8601, where none is given.")] string UsualRamp,
    [property: Description("What a selection means; empty where the kind takes none.")] string Selection,
    string Source)
{
    public static EventFactsView Of(EventFacts f) => new(
        f.Kind, f.Level, f.Unit, f.Least, f.Most, f.Usual, [.. Magnitudes.UnitsOf(f)],
        f.UsualDurationMs is { } d ? Durations.Write(d) : null, Durations.Write(f.UsualRampMs), f.Selection, f.Source);
}

/// <summary>An event as it is asked for.</summary>
internal sealed record EventRequest(
    EventKind Kind,
    [property: Description("Path of the node it is for; a node above the kind's level means all of that level below it.")] string Target,
    [property: Description("Unique: a repeated id is the same event. Left out: one is made.")] string? Id = null,
    [property: Description("Part of the target that is hit, as the catalogue says for the kind.")] string? Selection = null,
    [property: Description("RFC 3339 in UTC, or relative to simulated now, such as now+15m. Left out: with the next tick.")] string? Start = null,
    JsonNode? Magnitude = null,
    [property: Description("ISO 8601 or as people type it: PT6H, 6h. Null: until it is ended. Left out: the usual one.")] string? Duration = null,
    [property: Description("Time to full strength, and from it back; as duration. Left out: the usual one.")] string? Ramp = null,
    string? Reason = null,
    string? By = null);

/// <summary>A command that is durable.</summary>
internal sealed record AcceptedView(
    [property: Description("The command's id; of an injected event too.")] string Id,
    [property: Description("The first tick that it takes part in.")] long Tick,
    [property: Description("Simulated begin of that tick.")] DateTime Time)
{
    public static AcceptedView Of(Accepted a) => new(a.Id, a.Tick, Wire.Time(a.TimeMs));
}

/// <summary>What an event would hit.</summary>
internal sealed record EventPreview(
    [property: Description("The event with all that was left open filled in.")] EventView Event,
    int DataCenters, int Racks,
    [property: Description("IT power of the data centers that are hit, now, kW.")] double? ItKw,
    [property: Description("The data centers that are hit, in order; at most 200.")] IReadOnlyList<ReachView> Hits)
{
    private const int MostHits = 200;

    public static EventPreview Of(TwinEvent e, IReadOnlyList<DataCenterReach> reach, TwinInfo info, Frame frame) => new(
        EventView.Of(e, frame.TimeMs), reach.Count, reach.Sum(r => r.Racks),
        Wire.Finite(reach.Sum(r => frame.Nodes[info.IndexOf(r.DataCenter.Path)].Reading[Quantity.ItKw])),
        [.. reach.Take(MostHits).Select(r => new ReachView(r.DataCenter.Path.Value, r.DataCenter.Name, r.Racks))]);
}

/// <param name="Racks">Racks of it that are hit.</param>
internal sealed record ReachView(string Path, string Name, int Racks);
