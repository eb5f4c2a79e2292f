using Twin.Contracts;
using Twin.Model;
using Twin.Model.Links;
using Twin.Model.Physics;

namespace Twin.Engine.Config;

/// <summary>Makes the links between hubs and demand centers from their file.</summary>
internal sealed class LinksBuilder(ConfigDocument<ConfigFile<LinksEntry>> file, HubSpec[] hubs, WorldSources sources)
{
    // Mean radius of the earth, km (IUGG).
    private const double EarthKm = 6371;

    private readonly string[] _ends = [.. hubs.Select(h => h.Path.Value), .. file.Value.Spec.Centers.Select(c => c.Name)];

    public LinksSpec Build()
    {
        var entry = file.Value.Spec;
        CheckNames([.. entry.Centers.Select(c => c.Name)], "centers", "center");
        CheckNames([.. entry.Links.Select(l => l.Name)], "links", "link");
        var served = new double[hubs.Length * entry.Centers.Length];
        for (var i = 0; i < entry.Served.Length; i++)
        {
            Serve(entry.Served[i], $"/spec/served/{i}", served);
        }

        return new LinksSpec
        {
            Centers = [.. entry.Centers.Select(c => new DemandCenter(c.Name, c.Title, c.TitleZh, c.LatitudeDeg, c.LongitudeDeg))],
            Links = [.. entry.Links.Select((l, i) => Link(l, $"/spec/links/{i}"))],
            Served = served,
        };
    }

    private LinkSpec Link(LinkEntry entry, string pointer)
    {
        var (from, to) = (End(entry.From, $"{pointer}/from"), End(entry.To, $"{pointer}/to"));
        if (from == to && from >= 0)
        {
            sources.Fault(file, $"{pointer}/to", $"the link '{entry.Name}' begins and ends at '{entry.To}'; name another end");
        }

        var km = entry.LengthM / 1000 ?? (from < 0 || to < 0 ? 0 : Fibre.RouteFactor * GreatCircleKm(Place(from), Place(to)));
        return new LinkSpec(
            entry.Name, from, to, km, entry.Hops, entry.CapacityGbps,
            entry.Published is { } p ? new PublishedLatency(p.ValueS * 1000, p.Kind, p.Source) : null);
    }

    private void Serve(ServedEntry entry, string pointer, double[] served)
    {
        var hub = Array.FindIndex(hubs, h => h.Path.Value == entry.Hub);
        if (hub < 0)
        {
            sources.Fault(file, $"{pointer}/hub", $"this world has no hub '{entry.Hub}'; {Nearest.Clause(entry.Hub, [.. hubs.Select(h => h.Path.Value)])}");
            return;
        }

        var centers = file.Value.Spec.Centers;
        var sum = 0.0;
        foreach (var (key, _) in ((ConfigMapping)file.At($"{pointer}/shares")).Entries)
        {
            var center = Array.FindIndex(centers, c => c.Name == key.Text);
            sum += entry.Shares[key.Text];
            if (center < 0)
            {
                sources.Faults.Add(file.File, key, $"there is no center '{key.Shown}'; {Nearest.Clause(key.Text, [.. centers.Select(c => c.Name)])}");
            }
            else
            {
                served[(hub * centers.Length) + center] = entry.Shares[key.Text];
            }
        }

        if (Math.Abs(sum - 1) > 1e-6)
        {
            sources.Fault(file, $"{pointer}/shares", $"the shares of '{entry.Hub}' sum to {sum:0.######}; make them sum to 1");
        }
    }

    private int End(string name, string pointer)
    {
        var at = Array.IndexOf(_ends, name);
        if (at < 0)
        {
            sources.Fault(file, pointer, $"this world has no hub or center '{name}'; {Nearest.Clause(name, _ends)}");
        }

        return at;
    }

    private (double LatitudeDeg, double LongitudeDeg) Place(int end) => end < hubs.Length
        ? (hubs[end].LatitudeDeg, hubs[end].LongitudeDeg)
        : (file.Value.Spec.Centers[end - hubs.Length].LatitudeDeg, file.Value.Spec.Centers[end - hubs.Length].LongitudeDeg);

    private void CheckNames(string[] names, string list, string noun)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (!Names.IsSegment(names[i], out var fault))
            {
                sources.Fault(file, $"/spec/{list}/{i}/name", fault);
            }
            else if (Array.IndexOf(names, names[i]) < i)
            {
                sources.Fault(file, $"/spec/{list}/{i}/name", $"the {noun} '{names[i]}' is there twice; choose another name");
            }
        }
    }

    /// <summary>By the haversine formula, km.</summary>
    private static double GreatCircleKm((double LatitudeDeg, double LongitudeDeg) a, (double LatitudeDeg, double LongitudeDeg) b)
    {
        const double rad = Math.PI / 180;
        var lat = DMath.Sin((b.LatitudeDeg - a.LatitudeDeg) * rad / 2);
        var lon = DMath.Sin((b.LongitudeDeg - a.LongitudeDeg) * rad / 2);
        var h = (lat * lat) + (DMath.Cos(a.LatitudeDeg * rad) * DMath.Cos(b.LatitudeDeg * rad) * lon * lon);
        return 2 * EarthKm * DMath.Asin(Math.Sqrt(h));
    }
}
