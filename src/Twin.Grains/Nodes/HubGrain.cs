using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>Carries a <see cref="Hub"/>.</summary>
[Reentrant]
[HashBasedPlacement]
internal sealed class HubGrain : ParentShell, IHubGrain, IHubSteps
{
    private readonly HubSpec _spec;
    private readonly RegionSpec _region;
    private readonly IStepNode[] _centers;
    private Hub _hub;
    private double _priceCnyPerKWh;
    private double _carbonKgPerKWh;

    public HubGrain(ClusterSite site, ILogger<HubGrain> logger)
        : base(site, logger)
    {
        _spec = site.Map.Hub(Path);
        _region = site.Map.Region(Path.Parent);
        (_priceCnyPerKWh, _carbonKgPerKWh) = (_region.PriceCnyPerKWh, _region.CarbonKgPerKWh);
        _hub = NewHub();
        _centers = [.. _spec.DataCenters.Select(d => GrainFactory.GetGrain<IDataCenterSteps>(d.Path.Value))];
    }

    protected override IStepNode[] Children() => _centers;

    protected override void Reset() => (_hub, _priceCnyPerKWh, _carbonKgPerKWh) = (NewHub(), _region.PriceCnyPerKWh, _region.CarbonKgPerKWh);

    private Hub NewHub() => new(_spec, Site.Map.StartOf(0));

    protected override StepOrder[] Prepare(StepOrder order)
    {
        var inputs = new DataCenterInput[_centers.Length];
        (_priceCnyPerKWh, _carbonKgPerKWh) = (order.PriceCnyPerKWh, order.CarbonKgPerKWh);
        _hub.Prepare(Site.Map.Tick(order.Tick), new HubInput(order.Events, order.CarbonKgPerKWh, order.PriceCnyPerKWh, order.Frequency, order.JobLoads), inputs);
        return Array.ConvertAll(inputs, i => order with { Events = i.Events, Weather = i.Weather, MarketCarbonKgPerKWh = i.MarketCarbonKgPerKWh, CapKw = i.CapKw, JobLoads = i.JobLoads });
    }

    protected override Reading Complete(Reading[] children) => _hub.Complete(children);

    protected override NodeFrame View(InletHistogram? inlets) => NodeViews.Of(_hub, _priceCnyPerKWh, _carbonKgPerKWh, inlets);

    protected override ulong Hash(ulong[] children) => Rollup.Hash(children);

    protected override IReadOnlyList<Occurrence> Occurrences => [];

    // A hub's weather follows from the tick, and its events come with it.
    protected override bool HasState => false;

    protected override void Visit(StateVisitor visitor)
    {
        // It has nothing to walk.
    }
}
