using Twin.Model;

namespace Twin.Grains.Tests.Steps;

/// <summary>Orders that come twice, too late, too early or in another order are answered or refused, and never waited for in vain.</summary>
public sealed class StepGateTests
{
    private const ulong World = 42;
    private static readonly NodePath Node = NodePath.Parse("a/b");
    private readonly StepGate _gate = new(Node, World);
    private int _computed;

    [Fact]
    public async Task A_node_without_state_says_so()
    {
        (await Step(1, 0)).Refusal.ShouldBe(StepRefusal.NoState);
        _computed.ShouldBe(0);
    }

    [Fact]
    public async Task A_repeated_step_gets_the_stored_answer()
    {
        await Restore(1);
        var first = await Step(1, 0);
        (await Step(1, 0)).ShouldBeSameAs(first);
        _computed.ShouldBe(1);
    }

    [Fact]
    public async Task Anything_but_the_next_tick_is_refused_with_where_the_node_stands()
    {
        await Restore(1);
        await Step(1, 0);
        await Step(1, 1);
        foreach (var tick in (long[])[0, 3, 7, -1])
        {
            var reply = await Step(1, tick);
            (reply.Refusal, reply.Tick, reply.Epoch, reply.By).ShouldBe((StepRefusal.OtherTick, 1, 1, Node));
        }

        (await Step(2, 2)).Refusal.ShouldBe(StepRefusal.OtherEpoch);
        (await Step(0, 2)).Refusal.ShouldBe(StepRefusal.OtherEpoch);
        (await _gate.Step(Order(1, 2) with { World = 43 }, Compute(1, 2))).Refusal.ShouldBe(StepRefusal.OtherWorld);
        _computed.ShouldBe(2);
    }

    [Fact]
    public async Task A_step_that_is_asked_for_while_it_is_under_way_is_the_same_step()
    {
        await Restore(1);
        var go = new TaskCompletionSource();
        var first = _gate.Step(Order(1, 0), () => Slow(go, 1, 0));
        var second = _gate.Step(Order(1, 0), Compute(1, 0));
        (await _gate.Step(Order(1, 1), Compute(1, 1))).Refusal.ShouldBe(StepRefusal.OtherTick);
        go.SetResult();
        (await second).ShouldBeSameAs(await first);
        _computed.ShouldBe(1);
    }

    [Fact]
    public async Task A_step_of_an_old_epoch_is_thrown_away_when_the_node_returns_to_a_checkpoint()
    {
        await Restore(1);
        var go = new TaskCompletionSource();
        var old = _gate.Step(Order(1, 0), () => Slow(go, 1, 0));
        var restored = Restore(2);
        (await _gate.Step(Order(1, 0), Compute(1, 0))).Done.ShouldBeFalse();
        go.SetResult();
        (await old).Done.ShouldBeFalse();
        (await restored).Done.ShouldBeTrue();
        (_gate.Epoch, _gate.Tick, _gate.HasState).ShouldBe((2, -1, true));
        (await Restore(1)).Refusal.ShouldBe(StepRefusal.OtherEpoch);
        (await Step(2, 0)).Done.ShouldBeTrue();
    }

    private Task<StepReply> Restore(long epoch) =>
        _gate.Restore(new RestoreOrder(epoch, 0, -1, World), () => Task.FromResult(Done(epoch, -1)));

    private Task<StepReply> Step(long epoch, long tick) => _gate.Step(Order(epoch, tick), Compute(epoch, tick));

    private Func<Task<StepReply>> Compute(long epoch, long tick) => () =>
    {
        _computed++;
        return Task.FromResult(Done(epoch, tick));
    };

    private async Task<StepReply> Slow(TaskCompletionSource go, long epoch, long tick)
    {
        _computed++;
        await go.Task;
        return Done(epoch, tick);
    }

    private static StepReply Done(long epoch, long tick) => new(StepRefusal.None, epoch, tick, Node, new Reading(), [], [], 0);

    private static StepOrder Order(long epoch, long tick) => new(epoch, tick, World, StepWants.Nothing, [], 0, 0, []);
}
