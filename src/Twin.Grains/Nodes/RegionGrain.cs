using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>Carries a <see cref="Region"/>.</summary>
[Reentrant]
[HashBasedPlacement]
internal sealed class RegionGrain : ParentShell, IRegionGrain, IRegionSteps
{
    private readonly RegionSpec _spec;
    private readonly IStepNode[] _hubs;
    private Region _region;

    public RegionGrain(ClusterSite site, ILogger<RegionGrain> logger)
        : base(site, logger)
    {
        _spec = site.Map.Region(Path);
        _region = new Region(_spec, site.Options.Seed);
        _hubs = [.. _spec.Hubs.Select(h => GrainFactory.GetGrain<IHubSteps>(h.Path.Value))];
    }

    protected override IStepNode[] Children() => _hubs;

    protected override void Reset() => _region = new Region(_spec, Site.Options.Seed);

    protected override StepOrder[] Prepare(StepOrder order)
    {
        var inputs = new HubInput[_hubs.Length];
        _region.Prepare(Site.Map.Tick(order.Tick), new RegionInput(order.Events, order.Frequency, order.JobLoads), inputs);
        return Array.ConvertAll(inputs, i => order with { Events = i.Events, CarbonKgPerKWh = i.CarbonKgPerKWh, PriceCnyPerKWh = i.PriceCnyPerKWh, JobLoads = i.JobLoads });
    }

    protected override Reading Complete(Reading[] children) => _region.Complete(children);

    protected override NodeFrame View(InletHistogram? inlets) => NodeViews.Of(_region, inlets);

    protected override ulong Hash(ulong[] children) => _region.Hash(children);

    protected override IReadOnlyList<Occurrence> Occurrences => _region.Occurrences;

    protected override bool HasState => _region.Grid is not null;

    protected override void Visit(StateVisitor visitor) => _region.Visit(visitor);
}
