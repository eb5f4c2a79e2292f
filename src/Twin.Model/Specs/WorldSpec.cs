using Twin.Model.Grid;
using Twin.Model.Jobs;
using Twin.Model.Links;
using Twin.Model.Weather;

namespace Twin.Model;

/// <summary>One kind of work and its day (MODELS §9).</summary>
/// <param name="Name">Key in the world file, such as <c>real-time-inference</c>.</param>
/// <param name="HourlyLoad">Utilisation, 0–1, at each full hour of local time; 24 values, linear between them.</param>
/// <param name="NoiseShare">Half-width of the slow (15 min) noise of a data center's load, relative.</param>
/// <param name="Deferrable">True where the work can wait.</param>
public sealed record WorkloadClass(string Name, double[] HourlyLoad, double NoiseShare, bool Deferrable)
{
    private const double HourMs = 3_600_000;

    /// <summary>What it sends to the people it works for, Gbit/s for each MW of design power at full utilisation.</summary>
    public double TrafficGbpsPerMw { get; init; }

    /// <summary>Longest round trip to those people; null where nobody waits for it.</summary>
    public RoundTrip? LatencyNeed { get; init; }

    /// <summary>Number of the job class that fills its share of halls; −1 where its usual day does.</summary>
    public int Job { get; init; } = -1;

    /// <summary>Utilisation at a moment of the usual day, 0–1.</summary>
    public double LoadAt(long ms, double utcOffsetH)
    {
        var local = (ms / HourMs) + utcOffsetH;
        var hour = local - (24 * Math.Floor(local / 24));
        var i = (int)hour;
        return HourlyLoad[i] + ((HourlyLoad[(i + 1) % 24] - HourlyLoad[i]) * (hour - i));
    }
}

/// <summary>A share of a hall's racks' work, by class.</summary>
public readonly record struct WorkloadShare(WorkloadClass Class, double Share);

/// <summary>A recorded load that drives a data center instead of its workload mix.</summary>
/// <param name="StartMs">Unix time of the first value, ms.</param>
/// <param name="IntervalMs">Time between values, ms.</param>
/// <param name="Loads">Utilisation, 0–1; repeats when it ends.</param>
public sealed record LoadTrace(long StartMs, long IntervalMs, double[] Loads)
{
    /// <summary>When the value at a moment gives way to another, Unix ms; values of less than a second are taken together, a second or more.</summary>
    public long NextMs(long ms)
    {
        var spanMs = IntervalMs * Math.Max(1, (1000 + IntervalMs - 1) / IntervalMs);
        var into = (ms - StartMs) % spanMs;
        return ms + spanMs - (into < 0 ? into + spanMs : into);
    }
}

/// <summary>A room with racks of one class in rows.</summary>
public sealed record HallSpec
{
    public required string Name { get; init; }

    public required RackClass Class { get; init; }

    /// <summary>Racks in the hall, 1–100,000.</summary>
    public required int Racks { get; init; }

    /// <summary>Racks in a row; the last row may be short.</summary>
    public int RacksPerRow { get; init; } = 40;

    public required WorkloadShare[] Work { get; init; }
}

/// <summary>What a capacity figure is worth.</summary>
public enum CapacityStatus { Built, Operating, Construction, Planned, Assumed }

/// <summary>A figure with its unit, standing, date and source, as the world file gives it.</summary>
public sealed record CapacityFigure(string Name, double Value, string Unit, CapacityStatus Status, string AsOf, string Source);

/// <summary>One data center: halls, a cooling plant and a power chain.</summary>
public sealed record DataCenterSpec
{
    public required NodePath Path { get; init; }

    public required string Name { get; init; }

    public required HallSpec[] Halls { get; init; }

    public required PlantSpec Plant { get; init; }

    public PowerSpec Power { get; init; } = new();

    /// <summary>Index of each feed's substation in <see cref="HubSpec.Substations"/>; one or two.</summary>
    public int[] Feeds { get; init; } = [0, 0];

    public LoadTrace? Trace { get; init; }

    public CapacityFigure[] Capacities { get; init; } = [];

    public int RackCount => Halls.Sum(h => h.Racks);

    /// <summary>IT design power, kW.</summary>
    public double DesignItKw => Halls.Sum(h => h.Racks * h.Class.DesignKw);
}

/// <summary>One computing cluster at one place, under its own weather.</summary>
public sealed record HubSpec
{
    public required NodePath Path { get; init; }

    public required string Name { get; init; }

    /// <summary>Name in Chinese; empty where it has none.</summary>
    public string NameZh { get; init; } = "";

    /// <summary>Label of the national hub it belongs to (there are eight); empty for none.</summary>
    public string NationalHub { get; init; } = "";

    public required double LatitudeDeg { get; init; }

    public required double LongitudeDeg { get; init; }

    public required double ElevationM { get; init; }

    /// <summary>Local time ahead of UTC, h.</summary>
    public double UtcOffsetH { get; init; } = 8;

    public required WeatherSeries Weather { get; init; }

    /// <summary>Policy target for PUE (MODELS §1).</summary>
    public double PueTarget { get; init; } = 1.25;

    /// <summary>Part of the hub's power that contracts for green power cover, 0–1.</summary>
    public double GreenShare { get; init; }

    /// <summary>Factor of power without a contract: the national one without traded green power (MODELS §7.4), kg CO₂/kWh.</summary>
    public double ResidualCarbonKgPerKWh { get; init; } = 0.5856;

    /// <summary>Market-based factor of the hub: nothing for the contracted part, the residual factor for the rest, kg CO₂/kWh.</summary>
    public double MarketCarbonKgPerKWh => (1 - GreenShare) * ResidualCarbonKgPerKWh;

    public string[] Substations { get; init; } = ["sub-1", "sub-2"];

    /// <summary>Stations and lines around <see cref="Substations"/>, which are among them; null where each stands for itself.</summary>
    public StationNetwork? Network { get; init; }

    public required DataCenterSpec[] DataCenters { get; init; }

    public CapacityFigure[] Capacities { get; init; } = [];

    /// <summary>Part of its racks that hold servers, 0–1: the rest is reserved, work of a class without any load.</summary>
    public double RackUpShare
    {
        get
        {
            double racks = 0, used = 0;
            foreach (var hall in DataCenters.SelectMany(d => d.Halls))
            {
                racks += hall.Racks;
                used += hall.Racks * hall.Work.Where(w => w.Class.HourlyLoad.Any(l => l > 0)).Sum(w => w.Share);
            }

            return racks > 0 ? used / racks : 0;
        }
    }
}

/// <summary>One provincial grid.</summary>
public sealed record RegionSpec
{
    public required NodePath Path { get; init; }

    public required string Name { get; init; }

    public string NameZh { get; init; } = "";

    /// <summary>Average grid emission factor, kg CO₂/kWh, location-based (MODELS §7.4).</summary>
    public required double CarbonKgPerKWh { get; init; }

    /// <summary>Flat price for data centers, CNY/kWh (MODELS §7.4).</summary>
    public required double PriceCnyPerKWh { get; init; }

    /// <summary>Price over the flat price in each hour of local time; 24 values (MODELS §7.4, assumption).</summary>
    public required double[] HourlyPriceShare { get; init; }

    /// <summary>Local time ahead of UTC, h.</summary>
    public double UtcOffsetH { get; init; } = 8;

    public required HubSpec[] Hubs { get; init; }

    /// <summary>Its grid; null where only price and carbon are known of it.</summary>
    public GridSpec? Grid { get; init; }

    /// <summary>Hubs whose weather its fleets have, by <see cref="GeneratorSpec.Hub"/>; null: <see cref="Hubs"/>, as where no hub is left out.</summary>
    public HubSpec[]? FleetHubs { get; init; }
}

/// <summary>A whole world: what a twin is made from, with every file already read.</summary>
public sealed record WorldSpec
{
    public required string Name { get; init; }

    /// <summary>Simulated time of tick 0, Unix ms; a multiple of 15 min.</summary>
    public required long StartMs { get; init; }

    public required RegionSpec[] Regions { get; init; }

    /// <summary>Inlets that a node's condition is held to.</summary>
    public InletRange Inlet { get; init; } = new();

    /// <summary>Links between hubs and demand centers; null where nothing is known of them.</summary>
    public LinksSpec? Links { get; init; }

    /// <summary>Jobs; null where all work follows its usual day.</summary>
    public JobsSpec? Jobs { get; init; }

    public IEnumerable<HubSpec> Hubs => Regions.SelectMany(r => r.Hubs);

    public IEnumerable<DataCenterSpec> DataCenters => Hubs.SelectMany(h => h.DataCenters);

    public int RackCount => DataCenters.Sum(d => d.RackCount);
}
