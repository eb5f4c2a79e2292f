using Twin.Engine.Config;
using Twin.Model;
using Twin.Tests;

namespace Twin.Engine.Tests.Validation;

/// <summary>Power at rest and the curve above it, against published SPECpower_ssj2008 systems.</summary>
public sealed class SpecPowerTests
{
    /// <summary>MODELS §3.1: a modern system's power at 0, 10 … 100 % of its target load, over that at 100 % (assumption).</summary>
    private static readonly double[] Shape = [0.28, 0.40, 0.46, 0.51, 0.56, 0.61, 0.67, 0.74, 0.82, 0.91, 1.00];

    private static double Rms((double C1, double C2, double C3) curve)
    {
        double sum = 0;
        for (var i = 0; i < Shape.Length; i++)
        {
            var u = i / 10.0;
            var ours = Shape[0] + ((1 - Shape[0]) * u * (curve.C1 + (u * (curve.C2 + (u * curve.C3)))));
            sum += (ours - Shape[i]) * (ours - Shape[i]);
        }

        return Math.Sqrt(sum / Shape.Length);
    }

    /// <summary>Root mean square of the default curve against the shape, over full power.</summary>
    public static double DefaultCurveRms => Rms(new RackClass { Name = "default", DesignKw = 1 }.Curve);

    /// <summary>
    /// Filled with two-socket servers of 2017 to 2021, a rack rests between the 5th and 95th percentile of theirs. A standard
    /// rack has 65 % of its slots filled (config/rack-classes.yaml), which its share at rest contains.
    /// </summary>
    [SharedDataFact]
    public void Racks_of_general_servers_rest_as_comparable_systems_do()
    {
        var systems = SpecPower.RecentTwoSocket;
        systems.Count.ShouldBeGreaterThan(90);
        var (low, high) = (SpecPower.Quantile(systems, 0.05), SpecPower.Quantile(systems, 0.95));
        new RackClass { Name = "default", DesignKw = 1 }.IdleShare.ShouldBeInRange(low, high);

        var classes = WorldLoader.Load("small").World.DataCenters.Concat(WorldLoader.Load("china").World.DataCenters)
            .SelectMany(d => d.Halls).Select(h => h.Class).DistinctBy(c => c.Name).ToDictionary(c => c.Name);
        (classes["standard"].IdleShare / 0.65).ShouldBeInRange(low, high);
        foreach (var name in (string[])["cloud", "gpu-air", "ai-liquid"])
        {
            if (classes.TryGetValue(name, out var rack))
            {
                rack.IdleShare.ShouldBeInRange(low, high, name);
            }
        }

        // Older servers rest at more: those of 2007 to 2011.
        var older = SpecPower.All().Where(s => s.Chips == 2 && s.Year <= 2011).ToArray();
        classes["cloud-legacy"].IdleShare.ShouldBeInRange(SpecPower.Quantile(older, 0.05), SpecPower.Quantile(older, 0.95), "cloud-legacy");
    }

    /// <summary>
    /// The default curve is Fan, Weber and Barroso's, measured on whole clusters; single systems under SPECpower bend less in
    /// the middle. By its share at rest alone, the linear model is nearer to that shape.
    /// </summary>
    [Fact]
    public void The_default_curve_is_within_a_tenth_of_full_power_of_the_published_shape()
    {
        DefaultCurveRms.ShouldBeInRange(0.06, 0.10);
        Rms((1, 0, 0)).ShouldBeLessThan(DefaultCurveRms);
    }
}
