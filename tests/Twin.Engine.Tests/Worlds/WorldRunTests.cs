using Twin.Model;

namespace Twin.Engine.Tests.Worlds;

/// <summary>A whole world steps to the same bits on any number of threads, after a load, in a fork and in a part of it.</summary>
public sealed class WorldRunTests
{
    private const int Ticks = 400;

    [Fact]
    public void Threads_change_no_bit()
    {
        using var one = SmallWorld.New(threads: 1);
        using var two = SmallWorld.New(threads: 2);
        using var many = SmallWorld.New(threads: 7);
        for (var i = 0; i < Ticks; i++)
        {
            Step(one);
            Step(two);
            Step(many);
            two.Hash().ShouldBe(one.Hash(), $"at tick {i}");
            many.Hash().ShouldBe(one.Hash(), $"at tick {i}");
        }
    }

    [Fact]
    public void A_loaded_world_goes_on_as_the_saved_one_does()
    {
        using var whole = SmallWorld.New();
        var broken = SmallWorld.New();
        for (var i = 0; i < Ticks; i++)
        {
            Step(whole);
            Step(broken);
            if (i % 37 == 0)
            {
                var state = new StateWriter();
                broken.Save(state);
                broken.Dispose();
                broken = SmallWorld.New();
                broken.Load(state.ToArray());
            }

            broken.Hash().ShouldBe(whole.Hash(), $"at tick {i}");
        }

        broken.TimeMs.ShouldBe(whole.TimeMs);
        broken.Dispose();
    }

    [Fact]
    public void A_fork_lives_apart()
    {
        using var live = SmallWorld.New();
        for (var i = 0; i < 30; i++)
        {
            Step(live);
        }

        var before = live.Hash();
        using var fork = live.Fork(threads: 2);
        fork.Hash().ShouldBe(before);
        fork.Step([SmallWorld.Inject("only-in-the-fork", EventKind.LoadSurge, "network", fork.TimeMs)]);
        live.Hash().ShouldBe(before);
        using var same = live.Fork(threads: 1);
        Step(same);
        Step(live);
        same.Hash().ShouldBe(live.Hash());
        fork.Hash().ShouldNotBe(live.Hash());
    }

    [Theory]
    [InlineData("shanxi")]
    [InlineData("shanxi/yanggao")]
    [InlineData("guangdong/shaoguan/ai")]
    public void A_part_of_the_world_steps_as_in_the_whole(string node)
    {
        var path = NodePath.Parse(node);

        // Jobs go from hub to hub: in a part of the world work follows its usual day, and so it must in the whole to compare.
        using var whole = new World(SmallWorld.Spec with { Jobs = null }, SmallWorld.Digest, 1, 10_000, 1);
        using var part = new World(WorldSlice.Of(SmallWorld.Spec, path), "part", 1, 10_000, 1);
        part.DataCenters.Select(d => d.Spec.Path).ShouldBe(whole.DataCenters.Where(d => path.Contains(d.Spec.Path)).Select(d => d.Spec.Path));
        for (var i = 0; i < Ticks; i++)
        {
            Step(whole);
            Step(part);
            foreach (var center in part.DataCenters)
            {
                center.Hash().ShouldBe(whole.DataCenters.Single(d => d.Spec.Path == center.Spec.Path).Hash(), $"{center.Spec.Path} at tick {i}");
            }

            part.Network.Closure.Holds.ShouldBeTrue($"at tick {i}: {part.Network.Closure}");
        }
    }

    [Theory]
    [InlineData("shanxi/datong")]
    [InlineData("shanxi/datong/waterless")]
    public void A_part_of_a_region_keeps_its_grid_with_price_and_carbon(string node)
    {
        using var whole = SmallWorld.New();
        using var part = new World(WorldSlice.Of(SmallWorld.Spec, NodePath.Parse(node)), "part", 1, 10_000, 1);
        for (var i = 0; i < 60; i++)
        {
            whole.Step();
            part.Step();
        }

        part.Hubs.Select(h => h.Spec.Path.Value).ShouldBe(["shanxi/datong"]);
        part.Regions[0].PriceCnyPerKWh.ShouldBe(whole.Regions[0].PriceCnyPerKWh);
        part.Regions[0].CarbonKgPerKWh.ShouldBe(whole.Regions[0].CarbonKgPerKWh, 0.05 * whole.Regions[0].CarbonKgPerKWh);
        part.Regions[0].Reading[Quantity.WindKw].ShouldBe(whole.Regions[0].Reading[Quantity.WindKw], 0.02 * whole.Regions[0].Reading[Quantity.WindKw]);
    }

    [Fact]
    public void A_rack_or_an_unknown_node_is_no_part_to_run()
    {
        var rack = SmallWorld.Spec.DataCenters.First().Path.Child(NodePath.RackName(0));
        Should.Throw<ArgumentException>(() => WorldSlice.Of(SmallWorld.Spec, rack)).Message.ShouldContain(rack.Parent.Value);
        Should.Throw<ArgumentException>(() => WorldSlice.Of(SmallWorld.Spec, NodePath.Parse("atlantis"))).Message.ShouldContain("shanxi");
    }

    [Fact]
    public void Closures_hold_at_every_node_and_tick()
    {
        using var world = SmallWorld.New();
        for (var i = 0; i < Ticks; i++)
        {
            Step(world);
            world.Network.Closure.Holds.ShouldBeTrue($"network at tick {i}: {world.Network.Closure}");
            world.Regions.ShouldAllBe(r => r.Closure.Holds);
            world.Hubs.ShouldAllBe(h => h.Closure.Holds);
            world.DataCenters.ShouldAllBe(d => Closure.EnergyErrorOf(d.Reading) <= Closure.Tolerance);
        }
    }

    [Fact]
    public void Another_worlds_state_is_refused_with_what_differs()
    {
        using var world = SmallWorld.New();
        var state = new StateWriter();
        world.Save(state);
        using var otherSeed = SmallWorld.New(seed: 2);
        Should.Throw<FormatException>(() => otherSeed.Load(state.ToArray())).Message.ShouldContain("seed");
        using var otherStep = SmallWorld.New(stepMs: 60_000);
        Should.Throw<FormatException>(() => otherStep.Load(state.ToArray())).Message.ShouldContain("step");
        using var otherWorld = new World(SmallWorld.Spec, "another", 1, 10_000, 1);
        Should.Throw<FormatException>(() => otherWorld.Load(state.ToArray())).Message.ShouldContain("world");
        Should.Throw<FormatException>(() => world.Load(state.ToArray().AsMemory(0, state.Length - 1))).Message.ShouldContain("ends at byte");
        Should.Throw<FormatException>(() => world.Load((byte[])[.. state.ToArray(), 0])).Message.ShouldContain("longer");
    }

    [Fact]
    public void A_step_that_does_not_divide_a_quarter_of_an_hour_is_refused() =>
        Should.Throw<ArgumentException>(() => SmallWorld.New(stepMs: 7_000)).Message.ShouldContain("divide 15 min");

    /// <summary>Steps with a few events whose begin every world here shares.</summary>
    private static void Step(World world)
    {
        TwinCommand? command = world.TickIndex switch
        {
            9 => SmallWorld.Inject("outage", EventKind.FeedLoss, "shanxi/datong/waterless", world.TimeMs, durationMs: 1_500_000),
            39 => SmallWorld.Inject("heat", EventKind.HeatWave, "shanxi", world.TimeMs, 25, 1_200_000, 300_000),
            79 => SmallWorld.Inject("pumps", EventKind.PumpTrip, "guangdong/shaoguan/ai", world.TimeMs, 4),
            119 => SmallWorld.Inject("cap", EventKind.RackCap, "shanxi/yanggao/fresh-air", world.TimeMs, 0.5, selection: "0-19"),
            129 => new EndCommand { Id = "end-cap", EventId = "cap" },
            _ => null,
        };

        if (command is null)
        {
            world.Step();
        }
        else
        {
            world.Step([command]);
        }
    }
}
