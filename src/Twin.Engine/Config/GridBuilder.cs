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
            Tie = Tie(grid.Tie),
            Area = grid.Area is null ? null : Area(grid.Area),
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

    private static FrequencySpec Area(AreaEntry e)
    {
        var d = new FrequencySpec { BaseKw = e.LoadKw, InertiaS = e.InertiaS, GovernorShare = e.GovernorShare };
        return d with { Damping = e.Damping ?? d.Damping, ReheatS = e.ReheatS ?? d.ReheatS, ReserveCap = e.Reserve ?? d.ReserveCap };
    }

    private static TieSpec Tie(TieEntry e)
    {
        var d = new TieSpec { ImportLimitKw = e.ImportKw, ExportLimitKw = e.ExportKw };
        return d with
        {
            ScheduledExportKw = e.ContractedKw ?? d.ScheduledExportKw,
            ImportCostCnyPerKWh = e.CostCnyPerKWh ?? d.ImportCostCnyPerKWh,
            ImportFossilShare = e.FossilShare ?? d.ImportFossilShare,
        };
    }
}
