using System.Globalization;
using Twin.Engine.Config;
using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Jobs;
using Twin.Tests;

namespace Twin.Engine.Tests.Jobs;

/// <summary>Others' records as work: counts and totals are exact, and a replay takes the same energy at steps of a second and of a minute.</summary>
public sealed class RecordedWorkTests
{
    private const string Azure = "workload/azure_llm_conversation.csv.gz";
    private const string Surf = "workload/surf_week_5min_mhz.csv.gz";
    private const string Alibaba = "workload/alibaba_gpu_2023_pods.csv.gz";
    private const double SurfFullMhz = 5_000_000;

    [SharedDataFact]
    public void Azures_conversations_replay_with_exact_totals_and_the_same_energy_at_sixty_times_the_step()
    {
        using var disk = Conversations();
        var whole = disk.Load().World;
        var spec = Unscheduled(whole with { Links = null, Regions = [whole.Regions[0] with { Grid = null }] });
        var trace = spec.Jobs!.Traces.Single();
        trace.Jobs.Length.ShouldBe(19_366);
        Sum(trace, "ContextTokens").ShouldBe(22_361_870);
        Sum(trace, "GeneratedTokens").ShouldBe(4_088_665);

        // The last request comes after 58 min, and all are done within the hour.
        var (second, minute) = (Replay(spec, 1_000), Replay(spec, 60_000));
        foreach (var replay in (Replayed[])[second, minute])
        {
            replay.Tally.Arrived.ShouldBe(19_366);
            replay.Tally.Completed.ShouldBe(19_366);
            replay.Tally.CountsArrived.ShouldBe([22_361_870, 4_088_665]);
            replay.Tally.CountsDone.ShouldBe([22_361_870, 4_088_665]);
            replay.WorkKWh.ShouldBe(trace.Jobs.Sum(j => j.SizeKw * (j.RunMs / 3_600_000.0)), 1e-6);
        }

        minute.ItKWh.ShouldBe(second.ItKWh, 0.001 * second.ItKWh);
        minute.FacilityKWh.ShouldBe(second.FacilityKWh, 0.001 * second.FacilityKWh);
    }

    [SharedDataFact]
    public void Five_days_of_Surfs_cluster_replay_with_their_exact_total_and_the_same_energy_at_sixty_times_the_step()
    {
        using var disk = new WorldOnDisk();
        Trace(disk, Surf);
        var spec = Alone(disk.Load().World);
        var trace = spec.DataCenters.Single().Trace.ShouldNotBeNull();
        var theirs = SharedData.Rows(Surf).Select(r => double.Parse(r[1], CultureInfo.InvariantCulture)).ToArray();
        trace.Loads.Length.ShouldBe(1_440);
        trace.IntervalMs.ShouldBe(300_000);
        trace.Loads.Select(l => l * SurfFullMhz).Sum().ShouldBe(theirs.Sum(), 1e-12 * theirs.Sum());
        trace.Loads.Zip(theirs, (ours, mhz) => Math.Abs((ours * SurfFullMhz) - mhz)).Max().ShouldBeLessThan(1e-6);

        // Five days in steps of a quarter of a minute and of a quarter of an hour.
        var (fine, coarse) = (ItKWh(spec, 15_000), ItKWh(spec, 900_000));
        coarse.ShouldBe(fine, 0.001 * fine);
    }

    [SharedDataFact]
    public void Alibabas_pods_come_in_with_all_their_accelerators()
    {
        using var disk = new WorldOnDisk();
        Record(disk, $$"""
            { name: pods, file: "{{SharedData.PathOf(Alibaba)}}", hub: shanxi/yanggao, class: real-time-inference, arrival: creation_time, timeIn: seconds, end: deletion_time,
                  sizeKw: 0.05, sizeKwPer: { num_gpu: 0.4 }, counts: [num_gpu, gpu_milli], status: assumed, source: "Alibaba GPU cluster 2023" }
            """);
        var trace = disk.Load().World.Jobs!.Traces.Single();
        var rows = SharedData.Rows(Alibaba).ToArray();
        trace.Jobs.Length.ShouldBe(5_707);
        rows.Length.ShouldBe(5_707);
        Sum(trace, "num_gpu").ShouldBe(rows.Sum(r => long.Parse(r[3], CultureInfo.InvariantCulture)));
        Sum(trace, "gpu_milli").ShouldBe(rows.Sum(r => long.Parse(r[4], CultureInfo.InvariantCulture)));
        trace.Jobs.Sum(j => j.RunMs).ShouldBe(rows.Sum(r => 1000 * (long.Parse(r[9], CultureInfo.InvariantCulture) - long.Parse(r[8], CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Recorded_jobs_take_the_place_of_those_by_chance_at_their_hub_alone()
    {
        using var disk = new WorldOnDisk();
        disk.Write("pods.csv", "at,until\n0,600\n60,61\n");
        disk.Replace("jobs-small.yaml", "spec:\n", """
            spec:
              traces:
                - { name: pods, file: pods.csv, hub: shanxi/yanggao, class: batch, arrival: at, timeIn: seconds, begins: 2025-12-31T16:00:00Z, end: until, sizeKw: 2, status: assumed, source: "a test" }

            """);
        var spec = disk.Load().World;
        using var world = new World(Unscheduled(spec), "recorded", 1, 60_000, 1);
        for (var tick = 0; tick < 20; tick++)
        {
            world.Step();
        }

        var ledger = world.Network.Jobs!.Ledger;
        var (hub, batch) = (spec.Hubs.ToList().FindIndex(h => h.Path.Value == "shanxi/yanggao"), Array.FindIndex(spec.Jobs!.Classes, c => c.Name == "batch"));
        var at = (hub * ledger.Classes) + batch;
        ledger.Arrived[at].ShouldBe(2);
        ledger.Completed[at].ShouldBe(2);
        ledger.DoneKWh[at].ShouldBe(2 * 601 / 3600.0, 1e-9);
        ledger.Arrived.Sum().ShouldBeGreaterThan(2, "elsewhere they come by chance");
    }

    [Fact]
    public void A_class_that_is_only_recorded_follows_its_usual_day_elsewhere()
    {
        using var disk = new WorldOnDisk();
        Record(disk, """{ name: pods, file: pods.csv, hub: shanxi/yanggao, class: real-time-inference, arrival: at, timeIn: seconds, begins: 2025-12-31T16:00:00Z, runs: 10m, sizeKw: 2, status: assumed, source: "a test" }""");
        disk.Write("pods.csv", "at\n0\n");
        var (with, without) = (disk.Load().World, SmallWorld.Spec);
        using var recorded = new World(with, "recorded", 1, 60_000, 1);
        using var usual = new World(without, "usual", 1, 60_000, 1);
        recorded.Step();
        usual.Step();
        recorded.Network.Jobs!.Loads.Count(l => l < 0).ShouldBe(2, "two hubs have no record of the class");
        recorded.Hubs[0].Reading[Quantity.ItKw].ShouldBe(usual.Hubs[0].Reading[Quantity.ItKw], 1e-9);
        recorded.Hubs[1].Reading[Quantity.ItKw].ShouldBeLessThan(usual.Hubs[1].Reading[Quantity.ItKw], "one small job is less than its usual day");
    }

    private static long Sum(JobTrace trace, string counted)
    {
        var i = Array.IndexOf(trace.Counted, counted);
        return Enumerable.Range(0, trace.Jobs.Length).Sum(row => trace.Counts[(row * trace.Counted.Length) + i]);
    }

    // A slot of an accelerator for each request: 0.2 ms a token of the prompt, 40 ms a token of the answer.
    private static WorldOnDisk Conversations()
    {
        var disk = new WorldOnDisk();
        Record(disk, $$"""
            { name: conversations, file: "{{SharedData.PathOf(Azure)}}", hub: shanxi/yanggao, class: real-time-inference, arrival: TIMESTAMP, timeIn: utc, begins: 2025-12-31T16:00:00Z,
                  runsPer: { ContextTokens: 0.0002, GeneratedTokens: 0.04 }, sizeKw: 1, counts: [ContextTokens, GeneratedTokens], status: assumed, source: "Azure LLM conversations" }
            """);
        return disk;
    }

    private static void Record(WorldOnDisk disk, string entry)
    {
        disk.Replace("jobs-small.yaml", "  classes:\n", $$"""
              traces:
                - {{entry}}
              classes:
                - { name: real-time-inference, slackShare: 0.5, slackHours: 0, movable: false, status: assumed, source: "recorded only" }

            """);
    }

    private static void Trace(WorldOnDisk disk, string file) => disk.Replace(
        "regions/small/shanxi.yaml", "plant: waterless",
        $"trace: \"{SharedData.PathOf(file)}\"\n          traceColumns: {{ time: utc_ms, timeIn: milliseconds, load: cpu_usage_mhz, full: {SurfFullMhz:0} }}\n          plant: waterless");

    /// <summary>The first data center alone, with few racks: five days in short steps are many.</summary>
    private static WorldSpec Alone(WorldSpec world)
    {
        var region = world.Regions[0] with { Grid = null };
        var hub = region.Hubs[0];
        var center = hub.DataCenters[0];
        return world with
        {
            Jobs = null,
            Links = null,
            Regions = [region with { Hubs = [hub with { DataCenters = [center with { Halls = [center.Halls[0] with { Racks = 20, RacksPerRow = 20 }] }] }] }],
        };
    }

    private static double ItKWh(WorldSpec spec, int stepMs)
    {
        using var world = new World(spec, "surf", 1, stepMs, 1);
        double kWh = 0;
        for (var tick = 0; tick < 5L * 86_400_000 / stepMs; tick++)
        {
            world.Step();
            kWh += world.Network.Reading[Quantity.ItKw] * stepMs / 3_600_000.0;
        }

        return kWh;
    }

    private static WorldSpec Unscheduled(WorldSpec world) => world with { Jobs = world.Jobs! with { Scheduler = world.Jobs.Scheduler with { On = false } } };

    private static Replayed Replay(WorldSpec spec, int stepMs)
    {
        using var world = new World(spec, "azure", 1, stepMs, 1);
        var kind = spec.Jobs!.Traces[0].Class;
        var hub = spec.Jobs.Traces[0].Hub;
        double itKWh = 0, facilityKWh = 0;
        for (var tick = 0; tick < 3_600_000 / stepMs; tick++)
        {
            world.Step();
            var reading = world.Hubs[hub].Reading;
            itKWh += reading[Quantity.ItKw] * stepMs / 3_600_000.0;
            facilityKWh += reading.FacilityKw * stepMs / 3_600_000.0;
        }

        var ledger = world.Network.Jobs!.Ledger;
        return new Replayed(ledger.Traces[0], ledger.RunKWh[(hub * ledger.Classes) + kind], itKWh, facilityKWh);
    }

    private sealed record Replayed(TraceTally Tally, double WorkKWh, double ItKWh, double FacilityKWh);
}
