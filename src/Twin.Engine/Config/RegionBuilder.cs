using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>Makes regions and hubs from region files, with the checks across files.</summary>
internal sealed class RegionBuilder(Catalogue catalogue, WeatherSource weather, WorldSources sources, IReadOnlyList<FutureStatus> include)
{
    /// <summary>MIIT counts capacity in standard racks of 2.5 kW (MODELS §1, recalled).</summary>
    public const double StandardRackKw = 2.5;

    // Figures of statistics are rounded; a sum that is further off is another sum.
    private const double CapacityTolerance = 0.005;

    private readonly DataCenterBuilder _dataCenters = new(catalogue, sources, include);
    private readonly NetworkBuilder _network = new(sources);
    private readonly GridBuilder _grid = new(sources, include);
    private readonly List<string> _hubPaths = [];

    /// <summary>Every hub of the files, even where nothing of it is on.</summary>
    public IReadOnlyCollection<string> HubPaths => _hubPaths;

    /// <summary>Data centers that are off, with their racks, by status.</summary>
    public IReadOnlyDictionary<CapacityStatus, (int DataCenters, long Racks)> Off => _dataCenters.Off;

    /// <summary>
    /// Checks a region and answers with the makers of its hubs. A year of weather is the one costly part of loading, so it
    /// is made only when nothing is wrong, for all hubs at once.
    /// </summary>
    public RegionDraft Build(ConfigDocument<ConfigFile<RegionEntry>> file)
    {
        var spec = file.Value.Spec;
        var metadata = file.Value.Metadata;
        var offsetH = spec.UtcOffsetS / 3600;
        var path = NodePath.Parse("unnamed");
        if (!Names.IsSegment(metadata.Name, out var fault))
        {
            sources.Fault(file, "/metadata/name", fault);
        }
        else if (metadata.Name == NodePath.RootName)
        {
            sources.Fault(file, "/metadata/name", $"'{NodePath.RootName}' is the name of the root; choose another");
        }
        else
        {
            path = NodePath.Parse(metadata.Name);
        }

        var hubs = new List<Func<HubSpec>>();
        for (var i = 0; i < spec.Hubs.Length; i++)
        {
            if (Hub(path, i, offsetH, file) is { } hub)
            {
                hubs.Add(hub);
            }
        }

        return new RegionDraft(hubs, new RegionSpec
        {
            Path = path,
            Name = metadata.Title ?? metadata.Name,
            NameZh = metadata.TitleZh ?? "",
            CarbonKgPerKWh = Figure(spec.Carbon, Dimension.Carbon, 0, 2, file, "/spec/carbon"),
            PriceCnyPerKWh = Figure(spec.Price.Flat, Dimension.Price, 0, 5, file, "/spec/price/flat"),
            HourlyPriceShare = spec.Price.Hourly,
            UtcOffsetH = offsetH,
            Hubs = [],
            Grid = _grid.Build(spec.Grid, [.. spec.Hubs.Select(h => h.Name)], file),
        });
    }

    private Func<HubSpec>? Hub(NodePath region, int index, double offsetH, ConfigDocument<ConfigFile<RegionEntry>> file)
    {
        var entry = file.Value.Spec.Hubs[index];
        var pointer = $"/spec/hubs/{index}";
        if (!Names.TryChild(region, entry.Name, out var path, out var fault))
        {
            sources.Fault(file, $"{pointer}/name", fault);
            return null;
        }

        if (_hubPaths.Contains(path.Value))
        {
            sources.Fault(file, $"{pointer}/name", $"the hub '{path}' is there twice; choose another name");
            return null;
        }

        _hubPaths.Add(path.Value);
        CheckStations(entry, file, pointer);
        var dataCenters = _dataCenters.Build(path, entry, file, pointer);
        var year = weather.For(path, entry, offsetH, file, pointer);
        if (year is null)
        {
            return null;
        }

        CheckCapacities(entry, dataCenters, file, pointer);
        var network = _network.Build(entry, file, pointer);
        var green = Green(entry.Green, file, $"{pointer}/green");
        return () => new HubSpec
        {
            Path = path,
            Name = entry.Title,
            NameZh = entry.TitleZh,
            NationalHub = entry.NationalHub,
            LatitudeDeg = entry.LatitudeDeg,
            LongitudeDeg = entry.LongitudeDeg,
            ElevationM = entry.ElevationM,
            UtcOffsetH = offsetH,
            Weather = year(),
            PueTarget = entry.PueTarget,
            GreenShare = green,
            Network = network,
            Substations = entry.Substations,
            DataCenters = dataCenters,
            Capacities = [.. entry.Capacities.Select(EntrySpecs.Figure)],
        };
    }

    private double Green(FigureEntry? figure, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        if (figure is null)
        {
            return 0;
        }

        if (figure.Unit != "%" || figure.Value is < 0 or > 100)
        {
            sources.Fault(file, $"{pointer}/value", $"'green' is {figure.Value} {figure.Unit}; write a figure from 0 to 100 in %");
        }

        return figure.Value / 100;
    }

    private void CheckStations(HubEntry entry, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < entry.Substations.Length; i++)
        {
            if (!Names.IsSegment(entry.Substations[i], out var fault))
            {
                sources.Fault(file, $"{pointer}/substations/{i}", fault);
            }
            else if (!seen.Add(entry.Substations[i]))
            {
                sources.Fault(file, $"{pointer}/substations/{i}", $"the station '{entry.Substations[i]}' is there twice; choose another name");
            }
        }
    }

    private void CheckCapacities(HubEntry entry, DataCenterSpec[] dataCenters, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        for (var i = 0; i < entry.Capacities.Length; i++)
        {
            var figure = entry.Capacities[i];
            if (string.IsNullOrEmpty(figure.Name))
            {
                sources.Fault(file, $"{pointer}/capacities/{i}", "the figure has no name; say what it counts with 'name'");
            }

            // Whatever is included beyond what runs by itself is not in the figure.
            if (figure.Unit == "standard racks" && figure.Status is not (CapacityStatus.Construction or CapacityStatus.Planned))
            {
                var standardRacks = dataCenters
                    .Where(d => d.Capacities.All(c => c.Status is not (CapacityStatus.Construction or CapacityStatus.Planned)))
                    .Sum(d => d.DesignItKw) / StandardRackKw;
                if (Math.Abs(standardRacks - figure.Value) > CapacityTolerance * figure.Value)
                {
                    sources.Warn(file, $"{pointer}/capacities/{i}/value", $"the data centers of '{entry.Name}' come to {standardRacks:0} standard racks of {StandardRackKw} kW and the figure is {figure.Value:0}; mend one of them");
                }
            }
        }
    }

    private double Figure(FigureEntry figure, Dimension dimension, double min, double max, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        if (!Measures.TryScale(figure.Unit, dimension, out var scale))
        {
            sources.Fault(file, $"{pointer}/unit", $"'{figure.Unit}' is no unit of {Measures.Noun(dimension)}; use {string.Join(", ", Measures.UnitsOf(dimension))}");
            return 0;
        }

        var value = figure.Value * scale;
        if (value < min || value > max)
        {
            sources.Fault(file, $"{pointer}/value", $"{figure.Value} {figure.Unit} lies outside {min} to {max} {Measures.UnitsOf(dimension)[0]}; is the unit right?");
        }

        return value;
    }
}

/// <summary>A region that holds, but for its hubs, which are still to be made.</summary>
internal sealed record RegionDraft(IReadOnlyList<Func<HubSpec>> Hubs, RegionSpec Region);
