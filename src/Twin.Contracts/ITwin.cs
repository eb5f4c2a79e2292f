using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Contracts;

/// <summary>
/// The only door to a twin, whichever edition stands behind it: its world, its latest frame, its racks, its past, its
/// clock, and commands. Implementations are safe for many callers at once.
/// </summary>
public interface ITwin
{
    /// <summary>What never changes while the twin runs.</summary>
    TwinInfo Info { get; }

    /// <summary>The last complete tick that was published. Never null: before the first tick it is the state at the start.</summary>
    Frame Latest { get; }

    /// <summary>
    /// Frames as they are published, beginning with the latest. A reader that is slower than the twin misses frames and
    /// gets the newest (never a queue); <see cref="Frame.Sequence"/> shows the gap.
    /// </summary>
    IAsyncEnumerable<Frame> Watch(CancellationToken cancel);

    /// <summary>Racks of one data center at the latest complete tick, by index from <paramref name="from"/>, at most <paramref name="count"/>.</summary>
    /// <exception cref="TwinRefusedException">There is no such data center.</exception>
    ValueTask<RackPage> Racks(NodePath dataCenter, int from, int count, CancellationToken cancel);

    /// <summary>Sums, bounds and distributions over the racks of data centers, all at the latest complete tick.</summary>
    /// <exception cref="TwinRefusedException">There is no such data center or metric, or too many such questions wait.</exception>
    ValueTask<RackTallies> Tally(RackQuery query, CancellationToken cancel);

    /// <summary>One rack at the newest tick that it has completed; in a cluster out of the rack's own row, which calling it lends it.</summary>
    /// <exception cref="TwinRefusedException">There is no such rack.</exception>
    ValueTask<RackView> Rack(NodePath rack, CancellationToken cancel);

    /// <summary>
    /// Asks for a change. Returns when it is durable, with the tick that it takes effect in; a repeated
    /// <see cref="TwinCommand.Id"/> returns the first answer again.
    /// </summary>
    /// <exception cref="TwinRefusedException">The request is invalid; nothing was changed.</exception>
    ValueTask<Accepted> Submit(CommandRequest request, CancellationToken cancel);

    /// <summary>Those of the ids of commands that the journal holds, in the order that they are given in.</summary>
    /// <exception cref="TwinRefusedException">More than <see cref="HostingView.MostIds"/> are asked for.</exception>
    ValueTask<IReadOnlyList<string>> Journaled(IReadOnlyList<string> ids, CancellationToken cancel);

    /// <summary>Changes pause and speed. Not part of the state: it is not journaled.</summary>
    /// <exception cref="TwinRefusedException">The speed is out of range.</exception>
    ValueTask<ClockView> SetClock(ClockRequest request, CancellationToken cancel);

    /// <summary>A metric of one node over time.</summary>
    /// <exception cref="TwinRefusedException">There is no such node or metric, or the range is empty or too long.</exception>
    ValueTask<HistorySeries> History(HistoryQuery query, CancellationToken cancel);

    /// <summary>What happened, newest last, after a sequence number; at most <paramref name="count"/>.</summary>
    ValueTask<IReadOnlyList<OccurrenceView>> Occurrences(long after, int count, CancellationToken cancel);

    /// <summary>The hash over every field of state at the latest complete tick.</summary>
    ValueTask<StateHash> Hash(CancellationToken cancel);

    /// <summary>What carries the twin now, and how far its journal and its checkpoints are.</summary>
    ValueTask<HostingView> Hosting(CancellationToken cancel);
}

/// <summary>A twin's name plate.</summary>
/// <param name="Edition"><c>embedded</c> or <c>cluster</c>.</param>
/// <param name="World">The world as loaded.</param>
/// <param name="WorldDigest">Hash of everything the world was made from.</param>
/// <param name="Ephemeral">True where nothing outlives the process.</param>
/// <param name="Nodes">Every node above the rack, parents before children, in child order; a frame's nodes stand in the same order.</param>
public sealed record TwinInfo(
    string Edition, string Version, WorldSpec World, string WorldDigest, ulong Seed, int StepMs, bool Ephemeral, IReadOnlyList<NodeInfo> Nodes)
{
    private readonly Dictionary<NodePath, int> _index = Nodes.Select((n, i) => (n.Path, i)).ToDictionary(x => x.Path, x => x.i);

    /// <summary>A node's place in <see cref="Nodes"/> and in every frame, or −1.</summary>
    public int IndexOf(NodePath path) => _index.GetValueOrDefault(path, -1);
}

/// <summary>What never changes about a node above the rack.</summary>
/// <param name="Parent">Index of the node above; −1 for the network.</param>
/// <param name="Racks">Racks at or below it.</param>
/// <param name="Policy">What a hub is held to; null for other nodes.</param>
/// <param name="Feeds">Substations that feed a data center, one a feed; null for other nodes.</param>
public sealed record NodeInfo(
    NodePath Path, NodeKind Kind, string Name, string NameZh, int Parent, int Racks, double DesignItKw,
    double? LatitudeDeg, double? LongitudeDeg, PlantKind? Plant, PolicyView? Policy = null,
    IReadOnlyList<string>? Feeds = null);

/// <summary>What a hub is held to by policy, and what of it follows from how it is built.</summary>
/// <param name="PueTarget">Most that its PUE may be over a year.</param>
/// <param name="GreenShare">Part of its power that contracts for green power cover, 0–1.</param>
/// <param name="RackUpShare">Part of its racks that hold servers, 0–1.</param>
/// <param name="Stations">Substations of its network; 0 where it is not known.</param>
public sealed record PolicyView(double PueTarget, double GreenShare, double RackUpShare, int Stations);

/// <summary>One complete tick of the whole twin above the rack. Immutable: it may be shared and kept.</summary>
/// <param name="Epoch">Raised whenever ticks may be stepped again (a recovery, a fork).</param>
/// <param name="Sequence">Counts published frames of this process; gaps show missed frames.</param>
/// <param name="Tick">Index of the tick that was completed; −1 before the first.</param>
/// <param name="TimeMs">Simulated time at its end, Unix ms.</param>
/// <param name="WallMs">Wall time at which it was completed, Unix ms: the age of every value in it.</param>
/// <param name="Nodes">In the order of <see cref="TwinInfo.Nodes"/>.</param>
/// <param name="Events">Accepted events that are not yet over.</param>
/// <param name="Occurrences">What happened since the frame before, oldest first.</param>
/// <param name="Links">Null where the world tells nothing of links.</param>
/// <param name="Jobs">Null where all work follows its usual day.</param>
public sealed record Frame(
    long Epoch, long Sequence, long Tick, long TimeMs, long WallMs, ClockView Clock,
    IReadOnlyList<NodeFrame> Nodes, IReadOnlyList<TwinEvent> Events, IReadOnlyList<OccurrenceView> Occurrences, LinksView? Links = null, JobsView? Jobs = null)
{
    /// <summary>A node's condition: the model's judgement of what the frame says about it.</summary>
    /// <param name="index">Its place in <see cref="Nodes"/>.</param>
    public Condition ConditionOf(TwinInfo info, int index)
    {
        var node = Nodes[index];
        return Condition.Of(info.Nodes[index].Path, node.Reading, node.Closure, node.Power?.Supply, node.Power?.TargetKw, info.World.Inlet, Events, TimeMs);
    }
}

/// <summary>A node in a frame.</summary>
/// <param name="Closure">Both closures at this node.</param>
/// <param name="Weather">For a hub and its data centers.</param>
/// <param name="PriceCnyPerKWh">For a region and below.</param>
/// <param name="CarbonKgPerKWh">For a region and below.</param>
/// <param name="Plant">For a data center.</param>
/// <param name="Power">For a data center.</param>
/// <param name="Grid">For a region whose grid is known.</param>
/// <param name="Inlets">Inlets of running racks on the frame's fixed bins; present on published frames.</param>
/// <param name="DarkStations">Substations without voltage, for a hub whose network of stations is known.</param>
public sealed record NodeFrame(
    Reading Reading, Closure Closure, WeatherView? Weather, double? PriceCnyPerKWh, double? CarbonKgPerKWh,
    PlantView? Plant, PowerView? Power, InletHistogram? Inlets, GridView? Grid = null,
    IReadOnlyList<string>? DarkStations = null);

/// <summary>A region's grid: its fleets and storage plants, and what part of the mix is burnt.</summary>
/// <param name="FossilShare">Imports included, 0–1.</param>
/// <param name="Frequency">Null where it is not followed.</param>
public sealed record GridView(IReadOnlyList<FleetView> Fleets, IReadOnlyList<StorageView> Storage, double FossilShare, FrequencyView? Frequency);

/// <summary>Frequency of the area that a region stands in.</summary>
/// <param name="Hz">At the tick's end.</param>
/// <param name="LeastHz">In the tick.</param>
/// <param name="MostHz">In the tick.</param>
/// <param name="ShedShare">Mean share of other demand that was shed in the tick.</param>
/// <param name="Area">Name of the area; regions of one area have one frequency.</param>
public sealed record FrequencyView(double Hz, double LeastHz, double MostHz, double ShedShare, string Area);

/// <summary>A fleet.</summary>
/// <param name="OfferedKw">What weather, water and repair leave of its capacity.</param>
public sealed record FleetView(string Name, GeneratorKind Kind, double CapacityKw, double OfferedKw, double OutputKw);

/// <summary>A storage plant.</summary>
/// <param name="PowerKw">Mean of the tick; positive gives, negative takes.</param>
/// <param name="Share">Charge, 0–1.</param>
public sealed record StorageView(string Name, StorageKind Kind, double RatedKw, double EnergyKWh, double PowerKw, double Share);

/// <summary>Outdoor air.</summary>
public sealed record WeatherView(double DryBulbC, double WetBulbC, double DewPointC, double RhPct, double WindMs, double GhiWm2, double Pm10UgM3, double PressurePa);

/// <summary>A plant's mode, since when and why.</summary>
public sealed record PlantView(
    PlantMode Mode, long SinceMs, Cause Cause, double Value, double Limit, double SupplyC, double CoolantC, double CompressorShare, bool AirBlocked, bool WetBlocked);

/// <summary>A power chain, and how long the data center lives if its supply, or its cooling, is lost now.</summary>
/// <param name="BatteryS">At the present IT power, s; infinite without load.</param>
/// <param name="FuelS">At the present facility power, s.</param>
/// <param name="ThermalS">To 40 °C inlet without cooling, s; null where it is never reached within an hour.</param>
/// <param name="TargetKw">Most that it is asked to draw at the meter; null while nothing is asked.</param>
/// <param name="OwedKWh">IT energy of work that was put off and is still to be done.</param>
public sealed record PowerView(Supply Supply, long SinceMs, int FeedsUp, double BatteryShare, double BatteryS, double FuelS, double? ThermalS, int GeneratorsRunning, bool OnBypass,
    double? TargetKw = null, double OwedKWh = 0);

/// <summary>Something that happened, with its place in the order of all that happened.</summary>
public sealed record OccurrenceView(long Sequence, long Tick, Occurrence What);

/// <summary>A twin's clock.</summary>
/// <param name="Speed">Asked for, simulated seconds per second.</param>
/// <param name="Achieved">Over the last seconds; lower where the machine cannot keep up.</param>
public sealed record ClockView(bool Paused, double Speed, double Achieved, int StepMs)
{
    public const double LeastSpeed = 0.01;
    public const double MostSpeed = 100_000;
}

/// <summary>A change of the clock; what is null stays.</summary>
public sealed record ClockRequest(bool? Paused, double? Speed);

/// <summary>A command as asked for: times may be open.</summary>
/// <param name="Id">Idempotency key; null: one is made.</param>
public abstract record CommandRequest(string? Id, string By);

/// <summary>Let an event happen.</summary>
/// <param name="StartMs">Simulated Unix ms; null: with the first tick that has not begun.</param>
/// <param name="Magnitude">Null: the catalogue's usual one.</param>
/// <param name="DurationMs">Null: the catalogue's usual one.</param>
/// <param name="UntilEnded">True: no end of its own.</param>
/// <param name="RampMs">Null: the catalogue's usual one.</param>
public sealed record InjectRequest(
    string? Id, string By, EventKind Kind, NodePath Target, string Selection, long? StartMs, double? Magnitude,
    long? DurationMs, bool UntilEnded, long? RampMs, string Reason) : CommandRequest(Id, By);

/// <summary>Let an event end now.</summary>
public sealed record EndRequest(string? Id, string By, string EventId) : CommandRequest(Id, By);

/// <summary>A command that is durable.</summary>
/// <param name="Id">The command's id; of an injected event too.</param>
/// <param name="Tick">The first tick that it takes part in.</param>
/// <param name="TimeMs">Simulated begin of that tick, Unix ms.</param>
public sealed record Accepted(string Id, long Tick, long TimeMs);

/// <summary>Racks by column, all arrays of one length; index i is rack <see cref="From"/> + i.</summary>
/// <param name="Tick">The complete tick they stand at.</param>
/// <param name="Halls">Name, class, first rack index, racks, racks per row of each hall of the data center.</param>
public sealed record RackPage(
    NodePath DataCenter, long Tick, long TimeMs, int Total, int From, IReadOnlyList<HallView> Halls,
    float[] InletC, float[] PowerKw, float[] Load, float[] SiliconC, byte[] Status, PlantMode Mode);

/// <summary>A rack.</summary>
/// <param name="Tick">The tick that it has completed.</param>
/// <param name="Own">True where the rack steps itself and answered out of its own row.</param>
/// <param name="Hall">The hall that it stands in.</param>
/// <param name="Mode">How its data center is cooled.</param>
/// <param name="Status">As in <see cref="RackPage.Status"/>.</param>
/// <param name="Measured">What was measured last, beside the model; null: nothing.</param>
public sealed record RackView(
    NodePath Path, long Tick, long TimeMs, bool Own, HallView Hall, float PowerKw, float Load, float InletC, float SiliconC, byte Status, PlantMode Mode, RackMeasured? Measured);

/// <summary>A measurement of a rack, and measured minus modelled at its moment; null where it was not measured.</summary>
/// <param name="AtMs">When, Unix ms.</param>
public sealed record RackMeasured(long AtMs, double? InletC, double? PowerKw, double? InletOffK, double? PowerOffKw);

/// <summary>What carries a twin.</summary>
/// <param name="Hosts">Processes, this one first.</param>
/// <param name="Epoch">Raised whenever ticks may be stepped again.</param>
/// <param name="Journaled">Commands in the journal.</param>
/// <param name="CheckpointTick">The tick that a start would go on from; −1: the beginning.</param>
public sealed record HostingView(IReadOnlyList<HostView> Hosts, long Epoch, long Journaled, long CheckpointTick)
{
    /// <summary>Ids that may be asked for at once.</summary>
    public const int MostIds = 1_000;
}

/// <summary>A process that carries nodes.</summary>
/// <param name="Name">Unique among the twin's hosts.</param>
/// <param name="Standing"><c>active</c>, or what the others say of it, such as <c>dead</c>.</param>
/// <param name="SinceMs">When it started, Unix ms.</param>
/// <param name="Nodes">Nodes that it carries, by kind; a rack counts where it steps itself.</param>
public sealed record HostView(string Name, string Standing, long SinceMs, IReadOnlyDictionary<NodeKind, int> Nodes);

/// <summary>A hall's place among its data center's racks.</summary>
public sealed record HallView(string Name, string RackClass, double DesignKw, int First, int Racks, int RacksPerRow);

/// <summary>A question about the past.</summary>
/// <param name="Metric">A name of <see cref="Metrics"/>.</param>
/// <param name="FromMs">Simulated Unix ms, included.</param>
/// <param name="ToMs">Simulated Unix ms, excluded.</param>
/// <param name="Points">Wanted number of points, 1–10,000; the answer's resolution follows.</param>
public sealed record HistoryQuery(NodePath Node, string Metric, long FromMs, long ToMs, int Points);

/// <summary>A metric over time, in equal intervals; intervals without a value are left out.</summary>
public sealed record HistorySeries(NodePath Node, string Metric, string Unit, long ResolutionMs, long[] TimeMs, double[] Min, double[] Mean, double[] Max);

/// <summary>A hash and the tick it was taken at.</summary>
public sealed record StateHash(long Tick, string Hash);

/// <summary>A request that the twin refuses, with everything that is wrong with it.</summary>
public sealed class TwinRefusedException(Refusal refusal, IReadOnlyList<Fault> faults)
    : Exception(string.Join(" ", faults.Select(f => f.Message)))
{
    public Refusal Refusal { get; } = refusal;

    public IReadOnlyList<Fault> Faults { get; } = faults;
}

/// <summary>Why a request is refused: it is wrong, names what does not exist, contradicts what is, there is no room, or the caller may not.</summary>
public enum Refusal { Invalid, NotFound, Conflict, Full, Forbidden }
