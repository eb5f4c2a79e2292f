using FsCheck;
using FsCheck.Fluent;
using Twin.Model.Grid;

namespace Twin.Model.Tests.Grid;

public class StoragePlantTests
{
    public static TheoryData<StorageKind> Kinds => [.. Enum.GetValues<StorageKind>()];

    /// <summary>A plant with enough room for the steps below.</summary>
    private static StoragePlant Plant(StorageKind kind, double hours = 2) => new(StorageSpec.Of(kind, "plant", 1000, 1000 * hours));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_never_gives_more_than_it_took_times_efficiency_and_never_does_both(StorageKind kind)
    {
        var steps = Gen.ArrayOf(Gen.Zip(Gen.Choose(-1500, 1500), Gen.Elements(1, 10, 60, 900))).ToArbitrary();
        Prop.ForAll(steps, moves =>
        {
            var plant = Plant(kind);
            var spec = plant.Spec;
            double taken = 0, given = 0;
            foreach (var (wantedKw, seconds) in moves)
            {
                var before = plant.PowerKw;
                var step = plant.Step(seconds, wantedKw);
                (step.ChargeKw >= 0 && step.DischargeKw >= 0 && (step.ChargeKw == 0 || step.DischargeKw == 0)).ShouldBeTrue();
                Math.Max(step.ChargeKw, step.DischargeKw).ShouldBeLessThanOrEqualTo(spec.PowerKw * (1 + 1e-12));
                plant.Share.ShouldBeInRange(0, spec.MostShare + 1e-9);
                (Math.Abs(plant.PowerKw - before) <= (spec.PowerKw * seconds / spec.RampS) + 1e-6 || plant.PowerKw == 0).ShouldBeTrue();
                taken += step.ChargeKw * seconds / 3600;
                given += step.DischargeKw * seconds / 3600;
            }

            var fromStart = spec.EnergyKWh * (spec.StartShare - spec.LeastShare) * spec.DischargeEfficiency;
            given.ShouldBeLessThanOrEqualTo((taken * spec.ChargeEfficiency * spec.DischargeEfficiency) + fromStart + 1e-6);
            var stored = (plant.Share - spec.StartShare) * spec.EnergyKWh;
            stored.ShouldBeLessThanOrEqualTo((taken * spec.ChargeEfficiency) - (given / spec.DischargeEfficiency) + 1e-6);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(StorageKind.Electrochemical, 0.845)]
    [InlineData(StorageKind.PumpedHydro, 0.80)]
    [InlineData(StorageKind.CompressedAir, 0.65)]
    [InlineData(StorageKind.Gravity, 0.86)]
    [InlineData(StorageKind.Flywheel, 0.87)]
    public void A_cycle_gives_back_its_round_trip(StorageKind kind, double roundTrip)
    {
        var plant = new StoragePlant(StorageSpec.Of(kind, "plant", 1000, 1000) with { LeastShare = 0, MostShare = 1, StartShare = 0, LossPerH = 0 });
        double taken = 0, given = 0;
        for (var i = 0; i < 300; i++)
        {
            taken += plant.Step(60, -1000).ChargeKw / 60;
        }

        plant.Share.ShouldBe(1, 1e-9);
        for (var i = 0; i < 300; i++)
        {
            given += plant.Step(60, 1000).DischargeKw / 60;
        }

        (given / taken).ShouldBe(roundTrip, 1e-6);
    }

    [Fact]
    public void Pumped_hydro_rests_between_pumping_and_turbining_and_a_battery_does_not()
    {
        SecondsToTurn(StorageKind.PumpedHydro).ShouldBeInRange(450, 600 + 120);
        SecondsToTurn(StorageKind.CompressedAir).ShouldBeInRange(600, 900);
        SecondsToTurn(StorageKind.Electrochemical).ShouldBeLessThanOrEqualTo(2);

        static int SecondsToTurn(StorageKind kind)
        {
            var plant = Plant(kind, 8);
            for (var i = 0; i < 600; i++)
            {
                plant.Step(1, -1000);
            }

            var seconds = 0;
            while (plant.Step(1, 1000).DischargeKw == 0)
            {
                (++seconds).ShouldBeLessThan(2000);
            }

            return seconds;
        }
    }

    [Fact]
    public void A_flywheel_is_empty_in_days_and_a_gravity_plant_is_not()
    {
        var (flywheel, blocks) = (Plant(StorageKind.Flywheel), Plant(StorageKind.Gravity));
        for (var h = 0; h < 72; h++)
        {
            flywheel.Step(3600, 0);
            blocks.Step(3600, 0);
        }

        flywheel.Share.ShouldBe(0.5 * Math.Exp(-0.03 * 72), 1e-9);
        blocks.Share.ShouldBe(0.5);
    }
}
