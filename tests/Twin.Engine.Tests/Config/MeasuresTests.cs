using Twin.Engine.Config;

namespace Twin.Engine.Tests.Config;

public sealed class MeasuresTests
{
    [Theory]
    [InlineData("8 K", Dimension.TemperatureDifference, 8)]
    [InlineData("40 MW", Dimension.Power, 40_000)]
    [InlineData("2.5kW", Dimension.Power, 2.5)]
    [InlineData("-12.5 °C", Dimension.Temperature, -12.5)]
    [InlineData("1e3 W", Dimension.Power, 1)]
    [InlineData("450 g/kWh", Dimension.Carbon, 0.45)]
    [InlineData("0.1 %/K", Dimension.PerKelvin, 0.001)]
    [InlineData("15m", Dimension.Duration, 900)]
    [InlineData("15 min", Dimension.Duration, 900)]
    [InlineData("PT15M", Dimension.Duration, 900)]
    [InlineData("1h30m", Dimension.Duration, 5400)]
    [InlineData("P1DT12H", Dimension.Duration, 129_600)]
    [InlineData("PT0.5S", Dimension.Duration, 0.5)]
    [InlineData("P2W", Dimension.Duration, 1_209_600)]
    [InlineData("0s", Dimension.Duration, 0)]
    public void A_quantity_is_read_into_its_unit(string text, Dimension dimension, double value)
    {
        Measures.TryRead(text, dimension, out var read, out var fault).ShouldBeTrue(fault);
        read.ShouldBe(value, 1e-9);
    }

    [Theory]
    [InlineData("8", Dimension.TemperatureDifference)]
    [InlineData("8 °C", Dimension.TemperatureDifference)]
    [InlineData("40 mw", Dimension.Power)]
    [InlineData("1,000 kW", Dimension.Power)]
    [InlineData("kW", Dimension.Power)]
    [InlineData("1.2.3 kW", Dimension.Power)]
    [InlineData("1e999 kW", Dimension.Power)]
    [InlineData("", Dimension.Power)]
    [InlineData("90", Dimension.Duration)]
    [InlineData("", Dimension.Duration)]
    [InlineData("15M", Dimension.Duration)]
    [InlineData("30m1h", Dimension.Duration)]
    [InlineData("-5m", Dimension.Duration)]
    [InlineData("P", Dimension.Duration)]
    [InlineData("PT", Dimension.Duration)]
    [InlineData("P1DT", Dimension.Duration)]
    [InlineData("P1M", Dimension.Duration)]
    [InlineData("P1Y", Dimension.Duration)]
    [InlineData("PT15", Dimension.Duration)]
    [InlineData("PT1S1H", Dimension.Duration)]
    public void What_is_no_quantity_is_refused_with_a_reason(string text, Dimension dimension)
    {
        Measures.TryRead(text, dimension, out _, out var fault).ShouldBeFalse();
        fault.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_example_can_be_read()
    {
        foreach (var dimension in Enum.GetValues<Dimension>())
        {
            Measures.TryRead(Measures.Example(dimension), dimension, out _, out var fault).ShouldBeTrue(fault);
        }
    }
}
