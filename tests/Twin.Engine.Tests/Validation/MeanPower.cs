using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Engine.Tests.Validation;

/// <summary>
/// The mean facility power of a hub of the default world over a year, taken from one week in each month at steps of a quarter
/// of an hour, with one rack simulated for each hundred, so that it costs a second and not a minute.
/// </summary>
internal static class MeanPower
{
    private const int OneIn = 100;
    private const long DayMs = 86_400_000;

    private static readonly Lazy<WorldSpec> China = new(() => WorldLoader.Load(WorldFolder.DefaultWorld).World);

    /// <summary>A hub by its path.</summary>
    /// <returns>Facility power, MW, and standard racks it stands for.</returns>
    public static (double Mw, int Racks) Of(string hub) => Hubs.GetOrAdd(hub, Run);

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, (double Mw, int Racks)> Hubs = new();

    private static (double Mw, int Racks) Run(string hub)
    {
        var region = China.Value.Regions.Single(r => r.Hubs.Any(h => h.Path.Value == hub));
        var whole = region.Hubs.Single(h => h.Path.Value == hub);
        var thinned = whole with { DataCenters = [.. whole.DataCenters.Select(Thinned)] };
        double kw = 0;
        var ticks = 0;
        for (var month = 1; month <= 12; month++)
        {
            var start = new DateTimeOffset(2025, month, 12, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
            var spec = new WorldSpec { Name = "week", StartMs = start, Regions = [region with { Hubs = [thinned] }] };
            using var world = new World(spec, "week", 1, 900_000, 1);
            while (world.TimeMs < start + (7 * DayMs))
            {
                world.Step();
                kw += world.Network.Reading.FacilityKw;
                ticks++;
            }
        }

        return (kw / ticks / 1000 * whole.DataCenters.Sum(d => d.DesignItKw) / thinned.DataCenters.Sum(d => d.DesignItKw), whole.DataCenters.Sum(d => d.RackCount));
    }

    private static DataCenterSpec Thinned(DataCenterSpec d) =>
        d with { Halls = [.. d.Halls.Select(h => h with { Racks = Math.Max(4, h.Racks / OneIn) })] };
}
