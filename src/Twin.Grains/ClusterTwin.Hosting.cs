using Orleans.Runtime;
using Twin.Contracts;
using Twin.Engine;
using Twin.Model;

namespace Twin.Grains;

internal sealed partial class ClusterTwin
{
    private static readonly (string Grain, NodeKind Kind)[] Kinds =
    [
        (nameof(NetworkGrain), NodeKind.Network), (nameof(RegionGrain), NodeKind.Region), (nameof(HubGrain), NodeKind.Hub),
        (nameof(DataCenterGrain), NodeKind.DataCenter), (nameof(RackGrain), NodeKind.Rack),
    ];

    public async ValueTask<RackView> Rack(NodePath rack, CancellationToken cancel)
    {
        var (center, index) = RackViews.Place(Info.World, rack);
        var state = await Ask(() => _grains.Rack(rack).Read(), cancel);
        var hall = RackPages.Halls(_site.Map.DataCenter(center).Spec).Last(h => h.First <= index);
        var measured = state.Telemetry is { } t ? new RackMeasured(t.AtMs, t.InletC, t.PowerKw, state.Residual?.InletK, state.Residual?.PowerKw) : null;
        return new RackView(
            rack, state.Tick, state.TimeMs, Own: true, hall, state.PowerKw, state.Load, state.InletC, state.SiliconC, RackPages.Shown(state.Status), state.Mode, measured);
    }

    public async ValueTask<IReadOnlyList<string>> Journaled(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        RackViews.CheckCount(ids);
        var held = new List<string>();
        foreach (var id in ids)
        {
            cancel.ThrowIfCancellationRequested();
            if (await _site.Store.Find(id) is not null)
            {
                held.Add(id);
            }
        }

        return held;
    }

    public async ValueTask<HostingView> Hosting(CancellationToken cancel)
    {
        var management = _grains.GetGrain<IManagementGrain>(0);
        var members = await Ask(() => management.GetDetailedHosts(onlyActive: false), cancel);
        var carried = await Ask(() => management.GetDetailedGrainStatistics(), cancel);
        var record = await _site.Store.ReadRoot();
        return new HostingView(
            [
                .. members.OrderBy(m => !m.SiloAddress.Equals(_silos.SiloAddress)).ThenBy(m => m.StartTime).Select(m => new HostView(
                    m.SiloName, m.Status.ToString().ToLowerInvariant(), new DateTimeOffset(m.StartTime, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                    Kinds.ToDictionary(k => k.Kind, k => carried.Count(c => c.SiloAddress.Equals(m.SiloAddress) && Carries(c, k.Grain))))),
            ],
            record.Epoch, record.Tail, record.SavedTick);
    }

    private static bool Carries(DetailedGrainStatistic one, string grain) => one.GrainType.Split(',')[0].EndsWith("." + grain, StringComparison.Ordinal);
}
