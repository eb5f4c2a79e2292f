using System.Globalization;
using Twin.Contracts;
using Twin.Model;
using Twin.Model.Jobs;
using Twin.Model.Links;

namespace Twin.Engine.Config;

/// <summary>Reads a world: the world file, everything that it refers to, and the checks across files.</summary>
public static class WorldLoader
{
    // The model wants tick 0 at a full quarter of an hour, where slow noise and prices change.
    private const long StartGridMs = 15 * 60 * 1000;

    // 1900 and 2200, Unix ms: the sun's formulas are good for the centuries around ours, and a century's run stays a date.
    private const long LeastStartMs = -2_208_988_800_000;
    private const long EndOfStartsMs = 7_258_118_400_000;

    // More would need memory that no machine of today's laptops has.
    private const int MostRacks = 20_000_000;

    /// <summary>Reads a world by the name of a built-in one or by the path of its file (YAML or JSON).</summary>
    /// <exception cref="ConfigException">Something is wrong; it lists all that was found, each with file, line and column.</exception>
    public static LoadedWorld Load(string world, WorldOptions? options = null)
    {
        var choice = options ?? new WorldOptions();
        var sources = new WorldSources();
        var document = sources.Read<WorldEntry>(WorldFolder.Find(world), ConfigKinds.World);
        sources.Faults.ThrowIfAny();

        var entry = document!.Value.Spec;
        var catalogue = Catalogue.Read(document, sources);
        var startMs = Start(document, sources);
        var include = choice.Include ?? entry.Include;
        sources.Account($"include {string.Join(',', include.Distinct().Order())}; seed {choice.Seed}; year {choice.Year}");
        var weather = new WeatherSource(document, choice, catalogue, sources, startMs);
        var builder = new RegionBuilder(catalogue, weather, sources, include);
        var drafts = new List<RegionDraft>();
        for (var i = 0; i < entry.Regions.Length; i++)
        {
            if (sources.Read<RegionEntry>(entry.Regions[i], ConfigKinds.Region, document, $"/spec/regions/{i}") is { } region)
            {
                drafts.Add(builder.Build(region));
            }
        }

        weather.CheckAllUsed(builder.HubPaths);
        sources.Faults.ThrowIfAny();
        var regions = Complete(drafts);
        CheckWhole(document, regions, sources);
        sources.Faults.ThrowIfAny();
        var spec = new WorldSpec { Name = document.Value.Metadata.Name, StartMs = startMs, Regions = regions, Links = Links(document, regions, sources), Jobs = Jobs(catalogue, regions, sources) };
        sources.Faults.ThrowIfAny();
        return new LoadedWorld(spec, sources.Digest(), WorldNotes.Of(spec, builder), sources.Warnings, sources.Files);
    }

    private static RegionSpec[] Complete(List<RegionDraft> drafts)
    {
        var makers = drafts.SelectMany(d => d.Hubs).ToArray();
        var hubs = new HubSpec[makers.Length];
        Parallel.For(0, makers.Length, i => hubs[i] = makers[i]());
        var next = 0;
        return [.. drafts.Select(d => d.Region with { Hubs = hubs[next..(next += d.Hubs.Count)] })];
    }

    private static JobsSpec? Jobs(Catalogue catalogue, RegionSpec[] regions, WorldSources sources) =>
        catalogue is { Jobs: { } jobs, JobsFile: { } file } ? new JobTraceFile(file, jobs, [.. regions.SelectMany(r => r.Hubs)], sources).Read() : null;

    private static LinksSpec? Links(ConfigDocument<ConfigFile<WorldEntry>> document, RegionSpec[] regions, WorldSources sources) =>
        document.Value.Spec.Links is { } links && sources.Read<LinksEntry>(links, ConfigKinds.Links, document, "/spec/links") is { } file
            ? new LinksBuilder(file, [.. regions.SelectMany(r => r.Hubs)], sources).Build()
            : null;

    private static long Start(ConfigDocument<ConfigFile<WorldEntry>> document, WorldSources sources)
    {
        var text = document.Value.Spec.Start;
        if (!Instants.TryRead(text, out var ms, out var fault))
        {
            sources.Fault(document, "/spec/start", $"'start': {fault}");
            return 0;
        }

        if (StartFault(ms) is { } wrong)
        {
            sources.Fault(document, "/spec/start", $"'start' is {text}; write {wrong}");
            return 0;
        }

        return ms;
    }

    /// <summary>What a begin of simulated time must be, where a moment is none; null where it is one.</summary>
    /// <param name="ms">Unix ms.</param>
    public static string? StartFault(long ms) =>
        ms is >= LeastStartMs and < EndOfStartsMs && ms % StartGridMs == 0
            ? null : "a full quarter of an hour between 1900 and 2200, such as 2026-07-01T00:00:00Z";

    private static void CheckWhole(ConfigDocument<ConfigFile<WorldEntry>> document, RegionSpec[] regions, WorldSources sources)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < regions.Length; i++)
        {
            if (!seen.Add(regions[i].Path.Value))
            {
                sources.Fault(document, $"/spec/regions/{i}", $"the region '{regions[i].Path}' is there twice; leave one file out");
            }
        }

        var racks = regions.Sum(r => r.Hubs.Sum(h => h.DataCenters.Sum(d => (long)d.RackCount)));
        if (racks == 0)
        {
            sources.Fault(document, "/spec/regions", "no data center of this world is on; include what is under construction or planned");
        }
        else if (racks > MostRacks)
        {
            sources.Fault(document, "/spec/regions", string.Create(CultureInfo.InvariantCulture, $"the world has {racks:N0} racks; at most {MostRacks:N0} are simulated"));
        }
    }
}
