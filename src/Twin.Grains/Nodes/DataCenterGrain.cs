using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

/// <summary>Carries a <see cref="DataCenter"/>: owns its racks' rows, steps those that are dormant, and lends the others.</summary>
[Reentrant]
[HashBasedPlacement]
internal sealed class DataCenterGrain : NodeShell, IDataCenterGrain, IDataCenterSteps
{
    // Thermal minutes step racks ahead by up to an hour: in good order they are worked out with every so many published frames.
    private const int FramesPerOutlook = 8;

    private readonly StepGate _gate;
    private readonly DataCenterSpec _spec;
    private readonly HubSpec _hub;
    private readonly RegionSpec _region;
    private readonly RackLoans _loans = new();
    private DataCenter? _center;
    private RideThrough _outlook;
    private int _frames;
    private NodeState? _newest;

    public DataCenterGrain(ClusterSite site, ILogger<DataCenterGrain> logger)
        : base(site, logger)
    {
        (_spec, _hub, _region) = site.Map.DataCenter(Path);
        _gate = new StepGate(Path, site.Map.Signature);
    }

    protected override NodeState? Newest => _newest;

    public Task<int> Lent() => Task.FromResult(_loans.Count);

    public async Task<StepReply> Step(StepOrder order)
    {
        var reply = await _gate.Step(order, () => Carry(order));
        PassAfter(order.Tick, Drop);
        return reply;
    }

    public Task<StepReply> Restore(RestoreOrder order) => _gate.Restore(order, () => Load(order));

    public Task<StepReply> HashAt(long epoch, long tick) =>
        _gate.HasState && epoch == _gate.Epoch && tick == _gate.Tick
            ? Task.FromResult(new StepReply(StepRefusal.None, epoch, tick, Path, new Reading(), [], [], _center!.Hash()))
            : _gate.Refuse(_gate.HasState ? StepRefusal.OtherTick : StepRefusal.NoState);

    public async Task<RackPage> Page(int from, int count)
    {
        await _gate.Idle;
        return RackPages.Read(Held(), _gate.Tick, Site.Map.StartOf(_gate.Tick + 1), from, count);
    }

    public async Task<RackTally> Tally(RackQuery query)
    {
        await _gate.Idle;
        return RackPages.Tally(Held(), query);
    }

    public async Task<RackLoan> Lend(int rack)
    {
        // Between two ticks: in the middle of one, the row stands at neither end.
        await _gate.Idle;
        var center = Held();
        var (hall, row) = center.Racks.Locate(rack);
        return new RackLoan(
            _loans.Lend(rack).Number, _gate.Epoch, _gate.Tick, center.Racks[row], center.LastSegment(hall), center.AirOf(rack), center.State.Plant.Mode);
    }

    public Task Return(int rack, long number)
    {
        _loans.Return(rack, number);
        return Task.CompletedTask;
    }

    private DataCenter Held() => _gate.HasState ? _center! : throw new TwinRefusedException(
        Refusal.Conflict, [new Fault("path", $"'{Path}' waits to be brought back to the last checkpoint. Try again in a moment.")]);

    private async Task<StepReply> Carry(StepOrder order)
    {
        var center = _center!;
        var finished = false;
        try
        {
            Pass(StepMoment.BeforePrepare, order.Tick, Drop);
            var tick = Site.Map.Tick(order.Tick);
            var input = new DataCenterInput(order.Weather, order.Events, order.CarbonKgPerKWh, order.PriceCnyPerKWh, order.MarketCarbonKgPerKWh, order.Frequency, order.CapKw, order.JobLoads);
            center.Prepare(tick, input);
            Pass(StepMoment.AfterPrepare, order.Tick, Drop);
            center.Finish(tick, input, _loans.Count == 0 ? null : await StepLent(center, order));
            var reply = Answer(center, order.Epoch, order.Tick, center.Reading, order.Wants, order.PriceCnyPerKWh, order.CarbonKgPerKWh, order.Weather[^1].Weather);
            if (order.Wants.HasFlag(StepWants.Checkpoint))
            {
                await Save(center, order);
            }

            if (order.Wants.HasFlag(StepWants.Hash))
            {
                Site.Hook.Hashed(Path, order.Tick, center.Visit);
            }

            Pass(StepMoment.BeforeReply, order.Tick, Drop);
            Tell(_newest = new NodeState(Path, order.Epoch, order.Tick, tick.EndMs, reply.Nodes[0]));
            finished = true;
            return reply;
        }
        finally
        {
            // A step that broke off leaves the model in the middle of a tick.
            if (!finished && ReferenceEquals(center, _center))
            {
                Drop();
            }
        }
    }

    private void Drop()
    {
        _center = null;
        _gate.Drop();
    }

    /// <summary>Lets lent racks step themselves. Those whose answer does not come, or is not for this lending, are left to the data center.</summary>
    private async Task<LentRacks> StepLent(DataCenter center, StepOrder order)
    {
        var loans = _loans.InOrder;
        var phases = center.LentPhases();
        var mode = center.State.Plant.Mode;
        var meets = new RackTick(order.Epoch, order.Tick, [], mode);
        var answers = await Fan.OutBy(loans.Length, Site.Options.RackChunk, Site.Options.RackDeadline, Site.Time, i =>
        {
            var loan = loans[i];
            var row = loan.HoldsRow ? (RackRow?)null : center.Racks[center.Racks.Locate(loan.Rack).Row];
            if (phases(loan.Rack) is var own && own != meets.Phases)
            {
                meets = meets with { Phases = own };
            }

            loan.Grain ??= GrainFactory.GetGrain<IRackSteps>(Path.Child(NodePath.RackName(loan.Rack)).Value);
            return loan.Grain.Step(new RackOrder(loan.Number, row, meets));
        });

        var done = new List<(int Row, RackDone[] Done)>(loans.Length);
        for (var i = 0; i < loans.Length; i++)
        {
            if (_loans.Takes(loans[i], answers[i], order.Epoch, order.Tick, center.Plan.Phases, Site.LendsAll))
            {
                done.Add((center.Racks.Locate(loans[i].Rack).Row, answers[i]!.Done));
            }
        }

        return new LentRacks(center.Plan.Phases, done);
    }

    private async Task Save(DataCenter center, StepOrder order)
    {
        Pass(StepMoment.BeforeCheckpoint, order.Tick, Drop);
        var writer = new StateWriter();
        center.Visit(writer);
        await Site.Store.SaveNode(order.Epoch, order.Tick, Path, writer.ToArray());
        Pass(StepMoment.AfterCheckpoint, order.Tick, Drop);
    }

    private async Task<StepReply> Load(RestoreOrder order)
    {
        var center = new DataCenter(_spec, _hub, Site.Options.Seed);
        if (order.Tick >= 0)
        {
            var reader = new StateReader(await Site.Store.LoadNode(order.SavedEpoch, order.Tick, Path));
            center.Visit(reader);
            if (!reader.AtEnd)
            {
                throw new FormatException($"The saved state of '{Path}' is longer than this world's: it belongs to another world or version.");
            }
        }

        _center = center;
        _loans.Renew();
        for (var i = 0; Site.LendsAll && i < _spec.RackCount; i++)
        {
            _loans.Lend(i);
        }

        _frames = 0;
        return Answer(center, order.Epoch, order.Tick, new Reading(), StepWants.Frame, _region.PriceCnyPerKWh, _region.CarbonKgPerKWh, _hub.Weather.At(Site.Map.StartOf(order.Tick + 1) / 1000.0));
    }

    private StepReply Answer(DataCenter center, long epoch, long tick, in Reading reading, StepWants wants, double priceCnyPerKWh, double carbonKgPerKWh, in Model.Weather.WeatherPoint weather)
    {
        InletHistogram? inlets = null;
        if (wants.HasFlag(StepWants.Frame))
        {
            inlets = new InletHistogram();
            inlets.Fill(center.Racks);
            if (_frames++ % FramesPerOutlook == 0 || NodeViews.InTrouble(center))
            {
                _outlook = center.Outlook();
            }
        }

        return new StepReply(
            StepRefusal.None, epoch, tick, Path, reading,
            [NodeViews.Of(center, weather, priceCnyPerKWh, carbonKgPerKWh, _outlook, inlets)],
            [.. center.Occurrences], wants.HasFlag(StepWants.Hash) ? center.Hash() : 0);
    }
}
