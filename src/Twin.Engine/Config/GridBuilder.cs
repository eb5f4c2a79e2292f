using Twin.Contracts;
using Twin.Model;
using Twin.Model.Grid;

namespace Twin.Engine.Config;

/// <summary>Makes a region's grid from its file, with the checks that one entry cannot make.</summary>
internal sealed class GridBuilder(WorldSources sources, IReadOnlyList<FutureStatus> include)
{
    // More storage than this could give more than the region takes.
    private const double MostStorageOverDemand = 0.5;

    private const double SecondsPerHour = 3600;

    private readonly Dictionary<string, (FrequencySpec Area, string Region)> _areas = new(StringComparer.Ordinal);

    /// <param name="hubs">Names of the region's hubs, in order.</param>
    public GridSpec? Build(GridEntry? grid, string[] hubs, ConfigDocument<ConfigFile<RegionEntry>> file)
    {
        if (grid is null)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var generators = new List<GeneratorSpec>();
        for (var i = 0; i < grid.Generators.Length; i++)
        {
            var entry = grid.Generators[i];
            CheckName(entry.Name, names, file, $"/spec/grid/generators/{i}/name");
            var hub = entry.Hub is null ? 0 : Array.IndexOf(hubs, entry.Hub);
            if (hub < 0)
            {
                sources.Fault(file, $"/spec/grid/generators/{i}/hub", $"this region has no hub '{entry.Hub}'; {Nearest.Clause(entry.Hub!, hubs)}");
            }
            else if (IsOn(entry.Status))
            {
                generators.Add(Generator(entry, hub));
            }
        }

        var storage = new List<StorageSpec>();
        for (var i = 0; i < grid.Storage.Length; i++)
        {
            CheckName(grid.Storage[i].Name, names, file, $"/spec/grid/storage/{i}/name");
            if (IsOn(grid.Storage[i].Status))
            {
                storage.Add(Plant(grid.Storage[i]));
            }
        }

        if (storage.Sum(s => s.PowerKw) > MostStorageOverDemand * (grid.Demand.BaseKw + (grid.Tie.ContractedKw ?? 0)))
        {
            sources.Fault(file, "/spec/grid/storage", $"the storage plants give {storage.Sum(s => s.PowerKw) / 1000:0} MW; together at most {MostStorageOverDemand:0.#} of other demand and contracted export, {(grid.Demand.BaseKw + (grid.Tie.ContractedKw ?? 0)) / 1000:0} MW");
        }

        var mean = grid.Demand.Hourly.Average();
        if (Math.Abs(mean - 1) > 0.01)
        {
            sources.Fault(file, "/spec/grid/demand/hourly", $"the hours of 'hourly' have a mean of {mean:0.###}; make it 1, for 'base' is the mean of a day");
        }

        if (grid.FossilShare.Unit is not "share" || grid.FossilShare.Value is < 0 or > 1)
        {
            sources.Fault(file, "/spec/grid/fossilShare", "'fossilShare' is a figure from 0 to 1 in the unit 'share'");
        }

        return new GridSpec
        {
            Generators = [.. generators],
            Storage = [.. storage],
            Demand = new DemandSpec { BaseKw = grid.Demand.BaseKw, HourlyShare = grid.Demand.Hourly, NoiseShare = grid.Demand.Noise ?? 0.01 },
            Tie = Tie(grid.Tie, file),
            Area = Area(grid.Area, file),
            LossAtRestShare = grid.LossAtRest ?? 0.005,
            LossAtReferenceShare = grid.LossAtReference ?? 0.035,
            MeanFossilShare = grid.FossilShare.Value,
        };
    }

    private bool IsOn(CapacityStatus status) => status switch
    {
        CapacityStatus.Construction => include.Contains(FutureStatus.Construction),
        CapacityStatus.Planned => include.Contains(FutureStatus.Planned),
        _ => true,
    };

    private void CheckName(string name, HashSet<string> names, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        if (!Names.IsSegment(name, out var fault))
        {
            sources.Fault(file, pointer, fault);
        }
        else if (!names.Add(name))
        {
            sources.Fault(file, pointer, $"the name '{name}' is there twice in this grid; choose another");
        }
    }

    private static GeneratorSpec Generator(GeneratorEntry e, int hub)
    {
        var d = new GeneratorSpec { Name = e.Name, Kind = e.Kind, CapacityKw = e.CapacityKw, Hub = hub };
        return d with
        {
            SiteMeanMs = e.SiteMeanMs ?? d.SiteMeanMs,
            FieldShare = e.Field ?? d.FieldShare,
            TiltDeg = e.TiltDeg ?? d.TiltDeg,
            MonthlyShare = e.Monthly ?? d.MonthlyShare,
            LeastShare = e.Least ?? d.LeastShare,
            RampSharePerMin = e.Ramp ?? d.RampSharePerMin,
            CostCnyPerKWh = e.CostCnyPerKWh ?? d.CostCnyPerKWh,
        };
    }

    private static StorageSpec Plant(StorageEntry e)
    {
        var d = StorageSpec.Of(e.Kind, e.Name, e.PowerKw, e.PowerKw * e.FullS / SecondsPerHour);
        return d with
        {
            ChargeEfficiency = e.ChargeEfficiency ?? d.ChargeEfficiency,
            DischargeEfficiency = e.DischargeEfficiency ?? d.DischargeEfficiency,
            RampS = e.RampS ?? d.RampS,
            ChangeoverS = e.ChangeoverS ?? d.ChangeoverS,
            LossPerH = e.LossPerHour ?? d.LossPerH,
        };
    }

    /// <summary>An area is told by each of its regions, and there is only one: they must agree.</summary>
    private FrequencySpec? Area(AreaEntry? e, ConfigDocument<ConfigFile<RegionEntry>> file)
    {
        if (e is null)
        {
            return null;
        }

        if (!Names.IsSegment(e.Name, out var fault))
        {
            sources.Fault(file, "/spec/grid/area/name", fault);
        }

        var d = new FrequencySpec { Name = e.Name, BaseKw = e.LoadKw, InertiaS = e.InertiaS, GovernorShare = e.GovernorShare };
        d = d with
        {
            Damping = e.Damping ?? d.Damping,
            ReheatS = e.ReheatS ?? d.ReheatS,
            ReserveCap = e.Reserve ?? d.ReserveCap,
            DeadBandHz = e.DeadBandHz ?? d.DeadBandHz,
            GovernorCap = e.GovernorCap ?? d.GovernorCap,
            SecondaryHorizonS = e.SecondaryS ?? d.SecondaryHorizonS,
            ReplacedPerS = 0.1 / e.ReplacementS ?? d.ReplacedPerS,
            ReconnectS = e.ReconnectS ?? d.ReconnectS,
            Rounds = e.Shedding is { } rounds ? [.. rounds.Select(r => new SheddingRound(r.BelowHz, r.AfterS, r.Share))] : d.Rounds,
        };
        if (!_areas.TryGetValue(e.Name, out var first))
        {
            _areas.Add(e.Name, first = (d, file.Value.Metadata.Name));
        }
        else if (d with { Rounds = first.Area.Rounds } != first.Area || !d.Rounds.SequenceEqual(first.Area.Rounds))
        {
            sources.Fault(file, "/spec/grid/area", $"the area '{e.Name}' is not what the region '{first.Region}' says of it; a synchronous area has one load, one inertia and one answer, so write the same in both");
        }

        return first.Area;
    }

    private TieSpec Tie(TieEntry e, ConfigDocument<ConfigFile<RegionEntry>> file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<UhvLine>();
        double importKw = e.ImportKw, exportKw = e.ExportKw;
        for (var i = 0; i < e.Uhv.Length; i++)
        {
            var line = e.Uhv[i];
            CheckName(line.Name, names, file, $"/spec/grid/tie/uhv/{i}/name");
            if (!IsOn(line.Status))
            {
                continue;
            }

            lines.Add(new UhvLine(line.Name, line.Kv, line.Current == LineCurrent.Direct, line.Direction, line.CapacityKw));
            if (line.Status is CapacityStatus.Construction or CapacityStatus.Planned)
            {
                importKw += line.Direction == TieDirection.Import ? line.CapacityKw : 0;
                exportKw += line.Direction == TieDirection.Export ? line.CapacityKw : 0;
            }
        }

        foreach (var (direction, limitKw) in new[] { (TieDirection.Import, importKw), (TieDirection.Export, exportKw) })
        {
            if (lines.Where(l => l.Direction == direction).Sum(l => l.CapacityKw) > limitKw)
            {
                sources.Fault(file, "/spec/grid/tie/uhv", $"the lines for {direction.ToString().ToLowerInvariant()} carry more than the tie's limit of {limitKw / 1000:0} MW; raise the limit, which counts them");
            }
        }

        var d = new TieSpec { ImportLimitKw = importKw, ExportLimitKw = exportKw };
        return d with
        {
            ScheduledExportKw = e.ContractedKw ?? d.ScheduledExportKw,
            ImportCostCnyPerKWh = e.CostCnyPerKWh ?? d.ImportCostCnyPerKWh,
            ImportFossilShare = e.FossilShare ?? d.ImportFossilShare,
            Uhv = [.. lines],
        };
    }
}
