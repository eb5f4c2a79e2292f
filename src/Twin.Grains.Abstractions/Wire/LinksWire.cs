using Twin.Contracts;

namespace Twin.Grains.Wire;

/// <summary>Carries a <see cref="LinksView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.LinksView")]
public struct LinksViewSurrogate
{
    [Id(0)]
    public LinkView[] Links;

    [Id(1)]
    public WayView[] Ways;
}

[RegisterConverter]
public sealed class LinksViewConverter : IConverter<LinksView, LinksViewSurrogate>
{
    public LinksView ConvertFromSurrogate(in LinksViewSurrogate surrogate) => new LinksView(surrogate.Links, surrogate.Ways);

    public LinksViewSurrogate ConvertToSurrogate(in LinksView value) => new() { Links = [.. value.Links], Ways = [.. value.Ways] };
}

/// <summary>Carries a <see cref="LinkView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.LinkView")]
public struct LinkViewSurrogate
{
    [Id(0)]
    public bool Up;

    [Id(1)]
    public double ServiceGbps;

    [Id(2)]
    public double TransferGbps;
}

[RegisterConverter]
public sealed class LinkViewConverter : IConverter<LinkView, LinkViewSurrogate>
{
    public LinkView ConvertFromSurrogate(in LinkViewSurrogate surrogate) => new LinkView(surrogate.Up, surrogate.ServiceGbps, surrogate.TransferGbps);

    public LinkViewSurrogate ConvertToSurrogate(in LinkView value) => new() { Up = value.Up, ServiceGbps = value.ServiceGbps, TransferGbps = value.TransferGbps };
}

/// <summary>Carries a <see cref="WayView"/>.</summary>
[GenerateSerializer, Immutable, Alias("twin.WayView")]
public struct WayViewSurrogate
{
    [Id(0)]
    public int Hub;

    [Id(1)]
    public int Center;

    [Id(2)]
    public double? RoundTripMs;

    [Id(3)]
    public double SentGbps;

    [Id(4)]
    public int[] Links;
}

[RegisterConverter]
public sealed class WayViewConverter : IConverter<WayView, WayViewSurrogate>
{
    public WayView ConvertFromSurrogate(in WayViewSurrogate surrogate) => new WayView(surrogate.Hub, surrogate.Center, surrogate.RoundTripMs, surrogate.SentGbps, surrogate.Links);

    public WayViewSurrogate ConvertToSurrogate(in WayView value) => new() { Hub = value.Hub, Center = value.Center, RoundTripMs = value.RoundTripMs, SentGbps = value.SentGbps, Links = value.Links };
}
