using Twin.Contracts;

namespace Twin.Cli;

/// <summary>Simulated time of one tick, written as people write it.</summary>
internal readonly record struct StepLength(int Ms)
{
    public override string ToString() => Durations.Write(Ms);
}
