using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains;

/// <summary>The root: orders all commands, begins each tick, and completes it when every region has. Its key is <c>network</c>.</summary>
[Alias("twin.INetworkGrain")]
public interface INetworkGrain : INodeGrain
{
    /// <summary>The newest frame, as soon as it is another than the one that the caller knows; after a second, the newest in any case.</summary>
    /// <param name="known">Epoch and sequence of the frame that the caller has; 0, 0 for none.</param>
    /// <param name="occurrencesAfter">Sequence of the last occurrence that the caller has; the frame carries those after it.</param>
    [Alias("NextFrame"), Needs(TwinRole.Viewer)]
    Task<Frame> NextFrame((long Epoch, long Sequence) known, long occurrencesAfter);

    /// <summary>As <see cref="ITwin.Racks"/>.</summary>
    [Alias("Racks"), Needs(TwinRole.Viewer)]
    Task<RackPage> Racks(NodePath dataCenter, int from, int count);

    /// <summary>As <see cref="ITwin.Tally"/>.</summary>
    [Alias("Tally"), Needs(TwinRole.Viewer)]
    Task<RackTallies> Tally(RackQuery query);

    /// <summary>As <see cref="ITwin.SetClock"/>.</summary>
    [Alias("SetClock"), Needs(TwinRole.Operator)]
    Task<ClockView> SetClock(ClockRequest request);

    /// <summary>As <see cref="ITwin.History"/>.</summary>
    [Alias("History"), Needs(TwinRole.Viewer)]
    Task<HistorySeries> History(HistoryQuery query);

    /// <summary>As <see cref="ITwin.Occurrences"/>.</summary>
    [Alias("Occurrences"), Needs(TwinRole.Viewer)]
    Task<OccurrenceView[]> Occurrences(long after, int count);

    /// <summary>As <see cref="ITwin.Hash"/>.</summary>
    [Alias("Hash"), Needs(TwinRole.Viewer)]
    Task<StateHash> Hash();
}
