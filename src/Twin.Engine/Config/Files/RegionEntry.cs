using System.Text.Json.Serialization;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>A region file: one provincial grid and the hubs on it.</summary>
internal sealed record RegionEntry
{
    [JsonPropertyName("utcOffset"), Quantity(Dimension.Duration, 0, 50400)]
    [Meaning("Local time ahead of UTC.")]
    public double UtcOffsetS { get; init; } = 8 * 3600;

    [Meaning("Average emission factor of the grid, location-based.")]
    public required FigureEntry Carbon { get; init; }

    public required PriceEntry Price { get; init; }

    [Items(1, 50)]
    public required HubEntry[] Hubs { get; init; }

    [Meaning("Its grid; left out where only price and carbon are known of it.")]
    public GridEntry? Grid { get; init; }
}

/// <summary>What data centers pay.</summary>
internal sealed record PriceEntry
{
    [Meaning("Price without regard to the hour.")]
    public required FigureEntry Flat { get; init; }

    [Meaning("Price over the flat price for each hour of local time, from 0 to 23.")]
    [Items(24, 24), Between(0, 10)]
    public required double[] Hourly { get; init; }

    public required CapacityStatus HourlyStatus { get; init; }

    public required string HourlySource { get; init; }
}

/// <summary>One computing cluster.</summary>
internal sealed record HubEntry
{
    [Meaning("Second part of its path: lower-case letters, digits and inner hyphens.")]
    public required string Name { get; init; }

    public required string Title { get; init; }

    public string TitleZh { get; init; } = "";

    [Meaning("The national hub, of eight, that it belongs to; left out for none.")]
    public string NationalHub { get; init; } = "";

    [JsonPropertyName("latitude"), Quantity(Dimension.Angle, -66, 66)]
    public required double LatitudeDeg { get; init; }

    [JsonPropertyName("longitude"), Quantity(Dimension.Angle, -180, 180)]
    public required double LongitudeDeg { get; init; }

    [JsonPropertyName("elevation"), Quantity(Dimension.Length, -430, 5200)]
    public required double ElevationM { get; init; }

    [Meaning("Name of its climate in the climate file.")]
    public required string Climate { get; init; }

    [Between(1, 3)]
    public required double PueTarget { get; init; }

    [Meaning("Part of its power that contracts for green power cover: a figure in %, counted as no emission where carbon is market-based.")]
    public FigureEntry? Green { get; init; }

    [Meaning("Stations that feed it. A data center takes station i and the one half the list on, or the next from there that is on another ring, i being its number in the hub, unless it names its feeds.")]
    [Items(1, 200)]
    public required string[] Substations { get; init; }

    [Meaning("Stations and lines around them; left out where each station stands for itself.")]
    public NetworkEntry? Network { get; init; }

    [Meaning("What is known about the hub as a whole. Figures in 'standard racks' that are built, operating or assumed are compared with the sum of what runs.")]
    public FigureEntry[] Capacities { get; init; } = [];

    [Items(1, 500)]
    public required DataCenterEntry[] DataCenters { get; init; }

    [Meaning("What a reader should know about this hub.")]
    public string? Description { get; init; }
}

/// <summary>One data center, or several alike.</summary>
internal sealed record DataCenterEntry
{
    [Meaning("Third part of its path. With a count, a number follows: dc-01, dc-02. Entries with the same name go on counting.")]
    public required string Name { get; init; }

    [Meaning("Name for people; the number follows where there are several.")]
    public string? Title { get; init; }

    [Meaning("How many there are, alike.")]
    [Between(1, 999)]
    public int? Count { get; init; }

    [Meaning("Those under construction or planned are off unless the world includes them.")]
    public required CapacityStatus Status { get; init; }

    public required string AsOf { get; init; }

    public required string Source { get; init; }

    [Meaning("Name of a plant in the plants' file.")]
    public required string Plant { get; init; }

    [Meaning("Name of a power chain in the power chains' file.")]
    public required string Power { get; init; }

    [Meaning("One or two stations of the hub that feed it, by name.")]
    [Items(1, 2)]
    public string[]? Feeds { get; init; }

    [Meaning("A recorded load that drives it instead of its workload mix: CSV with a header line, gzip too, relative to this file.")]
    public string? Trace { get; init; }

    [Meaning("What the columns of the trace are called and mean; left out for the columns time,load.")]
    public TraceColumnsEntry? TraceColumns { get; init; }

    [Items(1, 100)]
    public required HallEntry[] Halls { get; init; }
}

/// <summary>The columns of a recorded load.</summary>
internal sealed record TraceColumnsEntry
{
    [Meaning("Column of the moments, evenly spaced.")]
    public string Time { get; init; } = "time";

    public TraceTime TimeIn { get; init; } = TraceTime.Instant;

    [Meaning("Column of the loads.")]
    public string Load { get; init; } = "load";

    [Between(1e-9, 1e18)]
    [Meaning("What stands in that column at full load.")]
    public double Full { get; init; } = 1;
}

/// <summary>One hall, or several alike, with racks of one class.</summary>
internal sealed record HallEntry
{
    [Between(1, 100)]
    public int? Count { get; init; }

    [Meaning("Name of a rack class.")]
    public required string Class { get; init; }

    [Meaning("Racks in each hall.")]
    [Between(1, 20000)]
    public required int Racks { get; init; }

    [Between(1, 200)]
    public int RacksPerRow { get; init; } = 30;

    [Meaning("Name of a workload mix.")]
    public required string Mix { get; init; }
}
