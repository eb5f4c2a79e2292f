using Twin.Engine.Tests.Config;
using Twin.Model;
using Twin.Model.Jobs;

namespace Twin.Engine.Tests.Jobs;

/// <summary>Which jobs come: enough of them, the same at every step, as much work as the usual day says.</summary>
public sealed class JobArrivalsTests
{
    private static readonly WorldSpec World = DefaultWorld.Loaded.World;
    private static readonly JobsSpec Spec = World.Jobs!;
    private const long DayMs = 86_400_000;

    [Fact]
    public void More_than_fifty_thousand_jobs_come_to_the_default_world_each_day()
    {
        var day = Between(World.StartMs, World.StartMs + DayMs, DayMs);
        day.Count.ShouldBeGreaterThan(50_000);
        ((double)day.Count).ShouldBe(Arrivals().PerDay(), 0.03 * day.Count);
        foreach (var kind in Enumerable.Range(0, Spec.Classes.Length))
        {
            day.ShouldContain(j => j.Class == kind, Spec.Classes[kind].Name);
        }

        day.Max(j => j.SizeKw).ShouldBeGreaterThan(Spec.LargeKw, "training jobs of tens of MW are among them");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(60_000)]
    [InlineData(900_000)]
    public void The_same_jobs_come_at_every_step(long stepMs) =>
        Between(World.StartMs, World.StartMs + (6 * 900_000), stepMs).ShouldBe(Between(World.StartMs, World.StartMs + (6 * 900_000), 6 * 900_000));

    [Fact]
    public void They_ask_for_what_the_usual_day_asks_for()
    {
        var pools = new JobPools(World, Spec);
        var asked = new double[Spec.Classes.Length];
        foreach (var job in Between(World.StartMs, World.StartMs + (10 * DayMs), DayMs))
        {
            asked[job.Class] += job.SizeKw * (job.RunMs / 3_600_000.0);
        }

        for (var kind = 0; kind < asked.Length; kind++)
        {
            var day = World.DataCenters.SelectMany(d => d.Halls).SelectMany(h => h.Work).First(w => w.Class.Job == kind).Class.HourlyLoad.Sum();
            var usual = 10 * day * Enumerable.Range(0, pools.Hubs).Sum(h => pools.Kw(h, kind));
            asked[kind].ShouldBe(usual, usual * (Spec.Classes[kind].Swing is null ? 0.02 : 0.1), $"{Spec.Classes[kind].Name}: few large jobs vary more");
        }
    }

    [Fact]
    public void Another_seed_is_another_day() =>
        Between(World.StartMs, World.StartMs + 900_000, 900_000, seed: 2).ShouldNotBe(Between(World.StartMs, World.StartMs + 900_000, 900_000));

    [Fact]
    public void A_spread_has_the_mean_that_it_says()
    {
        var spread = new Spread(40, 0.8, 5, 500);
        var draws = Enumerable.Range(0, 200_000).Select(i => spread.At(Chance.Uniform(Chance.Key(3, 4, 5), i)));
        draws.Average().ShouldBe(spread.Mean(), 0.01 * spread.Mean());
        spread.Mean().ShouldBe(40 * Math.Exp(0.32), 0.01 * spread.Mean(), "of a log-normal distribution that is hardly cut");
        spread.Mean(limit: 20).ShouldBeLessThan(20);
    }

    private static JobArrivals Arrivals(ulong seed = 1) => new(World, Spec, new JobPools(World, Spec), seed);

    private static List<Job> Between(long fromMs, long toMs, long stepMs, ulong seed = 1)
    {
        var arrivals = Arrivals(seed);
        var jobs = new List<Job>();
        for (var at = fromMs; at < toMs; at += stepMs)
        {
            arrivals.Between(at, Math.Min(at + stepMs, toMs), jobs);
        }

        return jobs;
    }
}
