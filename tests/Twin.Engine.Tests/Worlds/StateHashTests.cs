using System.Collections;
using System.Reflection;
using Twin.Model;

namespace Twin.Engine.Tests.Worlds;

/// <summary>Nothing of the state is left out of its hash, or of what is saved. Fields are found by reflection: a new one is in the test at once.</summary>
public sealed class StateHashTests
{
    // Racks' lasting differences are drawn anew from the seed, which a saved state names.
    private const string DrawnFromSeed = nameof(RackColumns.Traits);
    private static readonly string[] ForPeople = [nameof(TwinEvent.By), nameof(TwinEvent.Reason)];

    [Fact]
    public void Every_field_of_every_data_center_changes_the_hash_and_is_saved()
    {
        using var world = Stepped();
        var met = new List<string>();
        foreach (var center in world.DataCenters)
        {
            foreach (var (name, get, set) in Fields(center.State, "State"))
            {
                foreach (var changed in Neighbours(get()))
                {
                    var before = get();
                    set(changed);
                    Differs(world, $"{center.Spec.Path} {name} from {before} to {changed}");
                    set(before);
                }

                met.Add(name);
            }
        }

        met.Distinct().Count().ShouldBeGreaterThan(30);
        met.ShouldContain("State.Plant.FilterPa");
        met.ShouldContain("State.Power.Outages");
        met.ShouldContain("State.Plant.Starts[3]");
        world.Hash().ShouldBe(_before, "all fields are back");
    }

    [Fact]
    public void Every_column_of_every_rack_changes_the_hash_and_is_saved()
    {
        using var world = Stepped();
        var center = world.DataCenters[1];
        var columns = typeof(RackColumns).GetProperties().Where(p => p.PropertyType.IsArray && p.Name != DrawnFromSeed).ToArray();
        columns.Length.ShouldBe(4);
        foreach (var column in columns)
        {
            var values = (Array)column.GetValue(center.Racks)!;
            foreach (var row in (int[])[0, 1, 7, 8, values.Length / 2, values.Length - 1])
            {
                var before = values.GetValue(row)!;
                values.SetValue(Neighbours(before).First(), row);
                Differs(world, $"{column.Name}[{row}]");
                values.SetValue(before, row);
            }
        }

        world.Hash().ShouldBe(_before, "all rows are back");
    }

    [Fact]
    public void Every_fact_of_an_event_changes_the_hash_and_is_saved()
    {
        using var world = Stepped();
        TwinEvent[] events = [.. world.Network.Events];
        events.Length.ShouldBe(2);
        foreach (var property in typeof(TwinEvent).GetProperties().Where(p => p.CanWrite))
        {
            foreach (var value in Neighbours(property.GetValue(events[1]), property.PropertyType))
            {
                var changed = events[1] with { };
                property.SetValue(changed, value);
                world.Network.Restore([events[0], changed]);
                if (!ForPeople.Contains(property.Name))
                {
                    Differs(world, $"event's {property.Name} to {value}");
                }
            }
        }

        world.Network.Restore([events[1], events[0]]);
        Differs(world, "order of events");
        world.Network.Restore([events[0]]);
        Differs(world, "an event less");
        world.Network.Restore(events);
        world.Hash().ShouldBe(_before, "all events are back");
    }

    [Fact]
    public void The_tick_changes_the_hash()
    {
        using var world = Stepped();
        typeof(World).GetProperty(nameof(World.TickIndex))!.SetValue(world, world.TickIndex + 1);
        Differs(world, "tick");
    }

    private ulong _before;

    private World Stepped()
    {
        var world = SmallWorld.New();
        world.Step([
            SmallWorld.Inject("first", EventKind.HeatWave, "shanxi", world.TimeMs, 5, 86_400_000, 60_000),
            SmallWorld.Inject("second", EventKind.RackCap, "shanxi/datong/waterless", world.TimeMs, 0.5, 86_400_000, selection: "0-9"),
        ]);
        _before = world.Hash();
        return world;
    }

    private void Differs(World world, string what)
    {
        var hash = world.Hash();
        hash.ShouldNotBe(_before, what);
        var state = new StateWriter();
        world.Save(state);
        using var loaded = SmallWorld.New();
        loaded.Load(state.ToArray());
        loaded.Hash().ShouldBe(hash, $"saved and loaded: {what}");
    }

    private static IEnumerable<(string Name, Func<object> Get, Action<object> Set)> Fields(object of, string at)
    {
        foreach (var field in of.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            var value = field.GetValue(of)!;
            var name = $"{at}.{field.Name}";
            if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    var index = i;
                    yield return ($"{name}[{i}]", () => list[index]!, x => list[index] = x);
                }
            }
            else if (value.GetType() is { IsPrimitive: false, IsEnum: false })
            {
                foreach (var inner in Fields(value, name))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (name, () => field.GetValue(of)!, x => field.SetValue(of, x));
            }
        }
    }

    /// <summary>Values that differ from one as little as its type can say, in both the lowest and a high place.</summary>
    private static IEnumerable<object?> Neighbours(object? value, Type? type = null) => value switch
    {
        double d => [double.BitIncrement(d), d + 1],
        float f => [float.BitIncrement(f)],
        int i => [i ^ 1, i ^ (1 << 30)],
        uint u => [u ^ 1],
        long l => [l ^ 1, l ^ (1L << 40)],
        bool b => [!b],
        string s => [s + "x"],
        NodePath p => [NodePath.Parse(p.Value + "x")],
        Enum e => [Enum.ToObject(e.GetType(), Convert.ToInt32(e) ^ 1)],
        null when type == typeof(long?) => [1L],
        _ => throw new NotSupportedException($"The test does not know how to change a {value?.GetType() ?? type}; teach it."),
    };

    private static IEnumerable<object> Neighbours(object value) => Neighbours(value, null).Select(x => x!);
}
