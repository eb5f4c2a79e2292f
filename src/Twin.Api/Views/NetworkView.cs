using System.ComponentModel;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>The whole network at the latest complete tick.</summary>
internal sealed record NetworkView(
    [property: Description("Raised whenever ticks may be stepped again; with the sequence, a frame's place in order.")] long Epoch,
    [property: Description("Counts published frames; a gap shows missed ones.")] long Sequence,
    [property: Description("The tick that was completed; -1 before the first.")] long Tick,
    [property: Description("Simulated time at its end, UTC.")] DateTime Time,
    double StepSeconds,
    ClockState Clock,
    string World,
    [property: Description("SHA-256 of everything the world was made from.")] string WorldDigest,
    string Seed,
    [property: Description("embedded or cluster.")] string Edition,
    string Version,
    [property: Description("True where nothing outlives the process.")] bool Ephemeral,
    int RackCount,
    [property: Description("Upper ends of the recommended and the allowable inlet, after ASHRAE TC 9.9.")] InletRangeView Inlet,
    ConditionView Condition,
    ReadingView Reading,
    ClosuresView Closures,
    [property: Description("Age of every value, ms of wall time.")] double AgeMs,
    [property: Description("Always simulated: no value here was measured.")] string Quality)
{
    public static NetworkView Of(TwinInfo info, Frame frame, MetricSelection metrics, DateTimeOffset now)
    {
        var node = frame.Nodes[0];
        return new NetworkView(
            frame.Epoch, frame.Sequence, frame.Tick, Wire.Time(frame.TimeMs), info.StepMs / 1000.0, ClockState.Of(frame.Clock),
            info.World.Name, info.WorldDigest, info.Seed.ToString(), info.Edition, info.Version, info.Ephemeral, info.Nodes[0].Racks,
            InletRangeView.Of(info.World.Inlet), ConditionView.Of(frame.ConditionOf(info, 0)), new ReadingView(node, metrics), ClosuresView.Of(node.Closure), AgeOf(frame, now), Wire.Quality);
    }

    public static double AgeOf(Frame frame, DateTimeOffset now) => Math.Max(0, now.ToUnixTimeMilliseconds() - frame.WallMs);
}
