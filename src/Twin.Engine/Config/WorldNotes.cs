using System.Globalization;
using Twin.Model;

namespace Twin.Engine.Config;

/// <summary>What a reader of a world's results should know about how it was made.</summary>
internal static class WorldNotes
{
    public static IReadOnlyList<string> Of(WorldSpec world, RegionBuilder builder)
    {
        var itMw = world.DataCenters.Sum(d => d.DesignItKw) / 1000;
        var notes = new List<string>
        {
            Text($"{world.RackCount:N0} racks in {world.DataCenters.Count()} data centers, {world.Hubs.Count()} hubs and {world.Regions.Length} regions; {itMw:N0} MW of IT by design"),
        };
        foreach (var hub in world.Hubs)
        {
            var assumed = hub.DataCenters.Where(d => d.Capacities.Any(c => c.Status == CapacityStatus.Assumed)).ToArray();
            if (assumed.Length > 0)
            {
                notes.Add(Text($"{hub.Path}: {assumed.Sum(d => d.RackCount):N0} racks in {assumed.Length} data centers are assumptions"));
            }

            foreach (var note in hub.Weather.Notes)
            {
                notes.Add(Text($"{hub.Path}: weather, {note.Field}: {note.What} ({note.Hours} h)"));
            }
        }

        foreach (var (status, (dataCenters, racks)) in builder.Off)
        {
            notes.Add(Text($"off: {racks:N0} racks in {dataCenters} data centers that are {(status == CapacityStatus.Planned ? "planned" : "under construction")}"));
        }

        return notes;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
