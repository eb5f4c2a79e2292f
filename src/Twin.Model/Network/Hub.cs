using Twin.Model.Weather;

namespace Twin.Model;

/// <summary>One computing cluster: gives its data centers their weather, and adds up what they read.</summary>
public sealed class Hub(HubSpec spec)
{
    private readonly int _racks = spec.DataCenters.Sum(d => d.RackCount);
    private WeatherNode[] _weather = [];
    private TwinEvent[] _events = [];

    public HubSpec Spec { get; } = spec;

    public Reading Reading { get; private set; } = new();

    public Closure Closure { get; private set; }

    /// <summary>Outdoor air at the end of the last tick, events included.</summary>
    public WeatherPoint Weather => _weather.Length == 0 ? Spec.Weather.At(0L) : _weather[^1].Weather;

    /// <summary>One input per data center, in child order.</summary>
    public void Prepare(in Tick tick, in HubInput input, Span<DataCenterInput> children)
    {
        _events = input.Events;
        _weather = WeatherOf(tick);
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new DataCenterInput(
                _weather, EventRules.For(_events, Spec.DataCenters[i].Path), input.CarbonKgPerKWh, input.PriceCnyPerKWh);
        }
    }

    /// <summary>The sum of the children's readings of that tick.</summary>
    public Reading Complete(ReadOnlySpan<Reading> children)
    {
        (Reading, Closure) = Rollup.Of(children, _racks);
        return Reading;
    }

    /// <summary>Weather at the tick's ends and wherever an event bends it in between. Hours of the series never fall inside a tick: both cut 15 min.</summary>
    private WeatherNode[] WeatherOf(in Tick tick)
    {
        var (start, end) = (tick.StartMs, tick.EndMs);
        Span<long> bends = stackalloc long[64];
        var n = 0;
        foreach (var e in _events)
        {
            if (e.Kind is not (EventKind.HeatWave or EventKind.ColdWave or EventKind.DustStorm or EventKind.Calm))
            {
                continue;
            }

            foreach (var at in (ReadOnlySpan<long>)[e.StartMs, e.StartMs + e.RampMs, e.EndMs, e.GoneMs])
            {
                if (at > start && at < end && n < bends.Length && !bends[..n].Contains(at))
                {
                    bends[n++] = at;
                }
            }
        }

        bends[..n].Sort();
        var nodes = new WeatherNode[n + 2];
        for (var i = 0; i < nodes.Length; i++)
        {
            var at = i == 0 ? start : i <= n ? bends[i - 1] : end;
            nodes[i] = new WeatherNode(at, Spec.Weather.At(at / 1000.0).Under(_events, at));
        }

        return nodes;
    }
}

/// <summary>Adding up, the same at every level: in child order, with both closures taken.</summary>
public static class Rollup
{
    public static (Reading Reading, Closure Closure) Of(ReadOnlySpan<Reading> children, int expectedRacks)
    {
        var sum = new Reading();
        foreach (ref readonly var child in children)
        {
            sum.Add(child);
        }

        return (sum, Closure.Of(sum, children, expectedRacks));
    }
}
