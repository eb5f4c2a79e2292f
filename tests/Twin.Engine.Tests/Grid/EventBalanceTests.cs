using Twin.Engine.Tests.Config;
using Twin.Model;

namespace Twin.Engine.Tests.Grid;

/// <summary>Every event of the catalogue at every region of the default world, whose halls hold four racks each.</summary>
public sealed class EventBalanceTests
{
    private static readonly Lazy<WorldSpec> Thin = new(() => DefaultWorld.Loaded.World with
    {
        Regions =
        [
            .. DefaultWorld.Loaded.World.Regions.Select(r => r with
            {
                Hubs = [.. r.Hubs.Select(h => h with { DataCenters = [.. h.DataCenters.Select(d => d with { Halls = [.. d.Halls.Take(2).Select(x => x with { Racks = 4 })] })] })],
            }),
        ],
    });

    public static TheoryData<EventKind> Kinds => [.. Enum.GetValues<EventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Both_balances_hold_at_every_node_and_tick(EventKind kind)
    {
        using var world = new World(Thin.Value, "thin", 1, 60_000, 1);
        var facts = EventCatalogue.Of(kind);
        world.Step();

        // For half of its time as strong as usual, then as strong as it may be.
        var ramp = Math.Max(60_000, Math.Min(300_000, facts.UsualRampMs));
        world.Step([Inject("usual", facts.Usual, 0, ramp), Inject("most", facts.Most, 300_000, ramp)]);
        for (var i = 0; i < 24; i++)
        {
            Balanced(world);
            world.Step();
        }

        InjectCommand Inject(string id, double magnitude, long afterMs, long rampMs) => new()
        {
            Id = id,
            Event = new TwinEvent { Id = id, Kind = kind, Target = NodePath.Root, StartMs = world.TimeMs + afterMs, DurationMs = 480_000, RampMs = rampMs, Magnitude = magnitude },
        };
    }

    private static void Balanced(World world)
    {
        world.Network.Closure.Holds.ShouldBeTrue(world.Network.Closure.ToString());
        foreach (var region in world.Regions)
        {
            region.Closure.Holds.ShouldBeTrue($"{region.Spec.Path}: {region.Closure}");
            var r = region.Reading;

            // The loss is what its formula says, whatever is left over elsewhere.
            r[Quantity.RegionLossKw].ShouldBeGreaterThan(0);
            Math.Abs(r.GridErrorKw).ShouldBeLessThan(1e-6 * r.GridFedKw, region.Spec.Path.Value);
        }

        foreach (var hub in world.Hubs)
        {
            hub.Closure.Holds.ShouldBeTrue($"{hub.Spec.Path}: {hub.Closure}");
        }

        foreach (var center in world.DataCenters)
        {
            Closure.EnergyErrorOf(center.Reading).ShouldBeLessThan(Closure.Tolerance, center.Spec.Path.Value);
        }
    }
}
