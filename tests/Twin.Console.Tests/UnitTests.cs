using Twin.Model;

namespace Twin.Workplace.Tests;

public sealed class UnitTests
{
    [Theory]
    [InlineData("us", EventKind.HeatWave, "14.4", 8)]
    [InlineData("us", EventKind.HeatWave, "14.4 °F", 8)]
    [InlineData("us", EventKind.RackSetPoint, "77", 25)]
    [InlineData("us", EventKind.RackCap, "0.5", 0.5)]
    [InlineData("si", EventKind.ColdWave, "\u22128", -8)]
    [InlineData("si", EventKind.RackSetPoint, "25 °C", 25)]
    [InlineData("none known", EventKind.HeatWave, "8", 8)]
    public void A_strength_is_read_in_the_readers_unit(string units, EventKind kind, string typed, double magnitude)
    {
        Units.Named(units).TryRead(typed, EventCatalogue.Of(kind), out var read).ShouldBeTrue();
        read.ShouldBe(magnitude, 1e-9);
    }

    [Fact]
    public void A_strength_is_shown_in_the_readers_unit()
    {
        var facts = EventCatalogue.Of(EventKind.RackSetPoint);
        Units.Us.Strength(25, facts).ShouldBe((77, "°F"));
        Units.Us.Strength(10, EventCatalogue.Of(EventKind.HeatWave)).ShouldBe((18, "°F"));
        Units.Si.Strength(25, facts).ShouldBe((25, "°C"));
        Units.Us.TryRead("warm", facts, out _).ShouldBeFalse();
    }
}
