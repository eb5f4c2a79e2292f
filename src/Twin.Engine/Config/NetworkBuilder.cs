using System.Globalization;
using Twin.Contracts;
using Twin.Model.Grid;

namespace Twin.Engine.Config;

/// <summary>Makes a hub's network of stations from its file.</summary>
internal sealed class NetworkBuilder(WorldSources sources)
{
    public StationNetwork? Build(HubEntry hub, ConfigDocument<ConfigFile<RegionEntry>> file, string hubPointer)
    {
        if (hub.Network is not { } network)
        {
            return null;
        }

        var before = sources.Faults.Count;
        var pointer = $"{hubPointer}/network";
        var stations = new List<Station>();
        var feeders = new List<(int Station, string From, string Pointer)>();
        for (var i = 0; i < network.Stations.Length; i++)
        {
            var entry = network.Stations[i];
            for (var k = 0; k < (entry.Count ?? 1); k++)
            {
                var name = entry.Count is null ? entry.Name : string.Create(CultureInfo.InvariantCulture, $"{entry.Name}-{k + 1:D2}");
                if (!Names.IsSegment(name, out var fault) || stations.Any(s => s.Name == name))
                {
                    sources.Fault(file, $"{pointer}/stations/{i}/name", fault.Length > 0 ? fault : $"the station '{name}' is there twice; choose another name");
                    return null;
                }

                for (var f = 0; f < Math.Min(2, entry.Between.Length); f++)
                {
                    feeders.Add((stations.Count, entry.Between[(k + f) % entry.Between.Length], $"{pointer}/stations/{i}/between"));
                }

                stations.Add(new Station(name, entry.Kv));
            }
        }

        var lines = new List<StationLine>();
        for (var r = 0; r < network.Rings.Length; r++)
        {
            var ring = network.Rings[r];
            string[] through = [ring.From, .. ring.Through, ring.To];
            for (var i = 1; i < through.Length; i++)
            {
                lines.Add(new StationLine($"{ring.Name}-{i}", Known(through[i - 1], $"{pointer}/rings/{r}"), Known(through[i], $"{pointer}/rings/{r}")));
            }
        }

        var count = new Dictionary<int, int>();
        foreach (var (station, from, at) in feeders)
        {
            var n = count[station] = count.GetValueOrDefault(station) + 1;
            lines.Add(new StationLine($"{stations[station].Name}-{(n == 1 ? "a" : "b")}", Known(from, at), station));
        }

        for (var i = 0; i < hub.Substations.Length; i++)
        {
            Known(hub.Substations[i], $"{hubPointer}/substations/{i}");
        }

        if (!stations.Any(s => s.Kv >= 500))
        {
            sources.Fault(file, $"{pointer}/stations", "no station has 500 kV or more; name the one where the wider grid comes in");
        }

        return sources.Faults.Count > before ? null : new StationNetwork([.. stations], [.. lines]);

        int Known(string name, string at)
        {
            var index = stations.FindIndex(s => s.Name == name);
            if (index < 0)
            {
                sources.Fault(file, at, $"the network has no station '{name}'; {Nearest.Clause(name, [.. stations.Select(s => s.Name)])}");
            }

            return index;
        }
    }
}
