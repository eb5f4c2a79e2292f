using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Jobs;
using Twin.Model.Links;

namespace Twin.Engine.Tests.Jobs;

/// <summary>The default world with a hundredth of its racks and jobs a hundredth of their size: all its hubs, links and prices, quickly stepped.</summary>
internal static class ThinWorld
{
    private const int Share = 100;

    public static readonly WorldSpec Spec = Thin(DefaultWorld.Loaded.World);

    public static readonly HubSpec[] Hubs = [.. Spec.Hubs];

    public static int Hub(string path) => Array.FindIndex(Hubs, h => h.Path.Value == path);

    public static int Class(string name) => Array.FindIndex(Spec.Jobs!.Classes, c => c.Name == name);

    /// <summary>What comes up from hubs at rest: price lists as they are, cool and whole.</summary>
    public static HubReport[] Reports(long ms) => [.. Spec.Regions.SelectMany(r => r.Hubs.Select(_ => HubReport.Beginning(r) with
    {
        PriceCnyPerKWh = r.PriceCnyPerKWh * r.HourlyPriceShare[(int)(((ms / 3_600_000) + (long)r.UtcOffsetH) % 24)],
    }))];

    /// <summary>Steps a board by itself, with links, under reports that a test may change.</summary>
    public static JobBoard Run(
        double hours, int stepMs = 900_000, bool scheduler = true, TwinEvent[]? events = null, Action<long, HubReport[]>? report = null, Action<JobBoard, LinkNetwork>? stepped = null,
        ulong seed = 1)
    {
        var board = new JobBoard(Spec, Spec.Jobs! with { Scheduler = Spec.Jobs.Scheduler with { On = scheduler } }, seed);
        var links = new LinkNetwork(Spec, Spec.Links!);
        for (var t = 0; t * (long)stepMs < hours * 3_600_000; t++)
        {
            var tick = new Tick(t, Spec.StartMs + (t * (long)stepMs), stepMs);
            var reports = Reports(tick.StartMs);
            report?.Invoke(tick.StartMs, reports);
            board.Take(reports);
            links.Step(tick, events ?? []);
            board.Step(tick, events ?? [], links);
            stepped?.Invoke(board, links);
        }

        return board;
    }

    private static WorldSpec Thin(WorldSpec world) => world with
    {
        Regions = [.. world.Regions.Select(r => r with
        {
            Grid = null,
            Hubs = [.. r.Hubs.Select(h => h with
            {
                DataCenters = [.. h.DataCenters.Select(d => d with { Halls = [.. d.Halls.Select(x => x with { Racks = Math.Max(1, x.Racks / Share) })] })],
            })],
        })],
        Jobs = world.Jobs! with
        {
            WarmUpDays = 3,
            Classes = [.. world.Jobs.Classes.Select(c => c with { SizeKw = c.SizeKw! with { Median = c.SizeKw.Median / Share, Least = c.SizeKw.Least / Share, Most = c.SizeKw.Most / Share } })],
        },
    };
}
