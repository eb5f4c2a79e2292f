using Twin.Contracts;

namespace Twin.Conformance;

/// <summary>A twin that the suite holds to its promises. It starts paused, before its first tick, on data that outlive it.</summary>
public interface ITwinUnderTest : IAsyncDisposable
{
    ITwin Twin { get; }

    /// <summary>Ends the twin without a word to it, as a power cut would, and starts it on what it had made durable.</summary>
    Task Crash();
}
