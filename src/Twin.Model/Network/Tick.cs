using Twin.Model.Grid;
using Twin.Model.Weather;

namespace Twin.Model;

/// <summary>One step of simulated time, as data.</summary>
/// <param name="Index">0 is the first.</param>
/// <param name="StartMs">Simulated time at its begin, Unix ms.</param>
/// <param name="StepMs">Its length, ms; divides 15 min.</param>
public readonly record struct Tick(long Index, long StartMs, int StepMs)
{
    public long EndMs => StartMs + StepMs;

    public double Seconds => StepMs / 1000.0;

    /// <summary>True where a step divides 15 minutes, which weather, load and chance are cut in.</summary>
    public static bool IsStep(long stepMs) => stepMs is >= 10 and <= 900_000 && 900_000 % stepMs == 0;
}

/// <summary>Weather at one moment of a tick; between two of them it is linear.</summary>
public readonly record struct WeatherNode(long AtMs, WeatherPoint Weather);

/// <summary>What a data center needs for one tick.</summary>
/// <param name="Weather">At the tick's begin, at its end, and at every bend between.</param>
/// <param name="Events">Those that concern it, in the order of acceptance.</param>
/// <param name="CarbonKgPerKWh">Of grid power, where it is.</param>
/// <param name="PriceCnyPerKWh">Of grid power.</param>
/// <param name="MarketCarbonKgPerKWh">Of grid power, by contract.</param>
/// <param name="Frequency">Of the area that its grid stands in; null where it is not followed.</param>
/// <param name="CapKw">Most that it may draw at the meter; it answers with its battery, with work that can wait and with warmer air.</param>
/// <param name="JobLoads">Utilisation of each job class's share of racks, 0–1, by its number; negative, or null for all, where work follows its usual day.</param>
public readonly record struct DataCenterInput(
    WeatherNode[] Weather, TwinEvent[] Events, double CarbonKgPerKWh, double PriceCnyPerKWh, double MarketCarbonKgPerKWh,
    AreaFrequency? Frequency = null, double CapKw = double.PositiveInfinity, double[]? JobLoads = null);

/// <summary>What a hub needs for one tick.</summary>
/// <param name="JobLoads">Utilisation of each job class's share of racks, 0–1, by its number; negative, or null for all, where work follows its usual day.</param>
public readonly record struct HubInput(TwinEvent[] Events, double CarbonKgPerKWh, double PriceCnyPerKWh, AreaFrequency? Frequency = null, double[]? JobLoads = null);

/// <summary>What a region needs for one tick.</summary>
/// <param name="Frequency">Of the area that it stands in, in this tick; null where it is not followed.</param>
/// <param name="JobLoads">What its hubs need of them, hub by hub; null where work follows its usual day.</param>
public readonly record struct RegionInput(TwinEvent[] Events, AreaFrequency? Frequency = null, double[]? JobLoads = null);
