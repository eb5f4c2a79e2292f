using Twin.Model.Links;

namespace Twin.Contracts;

/// <summary>Links at work. What never changes about them stands in the world's <see cref="LinksSpec"/>.</summary>
/// <param name="Links">In the order of <see cref="LinksSpec.Links"/>.</param>
/// <param name="Ways">From every hub to every center that it works for, hub by hub.</param>
public sealed record LinksView(IReadOnlyList<LinkView> Links, IReadOnlyList<WayView> Ways)
{
    public static LinksView? Of(LinkNetwork? network)
    {
        if (network is null)
        {
            return null;
        }

        var centers = network.Spec.Centers.Length;
        var ways = new List<WayView>();
        for (var hub = 0; hub < network.Routes.Hubs; hub++)
        {
            for (var center = 0; center < centers; center++)
            {
                if (network.Spec.Served[(hub * centers) + center] > 0)
                {
                    var end = network.Routes.Hubs + center;
                    ways.Add(new WayView(
                        hub, center, network.Routes.Latency(hub, end)?.ThereAndBack.Ms, network.SentGbps[(hub * centers) + center], [.. network.Routes.Way(hub, end)]));
                }
            }
        }

        return new LinksView([.. network.Spec.Links.Select((_, i) => new LinkView(network.Up[i], network.ServiceGbps[i], network.TransferGbps[i]))], ways);
    }
}

/// <summary>A link at work.</summary>
/// <param name="ServiceGbps">What hubs send to the people they work for.</param>
/// <param name="TransferGbps">Data that go with jobs.</param>
public sealed record LinkView(bool Up, double ServiceGbps, double TransferGbps);

/// <summary>The way from a hub to a center.</summary>
/// <param name="Hub">Its number among all hubs.</param>
/// <param name="Center">Its number among all centers.</param>
/// <param name="RoundTripMs">There and back; null where no way is up.</param>
/// <param name="SentGbps">What the hub has for the center.</param>
/// <param name="Links">Numbers of the links, from the center back to the hub.</param>
public sealed record WayView(int Hub, int Center, double? RoundTripMs, double SentGbps, int[] Links);
