using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>What regions refer to by name: rack classes, mixes, plants, power chains, climates.</summary>
internal sealed class Catalogue
{
    private readonly WorldSources _sources;

    private Catalogue(WorldSources sources) => _sources = sources;

    public NameTable<RackClass> RackClasses { get; } = new();

    public NameTable<WorkloadShare[]> Mixes { get; } = new();

    public NameTable<PlantSpec> Plants { get; } = new();

    public NameTable<PowerSpec> PowerChains { get; } = new();

    public NameTable<SiteClimate> Climates { get; } = new();

    public static Catalogue Read(ConfigDocument<ConfigFile<WorldEntry>> world, WorldSources sources)
    {
        var catalogue = new Catalogue(sources);
        catalogue.ReadClimates(world);
        catalogue.ReadRackClasses(world);
        catalogue.ReadWorkloads(world);
        catalogue.ReadPlants(world);
        catalogue.ReadPowerChains(world);
        return catalogue;
    }

    private void ReadClimates(ConfigDocument<ConfigFile<WorldEntry>> world)
    {
        var before = _sources.Faults.Count;
        if (_sources.Read<ClimatesEntry>(world.Value.Spec.Climates, ConfigKinds.Climates, world, "/spec/climates") is not { } file)
        {
            Climates.Broken = true;
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

        Climates.Broken = _sources.Faults.Count > before;
    }

    private void ReadRackClasses(ConfigDocument<ConfigFile<WorldEntry>> world)
    {
        var before = _sources.Faults.Count;
        if (_sources.Read<RackClassesEntry>(world.Value.Spec.RackClasses, ConfigKinds.RackClasses, world, "/spec/rackClasses") is not { } file)
        {
            RackClasses.Broken = true;
            return;
        }

        for (var i = 0; i < file.Value.Spec.Classes.Length; i++)
        {
            var entry = file.Value.Spec.Classes[i];
            Keep(RackClasses, entry.Name, EntrySpecs.RackClass(entry, file, $"/spec/classes/{i}", _sources), file, $"/spec/classes/{i}/name");
        }

        RackClasses.Broken = _sources.Faults.Count > before;
    }

    private void ReadWorkloads(ConfigDocument<ConfigFile<WorldEntry>> world)
    {
        var before = _sources.Faults.Count;
        if (_sources.Read<WorkloadsEntry>(world.Value.Spec.Workloads, ConfigKinds.Workloads, world, "/spec/workloads") is not { } file)
        {
            Mixes.Broken = true;
            return;
        }

        var classes = new NameTable<WorkloadClass>();
        for (var i = 0; i < file.Value.Spec.Classes.Length; i++)
        {
            var entry = file.Value.Spec.Classes[i];
            Keep(classes, entry.Name, EntrySpecs.Workload(entry), file, $"/spec/classes/{i}/name");
        }

        for (var i = 0; i < file.Value.Spec.Mixes.Length; i++)
        {
            var entry = file.Value.Spec.Mixes[i];
            Keep(Mixes, entry.Name, Shares(entry, classes, file, $"/spec/mixes/{i}/shares"), file, $"/spec/mixes/{i}/name");
        }

        Mixes.Broken = _sources.Faults.Count > before;
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

    private void ReadPlants(ConfigDocument<ConfigFile<WorldEntry>> world)
    {
        var before = _sources.Faults.Count;
        if (_sources.Read<PlantsEntry>(world.Value.Spec.Plants, ConfigKinds.Plants, world, "/spec/plants") is not { } file)
        {
            Plants.Broken = true;
            return;
        }

        for (var i = 0; i < file.Value.Spec.Plants.Length; i++)
        {
            var entry = file.Value.Spec.Plants[i];
            Keep(Plants, entry.Name, EntrySpecs.Plant(entry, file, $"/spec/plants/{i}", _sources), file, $"/spec/plants/{i}/name");
        }

        Plants.Broken = _sources.Faults.Count > before;
    }

    private void ReadPowerChains(ConfigDocument<ConfigFile<WorldEntry>> world)
    {
        var before = _sources.Faults.Count;
        if (_sources.Read<PowerChainsEntry>(world.Value.Spec.PowerChains, ConfigKinds.PowerChains, world, "/spec/powerChains") is not { } file)
        {
            PowerChains.Broken = true;
            return;
        }

        for (var i = 0; i < file.Value.Spec.PowerChains.Length; i++)
        {
            var entry = file.Value.Spec.PowerChains[i];
            Keep(PowerChains, entry.Name, EntrySpecs.Power(entry), file, $"/spec/powerChains/{i}/name");
        }

        PowerChains.Broken = _sources.Faults.Count > before;
    }

    private void Keep<TValue, TFile>(NameTable<TValue> names, string name, TValue value, ConfigDocument<TFile> file, string pointer) where TValue : class
    {
        if (!names.TryAdd(name, value))
        {
            _sources.Fault(file, pointer, $"the name '{name}' is taken by an earlier entry of this file; choose another");
        }
    }
}
