using System.Text.Json.Serialization;

namespace Twin.Engine.Config;

/// <summary>A climate file: monthly normals from which a year's hours are made.</summary>
internal sealed record ClimatesEntry
{
    [Items(1, 1000)]
    public required ClimateEntry[] Climates { get; init; }
}

/// <summary>Monthly normals of one site.</summary>
internal sealed record ClimateEntry
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    [JsonPropertyName("latitude"), Quantity(Dimension.Angle, -66, 66)]
    public required double LatitudeDeg { get; init; }

    [JsonPropertyName("longitude"), Quantity(Dimension.Angle, -180, 180)]
    public required double LongitudeDeg { get; init; }

    [JsonPropertyName("elevation"), Quantity(Dimension.Length, -430, 5200)]
    public required double ElevationM { get; init; }

    [Meaning("Mean dry bulb of each month.")]
    public required SeriesEntry Mean { get; init; }

    [Meaning("Mean difference between a day's highest and lowest dry bulb.")]
    public required SeriesEntry DailyRange { get; init; }

    [Meaning("Mean relative humidity.")]
    public required SeriesEntry Humidity { get; init; }

    [Meaning("Hours of sunshine in each month.")]
    public required SeriesEntry Sunshine { get; init; }

    [Meaning("Mean daily sum of global horizontal irradiation of each month.")]
    public required SeriesEntry Irradiation { get; init; }

    [JsonPropertyName("wind"), Quantity(Dimension.Speed, 0, 25)]
    [Meaning("Mean wind over the year, 10 m above ground.")]
    public required double WindMs { get; init; }

    [JsonPropertyName("dust"), Quantity(Dimension.Dust, 0, 1000)]
    [Meaning("Mean PM10 over the year on ordinary days.")]
    public double? Pm10UgM3 { get; init; }

    [Meaning("North (wide swings from day to day, windy spring) or south.")]
    public required ClimateZone Zone { get; init; }

    public required string Source { get; init; }
}

/// <summary>Which spread of the daily residual fits.</summary>
internal enum ClimateZone { North, South }
