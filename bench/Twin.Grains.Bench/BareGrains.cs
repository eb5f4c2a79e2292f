using Orleans.Concurrency;
using Orleans.Placement;
using Twin.Model;

namespace Twin.Grains.Bench;

/// <summary>Orleans by itself: a grain that takes and returns what a rack does, and does nothing.</summary>
[Alias("bench.IBareRack")]
internal interface IBareRack : IGrainWithStringKey
{
    [Alias("Step")]
    Task<RackAnswer?> Step(RackOrder order);

    [Alias("Measured")]
    Task<Residual> Measured(RackTelemetry telemetry);
}

/// <summary>Asks bare racks as a data center asks its lent ones.</summary>
[Alias("bench.IBareCenter")]
internal interface IBareCenter : IGrainWithStringKey
{
    /// <summary>Calls each of so many racks once, so many at a time.</summary>
    [Alias("Step")]
    Task Step(int racks, int chunk, long tick);
}

[Reentrant]
[PreferLocalPlacement]
internal sealed class BareRack : Grain, IBareRack
{
    private static readonly Residual Nothing = new(0, null, null);

    public Task<RackAnswer?> Step(RackOrder order) => Task.FromResult<RackAnswer?>(new RackAnswer(order.Number, order.Meets.Epoch, order.Meets.Tick, []));

    public Task<Residual> Measured(RackTelemetry telemetry) => Task.FromResult(Nothing);
}

[Reentrant]
[PreferLocalPlacement]
internal sealed class BareCenter : Grain, IBareCenter
{
    private IBareRack[] _racks = [];

    public async Task Step(int racks, int chunk, long tick)
    {
        if (_racks.Length != racks)
        {
            _racks = [.. Enumerable.Range(0, racks).Select(i => GrainFactory.GetGrain<IBareRack>($"{this.GetPrimaryKeyString()}/{i}"))];
        }

        var meets = new RackTick(1, tick, [default], PlantMode.FreeDry);
        await Fan.OutBy(racks, chunk, TimeSpan.FromMinutes(1), TimeProvider.System, i => _racks[i].Step(new RackOrder(1, null, meets)));
    }
}
