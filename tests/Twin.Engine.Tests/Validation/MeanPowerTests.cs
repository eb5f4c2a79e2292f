namespace Twin.Engine.Tests.Validation;

/// <summary>Workload mixes are fitted so that two hubs draw what was metered; this holds the fit, and is no validation of it.</summary>
public sealed class MeanPowerTests
{
    [Theory]
    [InlineData("shanxi/datong", 490, 0.03)]
    [InlineData("hebei/zhangjiakou", 937, 0.05)]
    public void A_hub_draws_its_metered_mean(string hub, double mw, double tolerance) => MeanPower.Of(hub).Mw.ShouldBe(mw, tolerance * mw);

    [Fact]
    public void A_standard_rack_at_Datong_draws_one_and_a_half_kilowatts_with_its_facility() =>
        (MeanPower.Of("shanxi/datong") is var (mw, racks) ? mw * 1000 / racks : 0).ShouldBe(1.50, 0.05);
}
