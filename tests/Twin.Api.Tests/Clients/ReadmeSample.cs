using Twin.Client;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Api.Tests.Clients;

/// <summary>What README.md shows of the C# client, as it stands there; a test compares the two, and another runs it.</summary>
internal static class ReadmeSample
{
    public static async Task Run(Uri address, TextWriter output)
    {
        // <readme>
        using var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var twin = new TwinClient(http);
        var datong = NodePath.Parse("shanxi/datong");

        // How warm are the racks there, and what do they draw? All at one tick.
        var racks = await twin.Aggregate(new NodeChoice(NodeKind.Rack, [datong]), ["inletC", "powerKw"], ["mean", "p99", "max"]);
        output.WriteLine($"{racks[0].Chosen} racks, the hottest 1 % above {racks[0].Metrics["inletC"].Statistics["p99"]:F1} °C");

        // Let it be 8 K warmer for six hours. The same id again would be the same event.
        var heat = await twin.Inject(new InjectRequest("drill-1", "me", EventKind.HeatWave, datong, "", null, 8, 6 * 3_600_000, false, 60_000, "a drill"));

        // Watch it arrive, and end it ten ticks later. A stream that breaks goes on where it broke.
        await foreach (var item in twin.Watch([datong], ["itKw", "pue", "dryBulbC"], rateHz: 5))
        {
            if (item is LiveOccurrence { Occurrence.What: var what })
            {
                output.WriteLine($"{what.Kind} at {what.Path}");
            }
            else if (item is LiveFrame frame)
            {
                output.WriteLine($"tick {frame.Tick}: {frame.Nodes[datong]["dryBulbC"]:F1} °C outside, PUE {frame.Nodes[datong]["pue"]:F3}");
                if (frame.Tick >= heat.Tick + 10)
                {
                    break;
                }
            }
        }

        await twin.End(new EndRequest(null, "me", heat.Id));
        // </readme>
    }
}
