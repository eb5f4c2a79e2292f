using Twin.Model.Weather;
using static Twin.Model.Quantity;

namespace Twin.Model.Grid;

/// <summary>
/// A region's grid: made after the data centers have been metered, so that what is fed in meets what is used within the
/// tick. Price and carbon factor reach data centers with the next tick.
/// </summary>
/// <remarks>
/// Data centers' own balance (import + generation + discharge = IT + cooling + losses + other + charge + export) stands at
/// every level as it did. The grid's terms are quantities of their own with a second balance, and enter the region's sum
/// as one more child: ties + fleets + storage out = data centers + other demand + storage in + export + losses. So a
/// battery in a data center and one on the grid are never added to each other.
/// </remarks>
public sealed class RegionGrid
{
    private const uint DemandStream = 11;

    // Price over the flat price from which storage gives, and up to which it takes (assumption).
    private const double PeakPriceShare = 1.3;
    private const double ValleyPriceShare = 0.7;

    // Curtailment is told from a hundredth of what is offered (assumption).
    private const double CurtailedFromShare = 0.01;

    private readonly RegionSpec _region;
    private readonly HubSpec[] _hubs;
    private readonly GridSpec _spec;
    private readonly GridLosses _losses;
    private readonly ulong _noiseKey;
    private readonly int[] _merit;
    private readonly DispatchUnit[] _units;
    private readonly double[] _outputs;
    private readonly WeatherPoint[] _weather;
    private readonly double[] _storageKw;
    private bool _started;
    private double _fossilShare;
    private bool _curtails;
    private bool _cuts;
    private readonly List<Occurrence> _occurrences = [];

    public RegionGrid(RegionSpec region, GridSpec spec, ulong seed)
    {
        (_region, _spec, _hubs) = (region, spec, region.FleetHubs ?? region.Hubs);
        Fleets = [.. spec.Generators.Select(g => new Fleet(g, _hubs[g.Hub]))];
        Storage = [.. spec.Storage.Select(s => new StoragePlant(s))];
        _noiseKey = Chance.Key(seed, StableHash.Of(region.Path.Value), DemandStream);
        var designKw = region.Hubs.Sum(h => h.DataCenters.Sum(d => d.DesignItKw));
        _losses = new GridLosses(spec.Demand.BaseKw + spec.Demand.FlatKw + spec.Tie.ScheduledExportKw + designKw, spec.LossAtRestShare, spec.LossAtReferenceShare);

        // The ties are one more unit, after the fleets.
        var all = Enumerable.Range(0, spec.Generators.Length + 1).Where(i => i == spec.Generators.Length || !spec.Generators[i].IsRenewable);
        _merit = [.. all.OrderBy(i => i == spec.Generators.Length ? spec.Tie.ImportCostCnyPerKWh : spec.Generators[i].CostCnyPerKWh).ThenBy(i => i)];
        (_units, _outputs) = (new DispatchUnit[_merit.Length], new double[_merit.Length]);
        _weather = new WeatherPoint[_hubs.Length];
        _storageKw = new double[Storage.Length];
        _fossilShare = spec.MeanFossilShare;
    }

    /// <summary>Frequency of its area in the last tick; null where it is not followed.</summary>
    public AreaFrequency? Frequency { get; private set; }

    /// <summary>Name of the area; empty where frequency is not followed.</summary>
    public string AreaName => _spec.Area?.Name ?? "";

    public Fleet[] Fleets { get; }

    public StoragePlant[] Storage { get; }

    /// <summary>What happened in the last tick.</summary>
    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>Power of each storage plant in the last tick, kW; positive gives.</summary>
    public ReadOnlySpan<double> StorageKw => _storageKw;

    /// <summary>Part of the last tick's mix that was burnt, imports included.</summary>
    public double FossilShare => _fossilShare;

    /// <summary>Average factor of the region, moved by the hour's mix: ef·(share/mean share) (MODELS §7.4), kg CO₂/kWh.</summary>
    public double CarbonKgPerKWh => _spec.MeanFossilShare <= 0 ? _region.CarbonKgPerKWh : _region.CarbonKgPerKWh * _fossilShare / _spec.MeanFossilShare;

    /// <summary>
    /// Takes for the mix of the time before the first tick what a dispatch of that tick's weather, prices and demand gives,
    /// so that the hour's factor begins where it goes on. Nothing else of it is kept.
    /// </summary>
    /// <param name="tick">The first.</param>
    /// <param name="priceShare">Price over the flat price.</param>
    /// <param name="seed">Of all chance, as this grid was made with.</param>
    public void Begin(in Tick tick, TwinEvent[] events, double priceShare, ulong seed)
    {
        var before = new RegionGrid(_region, _spec, seed);
        var dataCenters = new Reading { [GridImportKw] = UsualKw(tick.StartMs) };
        before.Step(tick, events, dataCenters, priceShare);
        _fossilShare = before._fossilShare;
    }

    /// <summary>What data centers draw on a usual day, kW; the plants' share is near their mean (assumption).</summary>
    private double UsualKw(long ms)
    {
        double itKw = 0;
        foreach (var hub in _region.Hubs)
        {
            foreach (var hall in hub.DataCenters.SelectMany(d => d.Halls))
            {
                var load = hall.Work.Sum(w => w.Share * w.Class.LoadAt(ms, hub.UtcOffsetH));
                itKw += hall.Racks * hall.Class.DesignKw * (hall.Class.IdleShare + ((1 - hall.Class.IdleShare) * load));
            }
        }

        return itKw * Jobs.HubReport.UsualPue;
    }

    /// <summary>Dispatches a tick.</summary>
    /// <param name="dataCenters">What the region's hubs read in it.</param>
    /// <param name="priceShare">Price over the flat price, which storage follows.</param>
    /// <param name="frequency">Of its area in this tick; null where it is not followed.</param>
    /// <returns>The grid's own terms.</returns>
    public Reading Step(in Tick tick, TwinEvent[] events, in Reading dataCenters, double priceShare, AreaFrequency? frequency = null)
    {
        var middleMs = tick.StartMs + (tick.StepMs / 2.0);
        ReadWeather(middleMs, events);
        var month = LocalTime.Month(tick.StartMs, _region.UtcOffsetH);
        var own = new Reading { MaxInletC = double.NegativeInfinity };
        var offered = Offers(own: ref own, tick, events, middleMs, month);
        var (importLimitKw, exportLimitKw) = GridEvents.TieLimits(events, _spec.Tie, middleMs);
        SetUnits(tick.Seconds, month, events, middleMs, importLimitKw);

        _occurrences.Clear();
        var dataCentersKw = dataCenters[GridImportKw] - dataCenters[ExportKw];
        Frequency = frequency;
        var wantedKw = DemandKw(middleMs);
        var shedKw = wantedKw * (Frequency?.ShedShare ?? 0);
        var need = new DispatchNeed
        {
            DataCenterKw = dataCentersKw,
            DemandKw = wantedKw - shedKw,
            ChargeKw = 0,
            DischargeKw = 0,
            ScheduledExportKw = Math.Min(_spec.Tie.ScheduledExportKw, exportLimitKw),
            ExportLimitKw = exportLimitKw,
            OfferedKw = offered,
        };
        StepStorage(need, tick.Seconds, priceShare, ref own);
        need = need with { ChargeKw = own[StorageChargeKw], DischargeKw = own[StorageDischargeKw] };
        var result = Dispatch.Of(need, _units, _losses, _outputs);
        Take(result, offered, ref own);
        own[DeliveredKw] = need.DataCenterKw;
        own[RegionDemandKw] = result.DemandKw;
        own[RegionUnservedKw] = result.UnservedKw + shedKw;
        own[TieExportKw] = result.ExportKw;
        own[CurtailedKw] = result.CurtailedKw;
        own[RegionLossKw] = result.LossKw;
        _started = true;
        foreach (var notice in frequency?.Notices ?? [])
        {
            _occurrences.Add(new Occurrence(notice.AtMs, _region.Path, notice.Kind, default, default, Cause.Frequency, notice.Hz, notice.LimitHz, null));
        }

        Note(ref _curtails, result.CurtailedKw > CurtailedFromShare * offered, result.CurtailedKw > 0, OccurrenceKind.CurtailmentBegan, result.CurtailedKw, offered, tick.EndMs);
        Note(ref _cuts, result.UnservedKw > 0, result.UnservedKw > 0, OccurrenceKind.DemandCut, result.UnservedKw, result.DemandKw + result.UnservedKw, tick.EndMs);
        return own;
    }

    /// <summary>Walks the state.</summary>
    public void Visit(StateVisitor v)
    {
        v.Field(ref _started);
        v.Field(ref _fossilShare);
        v.Field(ref _curtails);
        v.Field(ref _cuts);
        foreach (var fleet in Fleets)
        {
            fleet.Visit(v);
        }

        foreach (var plant in Storage)
        {
            plant.Visit(v);
        }
    }

    private void ReadWeather(double middleMs, TwinEvent[] events)
    {
        for (var h = 0; h < _weather.Length; h++)
        {
            var hub = _hubs[h];
            _weather[h] = hub.Weather.At(middleMs / 1000).Under(EventRules.For(events, hub.Path), middleMs);
        }
    }

    /// <summary>What wind, sun and water offer, kW.</summary>
    private double Offers(ref Reading own, in Tick tick, TwinEvent[] events, double middleMs, int month)
    {
        double offered = 0;
        foreach (var fleet in Fleets)
        {
            if (fleet.Spec.IsRenewable)
            {
                var kw = fleet.Offer(_weather[fleet.Spec.Hub], middleMs, tick.Seconds, month);
                kw *= 1 - GridEvents.IcingShare(events, _hubs[fleet.Spec.Hub].Path, fleet.Spec.Kind, middleMs);
                fleet.OfferedKw = Math.Max(0, kw - GridEvents.LostKw(events, fleet.Spec, _spec, middleMs));
                offered += fleet.OfferedKw;
            }
        }

        return offered;
    }

    /// <summary>Between what and what each unit can be set in this tick: repair, events, least output, ramp.</summary>
    private void SetUnits(double seconds, int month, TwinEvent[] events, double middleMs, double importLimitKw)
    {
        for (var u = 0; u < _merit.Length; u++)
        {
            if (_merit[u] == Fleets.Length)
            {
                _units[u] = new DispatchUnit(0, importLimitKw, _spec.Tie.ImportCostCnyPerKWh);
                continue;
            }

            var fleet = Fleets[_merit[u]];
            var spec = fleet.Spec;
            var available = Math.Max(0, (spec.CapacityKw * spec.MonthlyShare[month]) - GridEvents.LostKw(events, spec, _spec, middleMs));
            var ramp = _started ? spec.RampSharePerMin * spec.CapacityKw * seconds / 60 : spec.CapacityKw;
            var least = Math.Max(spec.LeastShare * available, fleet.OutputKw - ramp);
            var most = Math.Min(available, fleet.OutputKw + ramp);

            // A trip takes output at once; what is still lower than the least climbs at its ramp.
            least = Math.Min(least, Math.Min(available, most));
            fleet.OfferedKw = available;
            _units[u] = new DispatchUnit(least, Math.Max(least, most), spec.CostCnyPerKWh);
        }
    }

    private double DemandKw(double middleMs)
    {
        var demand = _spec.Demand;
        var hour = LocalTime.Hour(middleMs, _region.UtcOffsetH);
        var i = (int)hour;
        var shape = demand.HourlyShare[i] + ((demand.HourlyShare[(i + 1) % 24] - demand.HourlyShare[i]) * (hour - i));
        var chance = (2 * Chance.Uniform(_noiseKey, (long)Math.Floor(middleMs / RackNoise.CellMs))) - 1;
        var air = _weather[0].DryBulbC;
        var weather = 1 + (demand.CoolingPerK * Math.Max(0, air - 26)) + (demand.HeatingPerK * Math.Max(0, 5 - air));
        return demand.FlatKw + (demand.BaseKw * shape * weather * (1 + (demand.NoiseShare * chance)));
    }

    /// <summary>
    /// Storage takes what would be curtailed, gives at peak prices and takes in valleys, never more than dispatch has room
    /// for. Flywheels hold half their charge for frequency.
    /// </summary>
    private void StepStorage(in DispatchNeed need, double seconds, double priceShare, ref Reading own)
    {
        double least = 0, most = 0;
        foreach (var unit in _units)
        {
            least += unit.LeastKw;
            most += unit.MostKw;
        }

        var delivered = need.DataCenterKw + need.DemandKw + need.ScheduledExportKw;
        var wanted = delivered + _losses.At(delivered);
        var above = wanted - need.OfferedKw - least;
        var below = need.OfferedKw + most - wanted;
        for (var s = 0; s < Storage.Length; s++)
        {
            var plant = Storage[s];
            double wantKw;
            if (plant.Spec.Kind == StorageKind.Flywheel)
            {
                wantKw = plant.Share < plant.Spec.StartShare ? -Math.Min(plant.MostChargeKw(seconds) * 0.1, Math.Max(0, below)) : 0;
            }
            else if (above < 0)
            {
                wantKw = -Math.Min(plant.MostChargeKw(seconds), -above);
            }
            else if (priceShare >= PeakPriceShare || below < 0)
            {
                wantKw = Math.Min(plant.MostDischargeKw(seconds), above);
            }
            else
            {
                wantKw = priceShare <= ValleyPriceShare ? -Math.Min(plant.MostChargeKw(seconds) / 2, Math.Max(0, below / 2)) : 0;
            }

            var step = plant.Step(seconds, wantKw);
            _storageKw[s] = step.DischargeKw - step.ChargeKw;
            own[StorageChargeKw] += step.ChargeKw;
            own[StorageDischargeKw] += step.DischargeKw;
            above -= _storageKw[s];
            below += _storageKw[s];
        }
    }

    /// <summary>Gives every fleet its output and adds it to its kind.</summary>
    private void Take(in DispatchResult result, double offered, ref Reading own)
    {
        var taken = offered > 0 ? result.TakenKw / offered : 0;
        foreach (var fleet in Fleets)
        {
            if (fleet.Spec.IsRenewable)
            {
                fleet.OutputKw = fleet.OfferedKw * taken;
                own[Of(fleet.Spec.Kind)] += fleet.OutputKw;
            }
        }

        var importKw = result.OverdrawnKw;
        for (var u = 0; u < _merit.Length; u++)
        {
            if (_merit[u] == Fleets.Length)
            {
                importKw += _outputs[u];
                continue;
            }

            Fleets[_merit[u]].OutputKw = _outputs[u];
            own[Of(Fleets[_merit[u]].Spec.Kind)] += _outputs[u];
        }

        own[TieImportKw] = importKw;
        var made = own[WindKw] + own[PvKw] + own[HydroKw] + own[ThermalKw] + importKw;
        _fossilShare = made > 0 ? (own[ThermalKw] + (importKw * _spec.Tie.ImportFossilShare)) / made : _spec.MeanFossilShare;
    }

    /// <summary>Tells when something begins and, in the kind that follows, when it is over.</summary>
    private void Note(ref bool stands, bool begins, bool lasts, OccurrenceKind began, double value, double limit, long atMs)
    {
        if (stands ? lasts : !begins)
        {
            return;
        }

        stands = !stands;
        _occurrences.Add(new Occurrence(atMs, _region.Path, stands ? began : began + 1, default, default, Cause.Capacity, value, limit, null));
    }

    private static Quantity Of(GeneratorKind kind) => kind switch
    {
        GeneratorKind.Wind => WindKw,
        GeneratorKind.Pv => PvKw,
        GeneratorKind.Hydro => HydroKw,
        _ => ThermalKw,
    };
}
