using FsCheck;
using FsCheck.Fluent;

namespace Twin.Model.Tests.Racks;

public sealed class RackKernelTests
{
    private static readonly RackClass[] Classes =
    [
        new() { Name = "standard", DesignKw = 2.5, Pflops = 0.01 },
        new() { Name = "ai", DesignKw = 40, LiquidShare = 0.85, Fans = FanProfile.Legacy },
        new() { Name = "tank", DesignKw = 60, LiquidShare = 1, Fans = FanProfile.None },
    ];

    /// <summary>Racks in every condition: hot, cold, capped, set, faulted, shut down, mid-count.</summary>
    private static RackColumns Mixed(int racks, uint seed)
    {
        var columns = new RackColumns([racks], seed);
        for (var i = 0; i < racks; i++)
        {
            var dice = RackNoise.Hash(seed, (uint)i, 7);
            columns.InletC[i] = 18 + (dice % 27);
            columns.MassC[i] = 18 + (dice / 32 % 27);
            columns.SiliconC[i] = 40 + (dice / 1024 % 70);
            var status = columns.Status[i];
            status = (dice & 0x7000) == 0 ? RackStatus.WithCap(status, 0.5) : status;
            status = (dice & 0x38000) == 0 ? RackStatus.WithLoad(status, 0.9) : status;
            status |= (dice & 0x1C0000) == 0 ? RackStatus.Fault : 0;
            status |= (dice & 0xE00000) == 0 ? RackStatus.ShutDown : 0;
            status |= (dice & 0x7000000) == 0 ? 300u << RackStatus.TimerShift : 0;
            columns.Status[i] = status;
        }

        return columns;
    }

    private static RackSegment[] Parts(uint seed, int n) =>
    [
        .. Enumerable.Range(0, n).Select(i => new RackSegment
        {
            Seconds = 1 + (RackNoise.Hash(seed, (uint)i, 1) % 60), Load = RackNoise.Hash(seed, (uint)i, 2) % 100 / 100f, Noise = 0.08f,
            NoiseCell = seed + (uint)i, SupplyC = 20 + (RackNoise.Hash(seed, (uint)i, 3) % 20), CoolShare = RackNoise.Hash(seed, (uint)i, 4) % 3 / 2f,
            CoolantC = 30 + (RackNoise.Hash(seed, (uint)i, 5) % 25), FlowShare = RackNoise.Hash(seed, (uint)i, 6) % 3 / 2f, Powered = RackNoise.Hash(seed, (uint)i, 8) % 4 != 0,
        }),
    ];

    [Fact]
    public void A_rack_stepped_alone_has_the_bits_it_has_in_its_hall() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
        {
            var physics = new RackPhysics(Classes[seed % 3], 1053);
            var hall = Mixed(37, seed);
            var before = hall.Fork();
            var parts = Parts(seed, 1 + (int)(seed % 5));
            RackKernel.Step(physics, hall, 0, parts, seed, []);
            for (var i = 0; i < hall.Rows; i++)
            {
                RackKernel.StepOne(physics, before[i], (uint)i, parts, seed, RackAir.Usual, out _).ShouldBe(hall[i]);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rack_whose_fans_are_set_has_alone_the_bits_it_has_in_its_hall() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
        {
            var physics = new RackPhysics(Classes[seed % 3], 1053);
            var hall = Mixed(37, seed);
            var before = hall.Fork();
            var parts = Parts(seed, 1 + (int)(seed % 5));
            float[] fansFrom = [.. Enumerable.Range(0, hall.Rows).Select(i => 15 + (RackNoise.Hash(seed, (uint)i, 9) % 20))];
            RackKernel.Step(physics, hall, 0, parts, seed, [], fansFromC: fansFrom);
            for (var i = 0; i < hall.Rows; i++)
            {
                RackKernel.StepOne(physics, before[i], (uint)i, parts, seed, new RackAir(1, fansFrom[i]), out _).ShouldBe(hall[i]);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_are_those_of_the_racks_one_by_one()
    {
        foreach (var rack in Classes)
        {
            var physics = new RackPhysics(rack, 500);
            var hall = Mixed(1001, 5);
            var before = hall.Fork();
            var parts = Parts(3, 4);
            var sums = RackKernel.Step(physics, hall, 0, parts, 9, []);
            double it = 0, air = 0, liquid = 0, load = 0;
            int on = 0, down = 0, faulted = 0;
            for (var i = 0; i < hall.Rows; i++)
            {
                RackKernel.StepOne(physics, before[i], (uint)i, parts, 9, RackAir.Usual, out var one);
                it += one.ItKWs;
                air += one.HeatAirKWs;
                liquid += one.HeatLiquidKWs;
                load += one.LoadS;
                on += one.On;
                down += one.ShutDown;
                faulted += one.Faulted;
            }

            sums.ItKWs.ShouldBe(it, 1e-9 * it);
            sums.HeatAirKWs.ShouldBe(air, 1e-6 * Math.Max(1, Math.Abs(air)));
            sums.HeatLiquidKWs.ShouldBe(liquid, 1e-9 * Math.Max(1, liquid));
            sums.LoadS.ShouldBe(load, 1e-9 * load);
            (sums.On, sums.ShutDown, sums.Faulted).ShouldBe((on, down, faulted));
            faulted.ShouldBeGreaterThan(50);
            down.ShouldBeGreaterThan(50);
        }
    }

    [Fact]
    public void Caps_set_loads_and_faults_do_what_they_say()
    {
        var physics = new RackPhysics(new RackClass { Name = "r", DesignKw = 10, Fans = FanProfile.None, LeakagePerK = 0, Curve = (1, 0, 0) }, 0);
        RackSums Run(uint status, float load)
        {
            var segment = new RackSegment { Seconds = 1, Load = load, SupplyC = 20, CoolShare = 1, FlowShare = 1, Powered = true };
            RackKernel.StepOne(physics, new RackRow(20, 20, 40, status, 0x0080), 0, [segment], 1, RackAir.Usual, out var sums);
            return sums;
        }

        const uint Free = RackStatus.NoCap | RackStatus.NoLoad;
        Run(Free, 0.5f).ItKWs.ShouldBe(10 * (0.3 + (0.7 * 0.5)), 0.05);
        Run(RackStatus.WithCap(Free, 0.5), 1).ItKWs.ShouldBe(5, 0.03);
        Run(RackStatus.WithLoad(Free, 1), 0.1f).ItKWs.ShouldBe(10, 0.01);
        Run(Free | RackStatus.Fault, 1).ItKWs.ShouldBe(0);
        Run(Free | RackStatus.Fault, 1).On.ShouldBe(0);
        RackStatus.Cap(RackStatus.WithCap(Free, 0.7))!.Value.ShouldBe(0.7, 0.003);
        RackStatus.Load(Free).ShouldBeNull();
    }

    [Fact]
    public void Energy_is_conserved_between_racks_and_plant_in_the_long_run()
    {
        var physics = new RackPhysics(Classes[0] with { AirToWallKwPerK = 0 }, 1053);
        var hall = new RackColumns([64], 4);
        double it = 0, heat = 0;
        for (var i = 0; i < 2000; i++)
        {
            var sums = RackKernel.Step(physics, hall, 0, [new RackSegment { Seconds = 60, Load = 0.7f, SupplyC = 24, CoolShare = 1, FlowShare = 1, Powered = true }], 4, []);
            it += sums.ItKWs;
            heat += sums.HeatAirKWs;
        }

        heat.ShouldBe(it, 0.001 * it);
    }
}
