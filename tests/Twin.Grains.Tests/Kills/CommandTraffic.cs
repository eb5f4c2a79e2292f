using Orleans.Runtime;
using Twin.Contracts;
using Twin.Grains.Tests.Clusters;
using Twin.Model;

namespace Twin.Grains.Tests.Kills;

/// <summary>
/// A client that asks for changes one after the other, asks again under the same id until it is answered, and keeps a log
/// of the answers: what it was promised, the journal must have, once.
/// </summary>
internal sealed class CommandTraffic : IAsyncDisposable
{
    private readonly Func<InjectRequest, Task<Accepted>> _inject;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;

    public CommandTraffic(SmallCluster cluster, int seed)
        : this(request => cluster.Root.Inject(request), SmallCluster.World, seed)
    {
    }

    /// <param name="inject">Asks the cluster, however it is reached.</param>
    public CommandTraffic(Func<InjectRequest, Task<Accepted>> inject, WorldSpec world, int seed)
    {
        _inject = inject;
        _running = Run([.. world.DataCenters.Select(d => d.Path)], new Random(seed));
    }

    /// <summary>What was acknowledged.</summary>
    public List<Accepted> Acknowledged { get; } = [];

    public int Again { get; private set; }

    /// <summary>How the log of answers and the journal differ; empty when they agree.</summary>
    public IEnumerable<string> Differences(IReadOnlyList<(long Tick, TwinCommand Command)> journal)
    {
        foreach (var answer in Acknowledged)
        {
            var found = journal.Where(j => j.Command.Id == answer.Id).ToArray();
            if (found.Length != 1 || found[0].Tick != answer.Tick)
            {
                yield return $"{answer.Id} was promised for tick {answer.Tick}; the journal has it {found.Length} times, at {string.Join(", ", found.Select(f => f.Tick))}";
            }
        }

        foreach (var (tick, command) in journal.Where(j => Acknowledged.TrueForAll(a => a.Id != j.Command.Id)))
        {
            yield return $"{command.Id} is in the journal at tick {tick}; nobody was told";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    private async Task Run(NodePath[] centers, Random chance)
    {
        EventKind[] kinds = [EventKind.LoadSurge, EventKind.RackLoad, EventKind.ChillerTrip, EventKind.FeedLoss, EventKind.RackFault];
        for (var i = 0; !_ending.IsCancellationRequested; i++)
        {
            var request = new InjectRequest(
                $"command-{i}", "test", kinds[chance.Next(kinds.Length)], centers[chance.Next(centers.Length)], "", null, null, 60_000 * (long)chance.Next(1, 10), false, null, "");
            var answered = false;
            while (!answered)
            {
                try
                {
                    Acknowledged.Add(await _inject(request));
                    answered = true;
                }
                catch (Exception e) when (e is not TwinRefusedException { Refusal: Refusal.Invalid or Refusal.NotFound })
                {
                    // Lost, refused for the moment, or answered and the answer lost: the id makes asking again safe.
                    Again++;
                    await Task.Delay(20);
                }
            }

            await Task.Delay(30, CancellationToken.None);
        }
    }
}
