using Twin.Model.Jobs;

namespace Twin.Engine.Tests.Jobs;

/// <summary>Power of synchronous jobs: it swings in short steps, and its energy is the same in all.</summary>
public sealed class JobPowerTests
{
    private static readonly JobClass Training = new()
    {
        Name = "training", SizeKw = new Spread(1, 0, 1, 1), Hours = new Spread(1, 0, 1, 1), CheckpointMinutes = 30, Swing = new Swing(0.5, 2000, 0.1, 60, 0.4),
    };

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(60_000)]
    [InlineData(900_000)]
    public void Two_hours_take_the_same_energy_at_every_step(int stepMs)
    {
        const double hours2 = 7_200_000;
        double sum = 0;
        for (var at = 0.0; at < hours2; at += stepMs)
        {
            sum += JobPower.MeanShare(Training, at, at + stepMs) * stepMs;
        }

        // Four times 29 minutes of iterations that wait a tenth at half power, and a minute of checkpoint.
        (sum / hours2).ShouldBe(((29 * 0.95) + 0.4) / 30, 1e-9);
    }

    [Fact]
    public void Iterations_and_checkpoints_show_where_the_step_is_short_enough()
    {
        JobPower.MeanShare(Training, 0, 10).ShouldBe(1);
        JobPower.MeanShare(Training, 1900, 1910).ShouldBe(0.5, 1e-9);
        JobPower.MeanShare(Training, 29.5 * 60_000, (29.5 * 60_000) + 10).ShouldBe(0.4, 1e-9);
        JobPower.MeanShare(Training with { Swing = null }, 0, 10).ShouldBe(1);
        JobPower.SwingShare(Training).ShouldBe(0.5);
    }
}
