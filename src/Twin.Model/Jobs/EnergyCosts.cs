namespace Twin.Model.Jobs;

/// <summary>What a kWh of design power costs at each hub in the hours ahead: price and emissions of the power that it draws, cooling included.</summary>
public sealed class EnergyCosts
{
    private const long HourMs = 3_600_000;
    private const int Hours = 48;

    /// <summary>Power that work adds to a rack at rest, over design power (MODELS §3.1: racks at rest draw 0.2 to 0.5).</summary>
    public const double DynamicShare = 0.7;

    private readonly RegionSpec[] _regions;
    private readonly double[] _sums;
    private readonly double _carbonCnyPerKg;
    private long _hour;

    public EnergyCosts(WorldSpec world, SchedulerSpec spec)
    {
        _regions = [.. world.Regions.SelectMany(r => r.Hubs.Select(_ => r))];
        _sums = new double[_regions.Length * (Hours + 1)];
        _carbonCnyPerKg = spec.CarbonCnyPerKg;
    }

    /// <summary>Looks ahead: the price list by the hour, this hour's price as it is, emissions and cooling as they are now.</summary>
    public void Begin(long nowMs, ReadOnlySpan<HubReport> reports)
    {
        _hour = Math.DivRem(nowMs, HourMs).Quotient;
        for (var hub = 0; hub < _regions.Length; hub++)
        {
            var region = _regions[hub];
            var sums = _sums.AsSpan(hub * (Hours + 1), Hours + 1);
            for (var k = 0; k < Hours; k++)
            {
                var local = (_hour + k + (long)Math.Floor(region.UtcOffsetH)) % 24;
                var price = k == 0 ? reports[hub].PriceCnyPerKWh : region.PriceCnyPerKWh * region.HourlyPriceShare[local];
                sums[k + 1] = sums[k] + (DynamicShare * reports[hub].Pue * (price + (_carbonCnyPerKg * reports[hub].CarbonKgPerKWh)));
            }
        }
    }

    /// <summary>For a job, if it begins at a moment of the hours ahead, CNY.</summary>
    public double Cny(int hub, in Job job, long fromMs)
    {
        var from = (fromMs - (_hour * HourMs)) / (double)HourMs;
        return job.SizeKw * (Until(hub, from + (job.LeftMs / (double)HourMs)) - Until(hub, from));
    }

    // Beyond what is looked ahead to, hours are taken as those of the whole on average.
    private double Until(int hub, double hours)
    {
        var sums = _sums.AsSpan(hub * (Hours + 1), Hours + 1);
        if (hours >= Hours)
        {
            return sums[Hours] * (hours / Hours);
        }

        var k = (int)hours;
        return sums[k] + ((sums[k + 1] - sums[k]) * (hours - k));
    }
}
