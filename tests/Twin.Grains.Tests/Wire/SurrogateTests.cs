using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Grains.Tests.Wire;

/// <summary>What crosses between silos and clients arrives whole.</summary>
public sealed class SurrogateTests
{
    private static readonly Type[] Converters =
    [
        .. new[] { typeof(INodeGrain).Assembly, typeof(StepGate).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.GetCustomAttribute<RegisterConverterAttribute>() is not null && t.Namespace!.StartsWith("Twin.", StringComparison.Ordinal)),
    ];

    // These hold their values behind one name of another kind.
    private static readonly Type[] Wrapped = [typeof(NodePath), typeof(Reading), typeof(InletHistogram)];

    [Fact]
    public void A_surrogate_has_every_field_that_can_be_set_of_what_it_carries()
    {
        Converters.Length.ShouldBeGreaterThan(25);
        foreach (var converter in Converters)
        {
            var types = converter.GetInterfaces().Single(i => i.IsGenericType).GetGenericArguments();
            if (Wrapped.Contains(types[0]) || types[0].IsSubclassOf(typeof(Exception)))
            {
                continue;
            }

            var carried = types[0].GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null).Select(p => p.Name)
                .Concat(types[0].GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => f.Name));
            types[1].GetFields().Select(f => f.Name).ShouldBe(carried, ignoreOrder: true, $"{types[0].Name}: its surrogate must be told of a field that was added or removed");
        }
    }

    [Fact]
    public void Values_come_back_to_the_last_bit()
    {
        using var services = new ServiceCollection().AddSerializer(b => b.AddAssembly(typeof(INodeGrain).Assembly).AddAssembly(typeof(StepGate).Assembly)).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var reading = new Reading { MaxInletC = double.NegativeInfinity, [Quantity.ItKw] = 0.1 + 0.2, [Quantity.FuelLph] = -0.0, [Quantity.UsedPflops] = double.NaN };
        var histogram = new InletHistogram();
        histogram.Counts[7] = 3;
        var frame = new NodeFrame(
            reading, new Closure(1e-12, Quantity.FanKw, double.Epsilon), new WeatherView(1, 2, 3, 4, 5, 6, 7, 8), null, 0.7, null,
            new PowerView(Supply.Battery, 1, 2, 0.5, double.PositiveInfinity, 3, null, 4, true, 900, 12.5), histogram, null, ["west-220-1"]);
        var back = Round(frame);
        back.Reading.ToArray().Select(BitConverter.DoubleToInt64Bits).ShouldBe(reading.ToArray().Select(BitConverter.DoubleToInt64Bits));
        back.Reading.MaxInletC.ShouldBe(double.NegativeInfinity);
        (back.Closure, back.Weather, back.PriceCnyPerKWh, back.CarbonKgPerKWh, back.Plant, back.Power)
            .ShouldBe((frame.Closure, frame.Weather, frame.PriceCnyPerKWh, frame.CarbonKgPerKWh, frame.Plant, frame.Power));
        back.Inlets!.Counts.ShouldBe(histogram.Counts);
        back.DarkStations.ShouldBe(["west-220-1"]);

        var e = new TwinEvent { Id = "e", Kind = EventKind.RackCap, Target = NodePath.Parse("a/b/c/r-00001"), StartMs = 5, Magnitude = 0.7, RampMs = 3, Selection = "1", By = "x", Reason = "y" };
        Round(e).ShouldBe(e);
        var segment = new RackSegment { Seconds = 1, Load = 2, Noise = 3, NoiseCell = 4, SupplyC = 5, CoolShare = 6, LackShare = 7, CoolantC = 8, FlowShare = 9, Powered = true };
        Round(segment).ShouldBe(segment);

        var refused = Round(new TwinRefusedException(Refusal.Full, [new Fault("f", "m")]));
        (refused.Refusal, refused.Faults.Single()).ShouldBe((Refusal.Full, new Fault("f", "m")));

        T Round<T>(T value) => serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}
