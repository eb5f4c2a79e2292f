using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>What regions refer to by name: rack classes, mixes, plants, power chains, climates.</summary>
internal sealed class Catalogue
{
    private readonly WorldSources _sources;

    private Catalogue(WorldSources sources) => _sources = sources;

    public Dictionary<string, RackClass> RackClasses { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, WorkloadShare[]> Mixes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PlantSpec> Plants { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PowerSpec> PowerChains { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SiteClimate> Climates { get; } = new(StringComparer.Ordinal);

    public static Catalogue Read(ConfigDocument<ConfigFile<WorldEntry>> world, WorldSources sources)
    {
        var catalogue = new Catalogue(sources);
        var spec = world.Value.Spec;
        catalogue.ReadClimates(WorldSources.Resolve(world.Path, spec.Climates));
        catalogue.ReadRackClasses(WorldSources.Resolve(world.Path, spec.RackClasses));
        catalogue.ReadWorkloads(WorldSources.Resolve(world.Path, spec.Workloads));
        catalogue.ReadPlants(WorldSources.Resolve(world.Path, spec.Plants));
        catalogue.ReadPowerChains(WorldSources.Resolve(world.Path, spec.PowerChains));
        return catalogue;
    }

    private void ReadClimates(string path)
    {
        if (_sources.Read<ClimatesEntry>(path, ConfigKinds.Climates) is not { } file)
        {
            return;
        }

        for (var i = 0; i < file.Value.Spec.Climates.Length; i++)
        {
            var entry = file.Value.Spec.Climates[i];
            if (SiteClimate.Read(entry, file, $"/spec/climates/{i}", _sources) is { } climate)
            {
                Keep(Climates, entry.Name, climate, file, $"/spec/climates/{i}/name");
            }
        }
    }

    private void ReadRackClasses(string path)
    {
        if (_sources.Read<RackClassesEntry>(path, ConfigKinds.RackClasses) is not { } file)
        {
            return;
        }

        for (var i = 0; i < file.Value.Spec.Classes.Length; i++)
        {
            var entry = file.Value.Spec.Classes[i];
            Keep(RackClasses, entry.Name, EntrySpecs.RackClass(entry, file, $"/spec/classes/{i}", _sources), file, $"/spec/classes/{i}/name");
        }
    }

    private void ReadWorkloads(string path)
    {
        if (_sources.Read<WorkloadsEntry>(path, ConfigKinds.Workloads) is not { } file)
        {
            return;
        }

        var classes = new Dictionary<string, WorkloadClass>(StringComparer.Ordinal);
        for (var i = 0; i < file.Value.Spec.Classes.Length; i++)
        {
            var entry = file.Value.Spec.Classes[i];
            Keep(classes, entry.Name, new WorkloadClass(entry.Name, entry.Hourly, entry.Noise, entry.Deferrable), file, $"/spec/classes/{i}/name");
        }

        for (var i = 0; i < file.Value.Spec.Mixes.Length; i++)
        {
            var entry = file.Value.Spec.Mixes[i];
            Keep(Mixes, entry.Name, Shares(entry, classes, file, $"/spec/mixes/{i}/shares"), file, $"/spec/mixes/{i}/name");
        }
    }

    // In the order of the classes' list, whatever order the mix names them in, so that sums never depend on writing.
    private WorkloadShare[] Shares(
        MixEntry entry, Dictionary<string, WorkloadClass> classes, ConfigDocument<ConfigFile<WorkloadsEntry>> file, string pointer)
    {
        var sum = 0.0;
        var mapping = (ConfigMapping)file.At(pointer);
        foreach (var (key, _) in mapping.Entries)
        {
            sum += entry.Shares[key.Text];
            if (!classes.ContainsKey(key.Text))
            {
                _sources.Faults.Add(file.File, key, $"there is no workload class '{key.Shown}'; {Nearest.Clause(key.Text, classes.Keys)}");
            }
        }

        if (Math.Abs(sum - 1) > 1e-6)
        {
            _sources.Fault(file, pointer, $"the shares of the mix '{entry.Name}' sum to {sum:0.######}; make them sum to 1");
        }

        return [.. file.Value.Spec.Classes
            .Where(c => entry.Shares.GetValueOrDefault(c.Name) > 0)
            .Select(c => new WorkloadShare(classes[c.Name], entry.Shares[c.Name]))];
    }

    private void ReadPlants(string path)
    {
        if (_sources.Read<PlantsEntry>(path, ConfigKinds.Plants) is not { } file)
        {
            return;
        }

        for (var i = 0; i < file.Value.Spec.Plants.Length; i++)
        {
            var entry = file.Value.Spec.Plants[i];
            Keep(Plants, entry.Name, EntrySpecs.Plant(entry, file, $"/spec/plants/{i}", _sources), file, $"/spec/plants/{i}/name");
        }
    }

    private void ReadPowerChains(string path)
    {
        if (_sources.Read<PowerChainsEntry>(path, ConfigKinds.PowerChains) is not { } file)
        {
            return;
        }

        for (var i = 0; i < file.Value.Spec.PowerChains.Length; i++)
        {
            var entry = file.Value.Spec.PowerChains[i];
            Keep(PowerChains, entry.Name, EntrySpecs.Power(entry), file, $"/spec/powerChains/{i}/name");
        }
    }

    private void Keep<TValue, TFile>(Dictionary<string, TValue> names, string name, TValue value, ConfigDocument<TFile> file, string pointer)
    {
        if (!names.TryAdd(name, value))
        {
            _sources.Fault(file, pointer, $"the name '{name}' is taken by an earlier entry of this file; choose another");
        }
    }
}
