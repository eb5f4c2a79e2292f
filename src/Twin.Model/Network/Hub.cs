using Twin.Model.Weather;

namespace Twin.Model;

/// <summary>One computing cluster: gives its data centers their weather, and adds up what they read.</summary>
/// <param name="startMs">Simulated time before the first tick, Unix ms.</param>
public sealed class Hub(HubSpec spec, long startMs)
{
    private readonly int _racks = spec.DataCenters.Sum(d => d.RackCount);
    private WeatherNode[] _weather = [];
    private TwinEvent[] _events = [];

    public HubSpec Spec { get; } = spec;

    public Reading Reading { get; private set; } = new();

    public Closure Closure { get; private set; }

    /// <summary>Outdoor air at the end of the last tick, events included; before the first, that of the start.</summary>
    public WeatherPoint Weather => _weather.Length == 0 ? Spec.Weather.At(startMs / 1000.0) : _weather[^1].Weather;

    /// <summary>Substations without voltage at the end of the last tick, in their order; null where its network is not known.</summary>
    public IReadOnlyList<string>? DarkStations { get; private set; } = spec.Network is null ? null : [];

    /// <summary>One input per data center, in child order.</summary>
    public void Prepare(in Tick tick, in HubInput input, Span<DataCenterInput> children)
    {
        _events = input.Events;
        _weather = WeatherOf(tick);
        DarkStations = Spec.Network?.Dark(_events, tick.EndMs);
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new DataCenterInput(
                _weather, EventRules.For(_events, Spec.DataCenters[i].Path), input.CarbonKgPerKWh, input.PriceCnyPerKWh,
                Spec.MarketCarbonKgPerKWh, input.Frequency, JobLoads: input.JobLoads);
        }
    }

    /// <summary>The sum of the children's readings of that tick.</summary>
    public Reading Complete(ReadOnlySpan<Reading> children)
    {
        (Reading, Closure) = Rollup.Of(children, _racks);
        return Reading;
    }

    /// <summary>
    /// Weather at the tick's ends and at every bend between. The series is linear within its hours; what events make of
    /// it is taken as linear between quarters of an hour and their own bends, so that every step sees the same line.
    /// </summary>
    private WeatherNode[] WeatherOf(in Tick tick)
    {
        Span<long> knots = stackalloc long[MostBends + 2];
        var n = Knots(tick.StartMs, knots);
        if (n == 0)
        {
            return [new WeatherNode(tick.StartMs, Spec.Weather.At(tick.StartMs / 1000.0)), new WeatherNode(tick.EndMs, Spec.Weather.At(tick.EndMs / 1000.0))];
        }

        Span<WeatherNode> line = stackalloc WeatherNode[n];
        for (var i = 0; i < n; i++)
        {
            line[i] = new WeatherNode(knots[i], Spec.Weather.At(knots[i] / 1000.0).Under(_events, knots[i]));
        }

        var nodes = new List<WeatherNode>(n) { On(line, tick.StartMs) };
        foreach (var node in line)
        {
            if (node.AtMs > tick.StartMs && node.AtMs < tick.EndMs)
            {
                nodes.Add(node);
            }
        }

        nodes.Add(On(line, tick.EndMs));
        return [.. nodes];
    }

    private const long QuarterMs = 900_000;
    private const int MostBends = 62;

    /// <summary>The ends of the quarter that a moment falls in, with the bends of weather events inside it; none where no such event acts.</summary>
    private int Knots(long ms, Span<long> knots)
    {
        var start = ms - (((ms % QuarterMs) + QuarterMs) % QuarterMs);
        var end = start + QuarterMs;
        var n = 0;
        knots[n++] = start;
        var acts = false;
        foreach (var e in _events)
        {
            if (e.Kind is not (EventKind.HeatWave or EventKind.ColdWave or EventKind.DustStorm or EventKind.Calm or EventKind.CloudFront) || e.StartMs >= end || e.GoneMs <= start)
            {
                continue;
            }

            acts = true;
            foreach (var at in (ReadOnlySpan<long>)[e.StartMs, e.RampMs == 0 ? e.StartMs : e.StartMs + e.RampMs, e.EndMs, e.GoneMs])
            {
                if (at > start && at < end && n <= MostBends && !knots[..n].Contains(at))
                {
                    knots[n++] = at;
                }
            }
        }

        knots[n++] = end;
        knots[..n].Sort();
        return acts ? n : 0;
    }

    private static WeatherNode On(ReadOnlySpan<WeatherNode> line, long ms)
    {
        var i = 0;
        while (i + 2 < line.Length && line[i + 1].AtMs <= ms)
        {
            i++;
        }

        var share = (ms - line[i].AtMs) / (double)(line[i + 1].AtMs - line[i].AtMs);
        return new WeatherNode(ms, WeatherMixing.Between(line[i].Weather, line[i + 1].Weather, share));
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

    /// <summary>The hash of a node without state of its own: of its children's, in child order.</summary>
    public static ulong Hash(ReadOnlySpan<ulong> children)
    {
        var hasher = new StateHasher();
        foreach (var child in children)
        {
            hasher.Add(child);
        }

        return hasher.Result();
    }
}
