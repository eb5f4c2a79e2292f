using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Twin.Contracts;
using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Hashes;
using Twin.Grains.Tests.Kills;
using Twin.Model;

namespace Twin.Grains.Tests.Steps;

/// <summary>What must not happen on real silos, made to happen: it is refused or answered, nothing waits for ever, and no hash differs.</summary>
public sealed class MisbehaviourTests
{
    private const int Seed = 13;
    private static readonly NodePath Center = SmallCluster.World.DataCenters.First().Path;
    private static readonly NodePath Rack = Center.Child(NodePath.RackName(4));
    private static readonly TwinClusterOptions Options = SmallCluster.Standard with { Seed = Seed, LendAllUpTo = 0 };

    [Fact]
    public async Task Of_two_roots_and_two_of_each_node_one_goes_on()
    {
        var options = Options with { CheckpointTicks = 5, ReservedTicks = 3 };
        IReadOnlyList<SiloAddress> old = [];
        await using var cluster = await SmallCluster.Start(options, 2, more: silo => silo.Services.AddSingleton<IOutgoingGrainCallFilter>(services =>
            new CallsOfNewSilo(services.GetRequiredService<ILocalSiloDetails>(), () => old)));
        await using var commands = new CommandTraffic(cluster, Seed);
        await cluster.Reached(3);
        var first = cluster.Warnings.Say("The root stands down");

        // The directory forgets who is where. A new silo knows nobody: what it calls is activated a second time.
        var directory = cluster.Silos.GetSiloServiceProvider().GetRequiredKeyedService<IGrainDirectory>(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY);
        foreach (var path in (NodePath[])[NodePath.Root, Center.Parent.Parent, Center.Parent, Center])
        {
            var address = await directory.Lookup(cluster.Client.Node(path).GetGrainId());
            await directory.Unregister(address.ShouldNotBeNull($"'{path}' is not in the directory"));
        }

        old = [.. cluster.Silos.GetActiveSilos().Select(s => s.SiloAddress)];
        await cluster.Silos.StartAdditionalSiloAsync();
        await first;
        await cluster.Reached(cluster.Log.Last + 10);
        await KillSweepTests.Hold(cluster, options, commands, "Nodes were activated twice.");
    }

    [Fact]
    public async Task A_rack_that_answers_too_late_is_stepped_by_its_data_center_and_lent_anew()
    {
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var options = Options with { RackDeadline = TimeSpan.FromMilliseconds(300) };
        await using var cluster = await SmallCluster.Start(options, 1, more: silo => silo.AddIncomingGrainCallFilter(async call =>
        {
            await call.Invoke();
            if (IsStepOf(Rack, call) && held.TrySetResult())
            {
                await release.Task;
            }
        }));
        await cluster.Reached(1);
        var before = await cluster.Client.Rack(Rack).Read();
        await held.Task.WaitAsync(SmallCluster.Patience);

        // Its answer is still under way when later ticks complete; it then comes under a number that is no more.
        await cluster.Reached(cluster.Log.Last + 5);
        release.SetResult();
        await cluster.Reached(cluster.Log.Last + 5);
        (await cluster.Client.Rack(Rack).Read()).Lending.ShouldBeGreaterThan(before.Lending);
        await Agrees(cluster, options);
    }

    [Fact]
    public async Task A_command_is_answered_while_the_rack_that_it_is_for_steps()
    {
        var answered = new TaskCompletionSource<(long During, Accepted Answer)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<Task<Accepted>>? ask = null;
        var options = Options with { RackDeadline = SmallCluster.Patience };
        await using var cluster = await SmallCluster.Start(options, 1, more: silo => silo.AddIncomingGrainCallFilter(async call =>
        {
            // The step goes on only when the command is durable.
            if (IsStepOf(Rack, call) && Interlocked.Exchange(ref ask, null) is { } command)
            {
                answered.SetResult((((RackOrder)call.Request.GetArgument(0)!).Meets.Tick, await command()));
            }

            await call.Invoke();
        }));
        await cluster.Reached(1);
        var rack = cluster.Client.Rack(Rack);
        await rack.Read();
        ask = () => rack.SetCap(0.4, null, "test", "during");
        var (during, answer) = await answered.Task.WaitAsync(SmallCluster.Patience);
        answer.Tick.ShouldBeGreaterThan(during);
        await cluster.Reached(answer.Tick + 1);
        RackStatus.Cap((await rack.Read()).Status)!.Value.ShouldBe(0.4, 0.01);
        await Agrees(cluster, options);
    }

    [Fact]
    public async Task Steps_that_come_again_or_in_another_order_change_nothing()
    {
        var orders = new ConcurrentQueue<(NodePath Node, StepOrder Order)>();
        using var store = new SqliteClusterStore(Options);
        await using var cluster = await SmallCluster.Start(Options, 2, store, key: store.SharedKey, more: silo => silo.AddIncomingGrainCallFilter(call =>
        {
            if (call.Grain is NodeShell && call.SourceId is { } source && !source.IsClient() && call.Request.GetArgumentCount() == 1 && call.Request.GetArgument(0) is StepOrder order)
            {
                orders.Enqueue((NodePath.Parse(call.TargetId.Key.ToString()!), order));
            }

            return call.Invoke();
        }));
        await cluster.Reached(20);
        foreach (var (node, order) in orders.ToArray())
        {
            // Time runs on meanwhile: what was asked for is over, or is being answered by someone else.
            await Ask(cluster, node, order);
            (await Ask(cluster, node, order with { Tick = order.Tick + 1_000_000 })).Refusal.ShouldBe(StepRefusal.OtherTick);
            (await Ask(cluster, node, order with { Epoch = order.Epoch + 1 })).Refusal.ShouldBe(StepRefusal.OtherEpoch);
            (await Ask(cluster, node, order with { World = order.World + 1 })).Refusal.ShouldBe(StepRefusal.OtherWorld);
        }

        await cluster.Rest();
        foreach (var last in orders.ToArray().GroupBy(o => o.Node).Select(g => g.MaxBy(o => o.Order.Tick)))
        {
            var (once, again) = (await Ask(cluster, last.Node, last.Order), await Ask(cluster, last.Node, last.Order));
            once.Done.ShouldBeTrue($"'{last.Node}' does not repeat the answer to its last step");
            again.Reading.ToArray().ShouldBe(once.Reading.ToArray());
            (await Ask(cluster, last.Node, last.Order with { Tick = last.Order.Tick - 1 })).Refusal.ShouldBe(StepRefusal.OtherTick);
        }

        await cluster.Go();
        await cluster.Reached(cluster.Log.Last + 10);
        await Agrees(cluster, Options);
    }

    private static bool IsStepOf(NodePath rack, IIncomingGrainCallContext call) =>
        call.Grain is RackGrain && call.Request.GetArgumentCount() == 1 && call.Request.GetArgument(0) is RackOrder && call.TargetId.Key.ToString() == rack.Value;

    private static Task<StepReply> Ask(SmallCluster cluster, NodePath node, StepOrder order) => node.Kind switch
    {
        NodeKind.Region => cluster.Client.GetGrain<IRegionSteps>(node.Value).Step(order),
        NodeKind.Hub => cluster.Client.GetGrain<IHubSteps>(node.Value).Step(order),
        _ => cluster.Client.GetGrain<IDataCenterSteps>(node.Value).Step(order),
    };

    /// <summary>Whom a new silo calls and does not know is activated right there, and not by chance where it is already.</summary>
    private sealed class CallsOfNewSilo(ILocalSiloDetails silo, Func<IReadOnlyList<SiloAddress>> old) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context)
        {
            if (old() is { Count: > 0 } others && !others.Contains(silo.SiloAddress))
            {
                RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
            }

            return context.Invoke();
        }
    }

    private static async Task Agrees(SmallCluster cluster, TwinClusterOptions options)
    {
        await cluster.Rest();
        Oracle.Compare(options, cluster.Log, await cluster.Journal(), 1, "").ShouldBeNull();
    }
}
