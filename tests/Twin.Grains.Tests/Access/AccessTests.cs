using Orleans.Runtime;
using Twin.Contracts;
using Twin.Grains.Tests.Clusters;
using Twin.Model;

namespace Twin.Grains.Tests.Access;

/// <summary>A caller from outside may do what its key's role says, and nothing else.</summary>
public sealed class AccessTests
{
    private static readonly NodePath Center = SmallCluster.World.DataCenters.First().Path;

    [Theory]
    [InlineData("nobody's", false, false, false)]
    [InlineData(SmallCluster.ViewerKey, true, false, false)]
    [InlineData(SmallCluster.OperatorKey, true, true, false)]
    [InlineData(SmallCluster.EngineerKey, true, true, true)]
    public async Task A_key_opens_what_its_role_may(string key, bool reads, bool steers, bool injects)
    {
        await using var cluster = await SmallCluster.Start(SmallCluster.Standard with { LendAllUpTo = 0 }, 1, key: key);
        await cluster.Reached(1);
        var rack = cluster.Client.Rack(Center.Child(NodePath.RackName(2)));

        (await May(() => cluster.Root.Read())).ShouldBe(reads);
        (await May(() => rack.Read())).ShouldBe(reads);
        (await May(() => rack.SetCap(0.5, 600_000, "test", null))).ShouldBe(steers);
        (await May(() => rack.SetPoint(20, 600_000, "test", null))).ShouldBe(steers);
        (await May(() => cluster.Root.SetClock(new ClockRequest(null, 1000)))).ShouldBe(steers);
        (await May(() => rack.SetFault(600_000, "test", null))).ShouldBe(injects);
        (await May(() => cluster.Client.DataCenter(Center).Inject(new InjectRequest(null, "test", EventKind.FeedLoss, Center, "", null, null, null, false, null, "")))).ShouldBe(injects);

        // What grains ask of each other is closed to everyone outside.
        (await May(() => cluster.Client.GetGrain<IDataCenterSteps>(Center.Value).Lend(0))).ShouldBeFalse();
        (await May(() => cluster.Client.GetGrain<INetworkSteps>(NodePath.RootName).Pulse())).ShouldBeFalse();
    }

    /// <summary>What comes with Orleans is as closed as what is ours: its grains tell of all silos, and can stop what runs on them.</summary>
    [Theory]
    [InlineData("nobody's")]
    [InlineData(SmallCluster.EngineerKey)]
    public async Task No_key_opens_the_grains_of_Orleans_and_silos_need_none(string key)
    {
        await using var cluster = await SmallCluster.Start(SmallCluster.Standard, 2, key: key);
        await cluster.Reached(1);
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        (await May(() => management.GetHosts(onlyActive: true))).ShouldBeFalse();
        (await May(() => management.ForceActivationCollection(TimeSpan.FromMinutes(1)))).ShouldBeFalse();
        (await cluster.Twin.Hosting(default)).Hosts.Count(h => h.Standing == "active").ShouldBe(2);

        // A silo that comes later is let in by those that are there.
        await cluster.Silos.StartAdditionalSiloAsync();
        await cluster.Reached(cluster.Log.Last + 2);
        (await cluster.Twin.Hosting(default)).Hosts.Count(h => h.Standing == "active").ShouldBe(3);
    }

    [Fact]
    public async Task A_lent_rack_answers_from_its_own_row_and_takes_what_is_asked_of_it()
    {
        await using var cluster = await SmallCluster.Start(SmallCluster.Standard with { LendAllUpTo = 0, Speed = 1_000, RackDeadline = SmallCluster.Patience }, 2);
        await cluster.Reached(1);
        var path = Center.Child(NodePath.RackName(2));
        var rack = cluster.Client.Rack(path);
        var first = await rack.Read();
        (await cluster.Client.DataCenter(Center).Lent()).ShouldBe(1);

        var observer = new Observer();
        var reference = cluster.Client.CreateObjectReference<IRackObserver>(observer);
        await rack.Subscribe(reference);
        var capped = await rack.SetCap(0.3, null, "test", "cap");
        var state = await observer.Await(s => s.Tick > capped.Tick);
        RackStatus.Cap(state.Status)!.Value.ShouldBe(0.3, 0.01);
        state.Lending.ShouldBe(first.Lending);
        state.PowerKw.ShouldBeLessThan(first.PowerKw);

        // More air for the same work: more power, cooler silicon, and the same cap.
        var cooled = await rack.SetPoint(15, null, "test", "fans");
        var cool = await observer.Await(s => s.Tick > cooled.Tick + 5);
        cool.SiliconC.ShouldBeLessThan(state.SiliconC);
        RackStatus.Cap(cool.Status)!.Value.ShouldBe(0.3, 0.01);
        cool.Lending.ShouldBe(first.Lending);

        await cluster.Rest();
        var still = await rack.Read();
        var page = await cluster.Twin.Racks(Center, 2, 1, default);
        (still.Tick, still.InletC, still.PowerKw, still.SiliconC).ShouldBe((page.Tick, page.InletC[0], page.PowerKw[0], page.SiliconC[0]));

        var residual = await rack.Measured(new RackTelemetry(0, still.InletC + 2, null));
        residual.InletK!.Value.ShouldBe(2, 1e-5);
        residual.PowerKw.ShouldBeNull();
        (await rack.Read()).Quality.ShouldBe(RackQuality.Measured);
        (await cluster.Twin.Racks(Center, 2, 1, default)).InletC[0].ShouldBe(page.InletC[0], "a measurement never changes the model");
    }

    private static async Task<bool> May(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (TwinRefusedException e) when (e.Refusal == Refusal.Forbidden)
        {
            return false;
        }
    }

    private sealed class Observer : IRackObserver
    {
        private readonly List<(Func<RackState, bool> IsSo, TaskCompletionSource<RackState> Seen)> _awaited = [];

        public Task<RackState> Await(Func<RackState, bool> isSo)
        {
            var seen = new TaskCompletionSource<RackState>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_awaited)
            {
                _awaited.Add((isSo, seen));
            }

            return seen.Task.WaitAsync(SmallCluster.Patience);
        }

        public Task Stepped(RackState state)
        {
            lock (_awaited)
            {
                foreach (var (_, seen) in _awaited.Where(a => a.IsSo(state)))
                {
                    seen.TrySetResult(state);
                }
            }

            return Task.CompletedTask;
        }
    }
}
