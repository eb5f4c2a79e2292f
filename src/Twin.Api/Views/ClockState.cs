using System.ComponentModel;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>How simulated time runs.</summary>
internal sealed record ClockState(
    bool Paused,
    [property: Description("Asked for, simulated seconds per second.")] double Speed,
    [property: Description("Over the last seconds; lower where the machine cannot keep up.")] double? Achieved)
{
    public static ClockState Of(ClockView clock) => new(clock.Paused, clock.Speed, Wire.Finite(clock.Achieved));
}
