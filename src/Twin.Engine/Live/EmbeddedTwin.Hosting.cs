using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

public sealed partial class EmbeddedTwin
{
    public async ValueTask<RackView> Rack(NodePath rack, CancellationToken cancel)
    {
        var (center, index) = RackViews.Place(Info.World, rack);
        var page = await Racks(center, index, 1, cancel);
        return new RackView(
            rack, page.Tick, page.TimeMs, Own: false, page.Halls.Last(h => h.First <= index), page.PowerKw[0], page.Load[0], page.InletC[0], page.SiliconC[0], page.Status[0], page.Mode,
            Measured: null);
    }

    public async ValueTask<IReadOnlyList<string>> Journaled(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        RackViews.CheckCount(ids);
        return await Task.Run<IReadOnlyList<string>>(() => [.. ids.Where(id => _folder.Journal.Find(id) is not null)], cancel);
    }

    public async ValueTask<HostingView> Hosting(CancellationToken cancel) => await Between(
        () => new HostingView(
            [
                new HostView(
                    "this process", "active", _startedMs,
                    Enum.GetValues<NodeKind>().ToDictionary(k => k, k => k == NodeKind.Rack ? Info.World.RackCount : Info.Nodes.Count(n => n.Kind == k))),
            ],
            _epoch, _sequence, _checkpointTick),
        cancel);
}
