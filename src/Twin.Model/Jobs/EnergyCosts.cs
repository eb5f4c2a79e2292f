namespace Twin.Model.Jobs;

/// <summary>
/// What work costs at each hub in the hours ahead: price and emissions of the power that it adds to racks which have other
/// work too, cooling included. Halls that are nearly empty take more power for the same work than full ones.
/// </summary>
public sealed class EnergyCosts
{
    private const long HourMs = 3_600_000;
    private const int Hours = 48;
    private const int HoursOfDay = 24;

    private readonly RegionSpec[] _regions;
    private readonly int _classes;
    private readonly double[] _addedShare;
    private readonly double[] _sums;
    private readonly double _carbonCnyPerKg;
    private long _hour;

    public EnergyCosts(WorldSpec world, JobsSpec spec)
    {
        _regions = [.. world.Regions.SelectMany(r => r.Hubs.Select(_ => r))];
        _classes = spec.Classes.Length;
        _addedShare = AddedShares([.. world.Hubs], _classes);
        _sums = new double[_regions.Length * _classes * (Hours + 1)];
        _carbonCnyPerKg = spec.Scheduler.CarbonCnyPerKg;
    }

    /// <summary>Looks ahead: the price list by the hour, this hour's price as it is, emissions and cooling as they are now.</summary>
    public void Begin(long nowMs, ReadOnlySpan<HubReport> reports)
    {
        _hour = Math.DivRem(nowMs, HourMs).Quotient;
        for (var hub = 0; hub < _regions.Length; hub++)
        {
            var region = _regions[hub];
            for (var k = 0; k < Hours; k++)
            {
                var local = HourOfDay(region, _hour + k);
                var price = k == 0 ? reports[hub].PriceCnyPerKWh : region.PriceCnyPerKWh * region.HourlyPriceShare[local];
                var cnyPerKWh = reports[hub].Pue * (price + (_carbonCnyPerKg * reports[hub].CarbonKgPerKWh));
                for (var kind = 0; kind < _classes; kind++)
                {
                    var sums = _sums.AsSpan(((hub * _classes) + kind) * (Hours + 1), Hours + 1);
                    sums[k + 1] = sums[k] + (cnyPerKWh * _addedShare[(((hub * _classes) + kind) * HoursOfDay) + local]);
                }
            }
        }
    }

    /// <summary>Power that a class's work adds to its racks at a hub in this hour, over their design power.</summary>
    public double AddedShare(int hub, int kind) => _addedShare[(((hub * _classes) + kind) * HoursOfDay) + HourOfDay(_regions[hub], _hour)];

    /// <summary>For a job, if it begins at a moment of the hours ahead, CNY.</summary>
    public double Cny(int hub, in Job job, long fromMs)
    {
        var sums = _sums.AsSpan(((hub * _classes) + job.Class) * (Hours + 1), Hours + 1);
        var from = (fromMs - (_hour * HourMs)) / (double)HourMs;
        return job.SizeKw * (Until(sums, from + (job.LeftMs / (double)HourMs)) - Until(sums, from));
    }

    // Beyond what is looked ahead to, hours are taken as those of the whole on average.
    private static double Until(ReadOnlySpan<double> sums, double hours)
    {
        if (hours >= Hours)
        {
            return sums[Hours] * (hours / Hours);
        }

        var k = (int)hours;
        return sums[k] + ((sums[k + 1] - sums[k]) * (hours - k));
    }

    private static int HourOfDay(RegionSpec region, long hour)
    {
        var local = (int)((hour + (long)Math.Floor(region.UtcOffsetH)) % HoursOfDay);
        return local < 0 ? local + HoursOfDay : local;
    }

    // [hub × classes × 24 + hour]: the slope of the racks' power over their load, where the usual day has it.
    private static double[] AddedShares(HubSpec[] hubs, int classes)
    {
        var shares = new double[hubs.Length * classes * HoursOfDay];
        for (var at = 0; at < shares.Length; at++)
        {
            var (hub, kind, hour) = (hubs[at / (classes * HoursOfDay)], at / HoursOfDay % classes, at % HoursOfDay);
            double added = 0, whole = 0;
            foreach (var hall in hub.DataCenters.SelectMany(d => d.Halls))
            {
                foreach (var (work, share) in hall.Work)
                {
                    if (work.Job == kind)
                    {
                        var kw = hall.Racks * hall.Class.DesignKw * share;
                        added += kw * hall.Class.SlopeAt(hall.Work.Sum(w => w.Share * w.Class.HourlyLoad[hour]));
                        whole += kw;
                    }
                }
            }

            shares[at] = whole > 0 ? added / whole : 0;
        }

        return shares;
    }
}
