namespace Twin.Model.Tests.Racks;

/// <summary>Rack air, mass, fans and limits against published minutes and percentages.</summary>
public sealed class RackThermalTests
{
    /// <summary>
    /// Minutes after total loss of cooling from 24 °C at full power (MODELS §5, after Khankari 2011). The table's racks
    /// neither throttle nor shut down and have no fans that answer.
    /// </summary>
    [Theory]
    [InlineData(2.5, 32, 1.5, 0.3)]
    [InlineData(2.5, 35, 5.8, 0.6)]
    [InlineData(2.5, 40, 16.7, 0.5)]
    [InlineData(2.5, 45, 28, 0.8)]
    [InlineData(6, 40, 2.8, 0.3)]
    [InlineData(6, 45, 7.7, 0.6)]
    [InlineData(8, 40, 1.6, 0.2)]
    [InlineData(8, 45, 5.6, 0.5)]
    [InlineData(20, 45, 0.6, 0.1)]
    [InlineData(20, 60, 6.3, 0.6)]
    [InlineData(40, 60, 3.2, 0.5)]
    public void Minutes_to_a_temperature_without_cooling(double kw, double limitC, double minutes, double tolerance)
    {
        var rack = new RackClass
        {
            Name = "r", DesignKw = kw, Fans = FanProfile.None, LeakagePerK = 0,
            Limits = new RackLimits { ThrottleInletC = 90, ThrottleSiliconC = 200, ShutdownInletC = 90, ShutdownSiliconC = 200 },
        };
        var physics = new RackPhysics(rack, 0);
        var segment = new RackSegment { Seconds = 1, Load = 2, SupplyC = 24, CoolShare = 0, FlowShare = 1, Powered = true };
        var row = new RackRow(24, 24, 24, RackStatus.NoCap | RackStatus.NoLoad, 0);
        var seconds = 0;
        while (row.InletC < limitC && seconds++ < 7200)
        {
            row = RackKernel.StepOne(physics, row, 0, [segment], 1, RackAir.Usual, out _);
        }

        (seconds / 60.0).ShouldBe(minutes, tolerance);
    }

    /// <summary>IBM rack test (InterPACK 2011): +5.2 % from 20 to 27 °C, +17 % to 31 °C. GRC's R410 test: +8 % at 35, +12 % at 37 °C over 27 °C.</summary>
    [Theory]
    [InlineData(true, 20, 27, 0.052, 0.003)]
    [InlineData(true, 20, 31, 0.17, 0.005)]
    [InlineData(false, 27, 35, 0.08, 0.005)]
    [InlineData(false, 27, 37, 0.12, 0.006)]
    public void Power_rises_with_the_inlet_as_measured(bool legacy, double fromC, double toC, double published, double tolerance)
    {
        var physics = new RackPhysics(new RackClass { Name = "r", DesignKw = 5, Fans = legacy ? FanProfile.Legacy : FanProfile.Efficient }, 0);
        (physics.ExpectedKw(1, toC) / physics.ExpectedKw(1, fromC) - 1).ShouldBe(published, tolerance);
    }

    /// <summary>Fan speed is 1 + gain · (inlet − set point), its power goes with the cube, and silicon stands closer to the inlet by the same speed (MODELS §3.2).</summary>
    [Theory]
    [InlineData(20, 1 + (0.095 * 5))]
    [InlineData(23, 1 + (0.095 * 2))]
    [InlineData(26, 1)]
    [InlineData(35, 1)]
    public void A_lower_set_point_of_its_fans_gives_a_rack_more_air_and_cooler_silicon_for_more_power(double fansFromC, double speed)
    {
        var physics = new RackPhysics(new RackClass { Name = "r", DesignKw = 5, Fans = FanProfile.Efficient, LeakagePerK = 0 }, 0);
        var (_, usualC, usual) = Settled(RackAir.Usual);
        var (inletC, siliconC, set) = Settled(new RackAir(1, (float)fansFromC));

        ((double)inletC).ShouldBe(25, 0.01);
        (set.FanKWs / usual.FanKWs).ShouldBe(speed * speed * speed, 0.02);
        (set.ItKWs - usual.ItKWs).ShouldBe(set.FanKWs - usual.FanKWs, 1e-4);
        ((double)((siliconC - inletC) / (usualC - inletC))).ShouldBe(set.ItKWs / usual.ItKWs / speed, 0.005);

        (float InletC, float SiliconC, RackSums Sums) Settled(RackAir air)
        {
            var row = new RackRow(25, 25, 60, RackStatus.NoCap | RackStatus.NoLoad, 0);
            var sums = new RackSums();
            for (var i = 0; i < 600; i++)
            {
                row = RackKernel.StepOne(physics, row, 0, [new RackSegment { Seconds = 1, Load = 2, SupplyC = 25, CoolShare = 1, FlowShare = 1, Powered = true }], 1, air, out sums);
                row = row with { InletC = 25, MassC = 25 };
            }

            return (row.InletC, row.SiliconC, sums);
        }
    }

    [Fact]
    public void Above_35_C_a_rack_slows_by_a_tenth_per_kelvin_and_above_40_C_it_stops_after_five_seconds_and_returns_when_cool()
    {
        var physics = new RackPhysics(new RackClass { Name = "r", DesignKw = 2.5, Fans = FanProfile.None, LeakagePerK = 0 }, 0);
        var hold = new RackSegment { Seconds = 1, Load = 2, CoolShare = 1, FlowShare = 1, Powered = true };
        RackSums Hold(ref RackRow row, float inletC)
        {
            // The row is put at the inlet, and its supply keeps it there.
            row = row with { InletC = inletC, MassC = inletC };
            row = RackKernel.StepOne(physics, row, 0, [hold with { SupplyC = inletC }], 1, RackAir.Usual, out var sums);
            return sums;
        }

        var rack = new RackRow(24, 24, 60, RackStatus.NoCap | RackStatus.NoLoad, 0);
        Hold(ref rack, 30).ItKWs.ShouldBe(2.5, 1e-5);
        Hold(ref rack, 37).ItKWs.ShouldBe(2.5 * (0.3 + (0.7 * 0.8)), 1e-4);
        (rack.Status & RackStatus.Throttled).ShouldNotBe(0u);
        for (var i = 0; i < 4; i++)
        {
            Hold(ref rack, 41);
        }

        RackStatus.Runs(rack.Status).ShouldBeTrue();
        Hold(ref rack, 41);
        RackStatus.Runs(rack.Status).ShouldBeFalse();
        Hold(ref rack, 35).ItKWs.ShouldBe(0);
        for (var i = 0; i < 29; i++)
        {
            Hold(ref rack, 25);
        }

        RackStatus.Runs(rack.Status).ShouldBeFalse();
        Hold(ref rack, 25);
        RackStatus.Runs(rack.Status).ShouldBeTrue();
    }

    [Fact]
    public void A_liquid_rack_without_flow_is_hot_in_seconds_and_shuts_down()
    {
        var physics = new RackPhysics(new RackClass { Name = "ai", DesignKw = 130, LiquidShare = 0.85 }, 0);
        var row = new RackRow(24, 24, 70, RackStatus.NoCap | RackStatus.NoLoad, 0);
        var segment = new RackSegment { Seconds = 1, Load = 2, SupplyC = 24, CoolShare = 1, CoolantC = 35, FlowShare = 0, Powered = true };
        var seconds = 0;
        while (RackStatus.Runs(row.Status) && seconds < 120)
        {
            row = RackKernel.StepOne(physics, row, 0, [segment], 1, RackAir.Usual, out _);
            seconds++;
        }

        seconds.ShouldBeInRange(1, 31);
    }

    [Fact]
    public void A_share_of_own_exhaust_warms_the_inlet_by_the_mixing_formula()
    {
        var physics = new RackPhysics(new RackClass { Name = "r", DesignKw = 2.5, Fans = FanProfile.None, LeakagePerK = 0, AirToWallKwPerK = 0 }, 0);
        var row = new RackRow(24, 24, 60, RackStatus.NoCap | RackStatus.NoLoad, 0);
        var segment = new RackSegment { Seconds = 900, Load = 2, SupplyC = 24, CoolShare = 0.75f, FlowShare = 1, Powered = true };
        for (var i = 0; i < 40; i++)
        {
            row = RackKernel.StepOne(physics, row, 0, [segment], 1, RackAir.Usual, out _);
        }

        row.InletC.ShouldBe(24 + (12 * 0.25f / 0.75f), 0.01); // Tin = Ts + (1 − c)/c · ΔT
    }
}
