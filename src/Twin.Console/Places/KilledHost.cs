using Twin.Contracts;

namespace Twin.Workplace;

/// <summary>A host that was killed from here, and what came of it.</summary>
/// <param name="Carried">Nodes that it carried.</param>
/// <param name="Tick">The newest tick at that moment.</param>
/// <param name="Epoch">The epoch at that moment.</param>
/// <param name="At">The moment, a timestamp.</param>
internal sealed record KilledHost(string Name, int Carried, long Tick, long Epoch, long At)
{
    /// <summary>Time runs again.</summary>
    public bool Over { get; init; }

    /// <summary>From the kill to the first tick of the time after.</summary>
    public TimeSpan Still { get; init; }

    public int Acknowledged { get; init; }

    /// <summary>Ids that were acknowledged and are not in the journal.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>The others have raised the epoch and gone past where they were; or nothing that the dead one carried was missed.</summary>
    public bool RunsAgain(Frame frame) => frame.Tick > Tick && (frame.Epoch > Epoch || frame.Tick > Tick + Unmoved);

    // Ticks that pass without a new epoch before it is said that none was needed.
    private const int Unmoved = 60;
}
