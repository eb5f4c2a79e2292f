using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Jobs;

/// <summary>What the scheduler is good for, measured: the same jobs of one day, until the last is done, with it and without.</summary>
public sealed class EqualWorkTests(ITestOutputHelper output)
{
    private const int StepMs = 900_000;
    private const int MostTicks = 14 * 96;

    [Fact]
    public void The_same_jobs_cost_less_with_it_and_no_more_of_them_are_late()
    {
        var (on, off) = (Begin(true), Begin(false));
        using (on.World)
        {
            using (off.World)
            {
                var ticks = 0;
                while (on.World.TickIndex < 96 || on.World.Network.Jobs!.Jobs.Length > 0 || off.World.Network.Jobs!.Jobs.Length > 0)
                {
                    (++ticks).ShouldBeLessThan(MostTicks, "all jobs of a day are done within a fortnight");
                    on.Step();
                    off.Step();
                }

                var (with, without) = (on.World.Network.Jobs!.Ledger, off.World.Network.Jobs!.Ledger);
                output.WriteLine($"{ticks} ticks; {with.Completed.Sum()} jobs; late {with.Late.Sum()} against {without.Late.Sum()}; IT {on.ItMWh:0.0} against {off.ItMWh:0.0} MWh; "
                    + $"facility {on.FacilityMWh:0.0} against {off.FacilityMWh:0.0} MWh; cost {on.CostCny:0} against {off.CostCny:0} CNY; carbon {on.CarbonT:0.00} against {off.CarbonT:0.00} t; moved {with.MovedGb / 1000:0} TB");
                with.Completed.ShouldBe(without.Completed, "the same jobs, counted where they were given to");
                with.DoneKWh.Sum().ShouldBe(without.DoneKWh.Sum(), 1e-9 * without.DoneKWh.Sum(), "equal work");

                var moveCny = with.MovedGb * on.World.Spec.Jobs!.Scheduler.TransferCnyPerGb;
                (on.CostCny + moveCny).ShouldBeLessThan(off.CostCny, "and the moves are paid for");
                with.Late.Sum().ShouldBeLessThanOrEqualTo(without.Late.Sum() + (with.Completed.Sum() / 1000));
            }
        }
    }

    private static Meter Begin(bool scheduler) => new(new World(
        ThinWorld.Spec with { Jobs = ThinWorld.Spec.Jobs! with { ArrivalsEndHours = 24, Scheduler = ThinWorld.Spec.Jobs.Scheduler with { On = scheduler } } }, "thin", 1, StepMs, 1));

    private sealed class Meter(World world)
    {
        private const double Hours = StepMs / 3_600_000.0;

        public World World => world;

        public double ItMWh { get; private set; }

        public double FacilityMWh { get; private set; }

        public double CostCny { get; private set; }

        public double CarbonT { get; private set; }

        public void Step()
        {
            world.Step();
            var r = world.Network.Reading;
            ItMWh += r[Quantity.ItKw] * Hours / 1000;
            FacilityMWh += r.FacilityKw * Hours / 1000;
            CostCny += r[Quantity.CostCnyph] * Hours;
            CarbonT += r[Quantity.CarbonKgph] * Hours / 1000;
        }
    }
}
