using Twin.Contracts;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine.Config;

/// <summary>What regions refer to by name: rack classes, mixes, plants, power chains, climates.</summary>
internal sealed class Catalogue
{
    private readonly WorldSources _sources;

    private Catalogue(WorldSources sources) => _sources = sources;

    public NameTable<RackClass> RackClasses { get; } = new();

    public NameTable<WorkloadShare[]> Mixes { get; } = new();

    /// <summary>Null where all work follows its usual day.</summary>
    public JobsSpec? Jobs { get; private set; }

    /// <summary>The file that they are from; null where all work follows its usual day.</summary>
    public ConfigDocument<ConfigFile<JobsEntry>>? JobsFile { get; private set; }

    public NameTable<PlantSpec> Plants { get; } = new();

    public NameTable<PowerSpec> PowerChains { get; } = new();

    public NameTable<SiteClimate> Climates { get; } = new();

    public static Catalogue Read(ConfigDocument<ConfigFile<WorldEntry>> world, WorldSources sources)
    {
        var catalogue = new Catalogue(sources);
        var spec = world.Value.Spec;
        catalogue.Read<ClimatesEntry, SiteClimate>(
            world, spec.Climates, ConfigKinds.Climates, "climates", catalogue.Climates,
            file => catalogue.KeepAll(catalogue.Climates, file, file.Value.Spec.Climates, "climates", e => e.Name, (e, at) => SiteClimate.Read(e, file, at, sources)));
        catalogue.Read<RackClassesEntry, RackClass>(
            world, spec.RackClasses, ConfigKinds.RackClasses, "rackClasses", catalogue.RackClasses,
            file => catalogue.KeepAll(catalogue.RackClasses, file, file.Value.Spec.Classes, "classes", e => e.Name, (e, at) => EntrySpecs.RackClass(e, file, at, sources)));
        catalogue.Read<WorkloadsEntry, WorkloadShare[]>(world, spec.Workloads, ConfigKinds.Workloads, "workloads", catalogue.Mixes, file => catalogue.KeepMixes(world, file));
        catalogue.Read<PlantsEntry, PlantSpec>(
            world, spec.Plants, ConfigKinds.Plants, "plants", catalogue.Plants,
            file => catalogue.KeepAll(catalogue.Plants, file, file.Value.Spec.Plants, "plants", e => e.Name, (e, at) => EntrySpecs.Plant(e, file, at, sources)));
        catalogue.Read<PowerChainsEntry, PowerSpec>(
            world, spec.PowerChains, ConfigKinds.PowerChains, "powerChains", catalogue.PowerChains,
            file => catalogue.KeepAll(catalogue.PowerChains, file, file.Value.Spec.PowerChains, "powerChains", e => e.Name, (e, _) => EntrySpecs.Power(e)));
        return catalogue;
    }

    /// <summary>Reads one of the world's files and keeps its names; what is wrong in it marks them as broken.</summary>
    private void Read<TFile, TValue>(
        ConfigDocument<ConfigFile<WorldEntry>> world, string path, string kind, string key, NameTable<TValue> names, Action<ConfigDocument<ConfigFile<TFile>>> keep)
        where TValue : class
    {
        var before = _sources.Faults.Count;
        var file = _sources.Read<TFile>(path, kind, world, $"/spec/{key}");
        if (file is not null)
        {
            keep(file);
        }

        names.Broken = file is null || _sources.Faults.Count > before;
    }

    /// <summary>Keeps what the entries of a list make, by their names; one that makes nothing has told its fault.</summary>
    private void KeepAll<TFile, TEntry, TValue>(
        NameTable<TValue> names, ConfigDocument<TFile> file, TEntry[] entries, string list, Func<TEntry, string> nameOf, Func<TEntry, string, TValue?> make)
        where TValue : class
    {
        for (var i = 0; i < entries.Length; i++)
        {
            var at = $"/spec/{list}/{i}";
            if (make(entries[i], at) is { } value && !names.TryAdd(nameOf(entries[i]), value))
            {
                _sources.Fault(file, $"{at}/name", $"the name '{nameOf(entries[i])}' is taken by an earlier entry of this file; choose another");
            }
        }
    }

    private void KeepMixes(ConfigDocument<ConfigFile<WorldEntry>> world, ConfigDocument<ConfigFile<WorkloadsEntry>> file)
    {
        if (world.Value.Spec.Jobs is { } jobs && _sources.Read<JobsEntry>(jobs, ConfigKinds.Jobs, world, "/spec/jobs") is { } jobsFile)
        {
            JobsFile = jobsFile;
            Jobs = JobsBuilder.Build(jobsFile, [.. file.Value.Spec.Classes.Select(c => c.Name)], _sources);
        }

        var classes = new NameTable<WorkloadClass>();
        KeepAll(classes, file, file.Value.Spec.Classes, "classes", e => e.Name, (e, _) => EntrySpecs.Workload(e, Jobs));
        KeepAll(Mixes, file, file.Value.Spec.Mixes, "mixes", e => e.Name, (e, at) => Shares(e, classes, file, $"{at}/shares"));
    }

    // In the order of the classes' list, whatever order the mix names them in, so that sums never depend on writing.
    private WorkloadShare[] Shares(
        MixEntry entry, NameTable<WorkloadClass> classes, ConfigDocument<ConfigFile<WorkloadsEntry>> file, string pointer)
    {
        var sum = 0.0;
        var mapping = (ConfigMapping)file.At(pointer);
        foreach (var (key, _) in mapping.Entries)
        {
            sum += entry.Shares[key.Text];
            if (classes.Find(key.Text) is null)
            {
                _sources.Faults.Add(file.File, key, $"there is no workload class '{key.Shown}'; {Nearest.Clause(key.Text, classes.Names)}");
            }
        }

        if (Math.Abs(sum - 1) > 1e-6)
        {
            _sources.Fault(file, pointer, $"the shares of the mix '{entry.Name}' sum to {sum:0.######}; make them sum to 1");
        }

        return [.. file.Value.Spec.Classes
            .Where(c => entry.Shares.GetValueOrDefault(c.Name) > 0)
            .Select(c => new WorkloadShare(classes.Find(c.Name)!, entry.Shares[c.Name]))];
    }
}
