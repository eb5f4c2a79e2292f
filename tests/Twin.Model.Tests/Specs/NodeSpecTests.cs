using Twin.Tests;

namespace Twin.Model.Tests.Specs;

/// <summary>Servers made of parts against ExaDigiT RAPS: 75 node powers, and the sum of Frontier.</summary>
public sealed class NodeSpecTests
{
    private sealed record Point(string System, double Processor, double Accelerator, double NodeW, double LossW, double WithRectifierW);

    private static readonly Lazy<Point[]> Points = new(() =>
        [.. SharedData.Rows("server-power/raps_node_power_vectors.csv").Select(r => new Point(
            r[0], double.Parse(r[1]), double.Parse(r[2]), double.Parse(r[3]), double.Parse(r[4]), double.Parse(r[5])))]);

    [SharedDataTheory]
    [InlineData("frontier")]
    [InlineData("summit")]
    [InlineData("marconi100")]
    public void A_node_draws_what_RAPS_says(string system)
    {
        var (node, rectifier) = system switch
        {
            "frontier" => (new Frontier().Node, new Frontier().Rack.Rectifier),
            "summit" => (OfTwoPoints(system, 6, new Frontier().Node.Converter), new Frontier().Rack.Rectifier),
            _ => (OfTwoPoints(system, 4, Converter.None), Converter.None),
        };
        var points = Points.Value.Where(p => p.System == system).ToArray();
        points.Length.ShouldBe(25);
        foreach (var p in points)
        {
            var label = $"{system}, processors {p.Processor}, accelerators {p.Accelerator}";
            var watts = node.PowerW(p.Processor, p.Accelerator);
            watts.ShouldBe(p.NodeW, 1e-6, label);
            node.Converter.LossW(node.PartsW(p.Processor, p.Accelerator)).ShouldBe(p.LossW, 1e-6, label);
            rectifier.InputW(watts).ShouldBe(p.WithRectifierW, 1e-6, label);
        }
    }

    /// <summary>
    /// Only Frontier's settings are at hand. For the others, accelerators are V100 (75 to 300 W, MODELS §3.1); their
    /// processors and the rest are set from the points (0, 0) and (1, 0), and the other 23 are held to that.
    /// </summary>
    private static NodeSpec OfTwoPoints(string system, int accelerators, Converter converter)
    {
        double PartsAt(double processor)
        {
            var point = Points.Value.Single(p => p.System == system && p.Processor == processor && p.Accelerator == 0);
            return point.NodeW - point.LossW;
        }

        return new NodeSpec
        {
            Name = system,
            Parts =
            [
                new("accelerator", accelerators, 75, 300, PartDriver.Accelerator),
                new("rest", 1, PartsAt(0) - (accelerators * 75), PartsAt(1) - (accelerators * 75), PartDriver.Processor),
            ],
            Converter = converter,
        };
    }

    [SharedDataFact]
    public void Frontier_draws_652_W_a_node_at_rest_and_2773_W_at_full_load()
    {
        var node = new Frontier().Node;
        node.PowerW(0, 0).ShouldBe(652.306122, 1e-6);
        node.PowerW(1, 1).ShouldBe(2772.714286, 1e-6);
    }

    /// <summary>MODELS §3.1: 16 servers and 4 switches on 4 rectifiers a chassis, 8 chassis a rack, 74 racks, 25 distribution units.</summary>
    [SharedDataFact]
    public void Frontier_as_a_whole_rests_at_7_31_MW_and_peaks_at_28_23_MW()
    {
        var frontier = new Frontier();
        frontier.Racks.ShouldBe(74);
        frontier.SystemMw(0).ShouldBe(7.31, 0.005);
        frontier.SystemMw(1).ShouldBe(28.23, 0.005);
        frontier.Rack.PowerKw(1, 1).ShouldBe(378.6, 0.05);
        (frontier.Rack.LoadKw(1, 1) / frontier.Rack.PowerKw(1, 1)).ShouldBe(0.936, 0.001);
    }

    /// <summary>The class that is derived, at any load, draws what its servers draw: no fans, no leakage, so that nothing else is in it.</summary>
    [SharedDataTheory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.75)]
    [InlineData(1)]
    public void A_rack_class_made_of_nodes_draws_what_they_draw(double load)
    {
        var rack = new Frontier().Rack;
        var derived = RackClass.OfNodes("frontier", rack) with { Fans = FanProfile.None, LeakagePerK = 0, LiquidShare = 1 };
        new RackPhysics(derived, 0).ExpectedKw(load, 24).ShouldBe(rack.PowerKw(load, load), 1e-4);

        var row = new RackRow(24, 24, 24, RackStatus.WithLoad(RackStatus.NoCap | RackStatus.NoLoad, load), 0);
        var second = new RackSegment { Seconds = 1, SupplyC = 24, CoolShare = 1, CoolantC = 32, FlowShare = 1, Powered = true };
        RackKernel.StepOne(new RackPhysics(derived, 0), row, 0, [second], 1, RackAir.Usual, out var sums);
        sums.ItKWs.ShouldBe(rack.PowerKw(load, load), rack.PowerKw(1, 1) * 0.003); // loads set on a rack come in steps of 1/255
    }
}
