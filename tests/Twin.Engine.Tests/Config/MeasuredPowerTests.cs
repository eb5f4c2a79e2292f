using System.Globalization;
using Twin.Engine.Config;
using Twin.Model;
using Xunit.Abstractions;

namespace Twin.Engine.Tests.Config;

/// <summary>The default world's workloads are set so that hubs with a metered year draw what was metered.</summary>
public sealed class MeasuredPowerTests(ITestOutputHelper output)
{
    // Racks of a hall differ only by small noise: a twenty-fifth of them gives the same power per rack.
    private const int Thinned = 25;
    private const int StepMs = 900_000;
    private const long DayMs = 86_400_000;

    // Datong: 4.3 TWh in 2024. Zhangjiakou: 4.071 TWh in the first half of 2025. Horinger: 1.22 TWh in a first quarter.
    [Theory]
    [InlineData("shanxi/datong", 4_300_000 / 8784.0, 1, 12)]
    [InlineData("hebei/zhangjiakou", 4_071_000 / 4344.0, 1, 6)]
    [InlineData("inner-mongolia/horinger", 1_220_000 / 2160.0, 1, 3)]
    public void A_hub_draws_what_was_metered(string path, double meteredMw, int firstMonth, int lastMonth)
    {
        var (facilityMw, itMw) = MeanMw(NodePath.Parse(path), firstMonth, lastMonth);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {facilityMw:0} MW, metered {meteredMw:0} MW, PUE {facilityMw / itMw:0.000}"));
        facilityMw.ShouldBe(meteredMw, 0.05 * meteredMw);
    }

    // The 15th of each month after a day that settles temperatures and modes.
    private static (double FacilityMw, double ItMw) MeanMw(NodePath path, int firstMonth, int lastMonth)
    {
        var (facilityKw, itKw, ticks) = (0.0, 0.0, 0);
        for (var month = firstMonth; month <= lastMonth; month++)
        {
            var start = new DateTimeOffset(2026, month, 14, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
            using var world = new World(Thin(WorldSlice.Of(DefaultWorld.Loaded.World, path), start), "", 1, StepMs, 1);
            for (var i = 0; i < 2 * DayMs / StepMs; i++)
            {
                world.Step();
                if (i >= DayMs / StepMs)
                {
                    facilityKw += world.Network.Reading.FacilityKw;
                    itKw += world.Network.Reading[Quantity.ItKw];
                    ticks++;
                }
            }
        }

        return (facilityKw / ticks * Thinned / 1000, itKw / ticks * Thinned / 1000);
    }

    private static WorldSpec Thin(WorldSpec world, long startMs) => world with
    {
        StartMs = startMs,
        Regions = [.. world.Regions.Select(r => r with { Hubs = [.. r.Hubs.Select(h => h with { DataCenters = [.. h.DataCenters.Select(Thin)] })] })],
    };

    // Halls of one class in a data center are alike: one of them stands for all.
    private static DataCenterSpec Thin(DataCenterSpec dataCenter) => dataCenter with
    {
        Halls = [dataCenter.Halls[0] with { Racks = (int)Math.Round(dataCenter.RackCount / (double)Thinned) }],
    };
}
