using System.Globalization;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>Makes a hub's data centers: multiplies those that are alike, names and feeds them, leaves out what is off.</summary>
internal sealed class DataCenterBuilder(Catalogue catalogue, WorldSources sources, IReadOnlyList<FutureStatus> include)
{
    // A rack's name has five digits.
    private const int MostRacks = 100_000;

    private readonly SortedDictionary<CapacityStatus, (int DataCenters, long Racks)> _off = [];

    public IReadOnlyDictionary<CapacityStatus, (int DataCenters, long Racks)> Off => _off;

    public DataCenterSpec[] Build(NodePath hub, HubEntry entry, ConfigDocument<ConfigFile<RegionEntry>> file, string hubPointer)
    {
        var made = new List<DataCenterSpec>();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        for (var i = 0; i < entry.DataCenters.Length; i++)
        {
            var e = entry.DataCenters[i];
            var pointer = $"{hubPointer}/dataCenters/{i}";
            var template = Template(hub, e, file, pointer);
            for (var k = 0; k < (e.Count ?? 1); k++, number++)
            {
                // What is off takes its number too, so that switching it on renames nothing.
                var n = counted[e.Name] = counted.GetValueOrDefault(e.Name) + 1;
                var name = e.Count is null ? e.Name : string.Create(CultureInfo.InvariantCulture, $"{e.Name}-{n:D2}");
                if (!Names.TryChild(hub, name, out var path, out var fault))
                {
                    sources.Fault(file, $"{pointer}/name", fault);
                    break;
                }

                if (!paths.Add(path.Value))
                {
                    sources.Fault(file, $"{pointer}/name", $"the data center '{path}' is there twice; give both entries a count, or choose another name");
                    break;
                }

                if (template is null)
                {
                    continue;
                }

                if (!IsOn(e.Status))
                {
                    var (centers, racks) = _off.GetValueOrDefault(e.Status);
                    _off[e.Status] = (centers + 1, racks + template.RackCount);
                    continue;
                }

                var title = e.Title ?? e.Name;
                made.Add(template with
                {
                    Path = path,
                    Name = e.Count is null ? title : $"{title} {n}",
                    Feeds = Feeds(e, entry, number, file, pointer),
                });
            }
        }

        return [.. made];
    }

    private bool IsOn(CapacityStatus status) => status switch
    {
        CapacityStatus.Construction => include.Contains(FutureStatus.Construction),
        CapacityStatus.Planned => include.Contains(FutureStatus.Planned),
        _ => true,
    };

    private DataCenterSpec? Template(NodePath hub, DataCenterEntry e, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        var plant = catalogue.Plants.Known(e.Plant, "plant", file, $"{pointer}/plant", sources);
        var power = catalogue.PowerChains.Known(e.Power, "power chain", file, $"{pointer}/power", sources);
        var halls = Halls(e, file, pointer);
        var trace = e.Trace is null ? null : LoadTraceFile.Read(e, file, pointer, sources);
        var racks = halls.Sum(h => (long)h.Racks);
        if (racks > MostRacks)
        {
            sources.Fault(file, $"{pointer}/halls", $"'{e.Name}' has {racks} racks; at most {MostRacks} stand in one data center, so make several with 'count'");
            return null;
        }

        if (halls.Count > DataCenter.MostHalls)
        {
            sources.Fault(file, $"{pointer}/halls", $"'{e.Name}' has {halls.Count} halls; at most {DataCenter.MostHalls} stand in one data center, so make several with 'count'");
            return null;
        }

        return plant is null || power is null || halls.Count == 0 ? null : new DataCenterSpec
        {
            Path = hub,
            Name = e.Name,
            Halls = [.. halls],
            Plant = plant,
            Power = power,
            Trace = trace,
            Capacities = [new CapacityFigure("racks", racks, "racks", e.Status, e.AsOf, e.Source)],
        };
    }

    private List<HallSpec> Halls(DataCenterEntry e, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        var halls = new List<HallSpec>();
        for (var i = 0; i < e.Halls.Length; i++)
        {
            var hall = e.Halls[i];
            var rackClass = catalogue.RackClasses.Known(hall.Class, "rack class", file, $"{pointer}/halls/{i}/class", sources);
            var mix = catalogue.Mixes.Known(hall.Mix, "workload mix", file, $"{pointer}/halls/{i}/mix", sources);
            if (rackClass is null || mix is null)
            {
                continue;
            }

            for (var k = 0; k < (hall.Count ?? 1); k++)
            {
                halls.Add(new HallSpec
                {
                    Name = string.Create(CultureInfo.InvariantCulture, $"hall-{halls.Count + 1:D2}"),
                    Class = rackClass,
                    Racks = hall.Racks,
                    RacksPerRow = hall.RacksPerRow,
                    Work = mix,
                });
            }
        }

        return halls;
    }

    private int[] Feeds(DataCenterEntry e, HubEntry hub, int number, ConfigDocument<ConfigFile<RegionEntry>> file, string pointer)
    {
        var stations = hub.Substations;
        if (e.Feeds is null)
        {
            // Two stations of one ring go together when its feeders do: the second one is the next that hangs on another.
            var first = number % stations.Length;
            var across = Enumerable.Range(0, stations.Length).Select(k => (first + Math.Max(1, stations.Length / 2) + k) % stations.Length).ToArray();
            var ring = Ring(stations[first]);
            return [first, ring is null ? across[0] : across.Where(s => Ring(stations[s]) != ring).DefaultIfEmpty(across[0]).First()];
        }

        string? Ring(string station) => hub.Network?.Rings.FirstOrDefault(r => r.Through.Contains(station))?.Name;

        var feeds = new int[e.Feeds.Length];
        for (var i = 0; i < feeds.Length; i++)
        {
            feeds[i] = Array.IndexOf(stations, e.Feeds[i]);
            if (feeds[i] < 0)
            {
                sources.Fault(file, $"{pointer}/feeds/{i}", $"this hub has no station '{e.Feeds[i]}'; {Nearest.Clause(e.Feeds[i], stations)}");
            }
        }

        return feeds;
    }
}
