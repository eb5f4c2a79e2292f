using Microsoft.Extensions.DependencyInjection;
using Twin.Grains.Tests.Clusters;
using Twin.Grains.Tests.Hashes;
using Twin.Model;

namespace Twin.Grains.Tests.Nodes;

/// <summary>Where no silo's service asks any more whether the root runs, a reminder does.</summary>
public sealed class BackstopTests
{
    [Fact]
    public async Task A_reminder_starts_the_root_again_where_no_service_does()
    {
        var options = SmallCluster.Standard with { RemindEvery = TimeSpan.FromSeconds(2) };
        await using var cluster = await SmallCluster.Start(options, 2);
        await cluster.Reached(2);
        await Reminded(cluster);
        foreach (var silo in cluster.Silos.GetActiveSilos().ToArray())
        {
            await silo.ServiceProvider.GetRequiredService<ClusterTwin>().StopAsync(CancellationToken.None);
        }

        var lost = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Log.Plan = (moment, node, tick) => moment == StepMoment.BeforePrepare && node == NodePath.Root && lost.TrySetResult(tick);
        var tick = await lost.Task.WaitAsync(SmallCluster.Patience);

        // Nobody calls the root now but its reminder.
        await cluster.Reached(tick + 5);
        await cluster.Root.SetClock(new(true, null));
        Oracle.Compare(options, cluster.Log, await cluster.Journal(), 1, "The root was lost and reminded.").ShouldBeNull();
    }

    /// <summary>Waits until the reminder is in the table.</summary>
    private static async Task Reminded(SmallCluster cluster)
    {
        var table = cluster.Silos.GetSiloServiceProvider().GetRequiredService<IReminderTable>();
        using var patience = new CancellationTokenSource(SmallCluster.Patience);
        while (await table.ReadRow(cluster.Root.GetGrainId(), NetworkGrain.Backstop) is null)
        {
            patience.IsCancellationRequested.ShouldBeFalse($"the root set no reminder within {SmallCluster.Patience.TotalSeconds} s");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
