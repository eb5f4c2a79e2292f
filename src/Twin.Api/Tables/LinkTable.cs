namespace Twin.Api;

/// <summary>Links at one tick, a row each.</summary>
internal static class LinkTable
{
    public static Table Of(LinkMapView map) => Table.Of(
        $"links-{map.Tick}",
        [
            new("time", "UTC"), new("name"), new("from"), new("to"), new("lengthKm", "km"), new("oneWayMs", "ms"), new("roundTripMs", "ms"), new("capacityGbps", "Gbit/s"), new("state"),
            new("serviceGbps", "Gbit/s"), new("transferGbps", "Gbit/s"), new("usedShare"), new("quality"),
        ],
        map.Links.Select(l => (object?[])
        [
            map.Time, l.Name, l.From, l.To, l.LengthKm, l.OneWayMs, l.RoundTripMs, l.CapacityGbps, l.Up ? "up" : "cut", l.ServiceGbps, l.TransferGbps, l.UsedShare, Wire.Quality,
        ]));
}
