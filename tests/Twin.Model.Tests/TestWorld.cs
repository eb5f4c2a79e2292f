using Twin.Model.Grid;
using Twin.Model.Tests.Weather;
using Twin.Model.Weather;

namespace Twin.Model.Tests;

/// <summary>A data center by itself under its hub's weather, stepped as a host would.</summary>
internal sealed class Site
{
    private readonly Hub _hub;
    private readonly DataCenterInput[] _inputs = new DataCenterInput[1];
    private long _tick;

    public Site(DataCenterSpec spec, WeatherSeries weather, int stepMs, long startMs, ulong seed = 1, params TwinEvent[] events)
    {
        var hub = new HubSpec
        {
            Path = spec.Path.Parent, Name = "hub", LatitudeDeg = weather.Site.LatitudeDeg, LongitudeDeg = weather.Site.LongitudeDeg,
            ElevationM = weather.Site.ElevationM, Weather = weather, DataCenters = [spec],
        };
        _hub = new Hub(hub, startMs);
        Center = new DataCenter(spec, hub, seed);
        (StepMs, StartMs, Events) = (stepMs, startMs, events);
    }

    public DataCenter Center { get; }

    public int StepMs { get; }

    public long StartMs { get; }

    public TwinEvent[] Events { get; set; }

    /// <summary>Frequency of the area in each tick; null: not followed.</summary>
    public Func<Tick, AreaFrequency>? Frequency { get; set; }

    /// <summary>Most that it may draw at the meter in a tick.</summary>
    public Func<Tick, double> CapKw { get; set; } = _ => double.PositiveInfinity;

    public List<Occurrence> Log { get; } = [];

    public long NowMs => StartMs + (_tick * StepMs);

    public Reading Step()
    {
        var tick = new Tick(_tick, NowMs, StepMs);
        _hub.Prepare(tick, new HubInput(EventRules.For(Events, _hub.Spec.Path), 0.7096, 0.4, Frequency?.Invoke(tick)), _inputs);
        _inputs[0] = _inputs[0] with { CapKw = CapKw(tick) };
        var reading = Center.Step(tick, _inputs[0]);
        Log.AddRange(Center.Occurrences);
        Closure.EnergyErrorOf(reading).ShouldBeLessThan(Closure.Tolerance);
        _hub.Complete([reading]);
        _hub.Closure.SumError.ShouldBeLessThan(Closure.Tolerance);
        _tick++;
        return reading;
    }

    public static long Ms(string time) => DateTimeOffset.Parse(time).ToUnixTimeMilliseconds();

    /// <summary>The same air all year, for what is not about weather.</summary>
    public static WeatherSeries Still(double dryBulbC, double rhPct = 40, double elevationM = 1053)
    {
        var site = new WeatherSite("still", 40, 113, elevationM, 8);
        var hour = new WeatherHour(dryBulbC, rhPct, Twin.Model.Physics.Psychrometrics.StandardPressurePa(elevationM), 3, 0);
        return new WeatherSeries(site, [.. Enumerable.Repeat(hour, 8760)]);
    }

    public static WeatherSeries Year(string site, ulong seed = 1) =>
        WeatherSynthesis.Year(Climate.All.Single(c => c.Normals.Site.Name == site).Normals, seed, 2025);

    public static readonly WorkloadClass Flat60 = new("flat-60", [.. Enumerable.Repeat(0.6, 24)], 0, false);

    public static readonly WorkloadClass Full = new("full", [.. Enumerable.Repeat(1.0, 24)], 0, false);

    public static readonly WorkloadClass Diurnal = new(
        "diurnal", [.. Enumerable.Range(0, 24).Select(h => 0.6 + (0.25 * Math.Cos((h - 20) * Math.PI / 12)))], 0.05, false);

    public static DataCenterSpec Center1(
        PlantKind plant, RackClass? rack = null, int racks = 64, WorkloadClass? work = null, PowerSpec? power = null, PlantSpec? plantSpec = null) =>
        new()
        {
            Path = NodePath.Parse("shanxi/datong/dc-01"), Name = "dc-01",
            Halls = [new HallSpec { Name = "hall-1", Class = rack ?? new RackClass { Name = "standard", DesignKw = 2.5 }, Racks = racks, RacksPerRow = 16, Work = [new WorkloadShare(work ?? Diurnal, 1)] }],
            Plant = plantSpec ?? new PlantSpec { Kind = plant },
            Power = power ?? new PowerSpec { GeneratorFailToStart = 0 },
        };

    public TwinEvent Event(EventKind kind, double afterS, double? durationS = null, double? magnitude = null, double rampS = 0, string selection = "") => new()
    {
        Id = $"{kind}-{afterS}", Kind = kind, Target = Center.Spec.Path, Selection = selection, StartMs = StartMs + (long)(afterS * 1000),
        DurationMs = durationS is { } d ? (long)(d * 1000) : null, Magnitude = magnitude ?? EventCatalogue.Of(kind).Usual, RampMs = (long)(rampS * 1000),
    };
}
