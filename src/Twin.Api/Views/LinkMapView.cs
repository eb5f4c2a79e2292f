using System.ComponentModel;
using Twin.Contracts;
using Twin.Model;
using Twin.Model.Links;

namespace Twin.Api;

/// <summary>Links at one tick.</summary>
internal sealed record LinkMapView(
    long Epoch, long Tick, DateTime Time,
    IReadOnlyList<DemandCenterView> Centers,
    IReadOnlyList<LinkStateView> Links,
    [property: Description("From every hub to every center that it works for.")] IReadOnlyList<WayStateView> Ways,
    [property: Description("From every hub to every center, over the links that are up.")] IReadOnlyList<CenterReachView> Reach)
{
    public static LinkMapView Of(WorldSpec world, Frame frame)
    {
        if (world.Links is not { } spec || frame.Links is not { } now)
        {
            return new LinkMapView(frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs), [], [], [], []);
        }

        var hubs = world.Hubs.Count();
        var whole = new Routes(spec, hubs, [.. spec.Links.Select(_ => true)]);
        var present = new Routes(spec, hubs, [.. now.Links.Select(l => l.Up)]);
        string[] ends = [.. world.Hubs.Select(h => h.Path.Value), .. spec.Centers.Select(c => c.Name)];
        return new LinkMapView(
            frame.Epoch, frame.Tick, Wire.Time(frame.TimeMs),
            [.. spec.Centers.Select(c => new DemandCenterView(c.Name, c.Title, c.TitleZh, c.LatitudeDeg, c.LongitudeDeg))],
            [.. spec.Links.Zip(now.Links, (l, s) => LinkStateView.Of(l, s, ends))],
            [.. now.Ways.Select(w => WayStateView.Of(w, whole, spec, ends))],
            [.. from hub in Enumerable.Range(0, hubs)
                from center in Enumerable.Range(0, spec.Centers.Length)
                select new CenterReachView(ends[hub], spec.Centers[center].Name, present.Latency(hub, hubs + center)?.ThereAndBack.Ms)]);
    }
}

/// <summary>A place whose people and firms hubs work for.</summary>
internal sealed record DemandCenterView(string Name, string Title, string TitleZh, double LatitudeDeg, double LongitudeDeg);

/// <summary>A fibre route and what goes over it.</summary>
internal sealed record LinkStateView(
    string Name,
    [property: Description("A hub's path or a center's name.")] string From,
    [property: Description("A hub's path or a center's name.")] string To,
    double LengthKm,
    [property: Description("By length and equipment, one way.")] double OneWayMs,
    [property: Description("By length and equipment, there and back.")] double RoundTripMs,
    [property: Description("As somebody published it, with its kind.")] PublishedFigureView? Published,
    double CapacityGbps,
    bool Up,
    [property: Description("What hubs send to the people they work for.")] double? ServiceGbps,
    [property: Description("Data that go with jobs.")] double? TransferGbps,
    [property: Description("Part of the capacity that is in use; above 1 it is overloaded.")] double? UsedShare)
{
    public static LinkStateView Of(LinkSpec l, LinkView now, string[] ends) => new(
        l.Name, ends[l.From], ends[l.To], l.LengthKm, l.Latency.Ms, l.Latency.ThereAndBack.Ms, l.Published is { } p ? new PublishedFigureView(p.Ms, p.Kind, p.Source) : null, l.CapacityGbps, now.Up,
        Wire.Finite(now.ServiceGbps), Wire.Finite(now.TransferGbps), Wire.Finite((now.ServiceGbps + now.TransferGbps) / l.CapacityGbps));
}

/// <summary>A latency that somebody published.</summary>
internal sealed record PublishedFigureView(double Ms, [property: Description("What the figure tells: one way, or there and back.")] LatencyKind Kind, string Source);

/// <summary>The quickest way from a hub to a center.</summary>
internal sealed record WayStateView(
    string Hub,
    string Center,
    [property: Description("There and back; null where no way is up.")] double? RoundTripMs,
    [property: Description("What the hub has for the center.")] double? SentGbps,
    [property: Description("Names of its links, from the hub to the center.")] IReadOnlyList<string> Links,
    [property: Description("There and back while all links are up.")] double? UsualRoundTripMs,
    [property: Description("Names of the links of that way; where they differ from links, another way has taken over.")] IReadOnlyList<string> UsualLinks)
{
    public static WayStateView Of(WayView w, Routes whole, LinksSpec spec, string[] ends)
    {
        var center = whole.Hubs + w.Center;
        return new WayStateView(
            ends[w.Hub], spec.Centers[w.Center].Name, w.RoundTripMs, Wire.Finite(w.SentGbps), Names(w.Links),
            whole.Latency(w.Hub, center)?.ThereAndBack.Ms, Names(whole.Way(w.Hub, center)));

        string[] Names(IEnumerable<int> fromCenter) => [.. fromCenter.Reverse().Select(i => spec.Links[i].Name)];
    }
}

/// <summary>How far a center is from a hub.</summary>
internal sealed record CenterReachView(
    string Hub,
    string Center,
    [property: Description("There and back; null where no way is up.")] double? RoundTripMs);
