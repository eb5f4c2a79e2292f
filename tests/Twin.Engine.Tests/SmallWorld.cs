using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Engine.Tests;

/// <summary>The small world that comes with the program, read once: two regions with every kind of plant.</summary>
internal static class SmallWorld
{
    private static readonly Lazy<LoadedWorld> Loaded = new(() => WorldLoader.Load("small"));

    public static WorldSpec Spec => Loaded.Value.World;

    public static string Digest => Loaded.Value.Digest;

    public static World New(ulong seed = 1, int stepMs = 10_000, int threads = 1) => new(Spec, Digest, seed, stepMs, threads);

    /// <summary>An injected event on the wire of ticks.</summary>
    public static InjectCommand Inject(
        string id, EventKind kind, string target, long startMs, double? magnitude = null, long? durationMs = 600_000, long rampMs = 0, string selection = "") =>
        new()
        {
            Id = id,
            Event = new TwinEvent
            {
                Id = id, Kind = kind, Target = NodePath.Parse(target), StartMs = startMs, DurationMs = durationMs, RampMs = rampMs,
                Magnitude = magnitude ?? EventCatalogue.Of(kind).Usual, Selection = selection,
            },
        };
}
