using Twin.Contracts;

namespace Twin.Workplace;

/// <summary>Passes the console's commands on, and keeps the ids of those that were acknowledged: what the journal must hold.</summary>
internal sealed class Ledger(ITwin twin)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _acknowledged = new();

    /// <summary>The last ids that the twin acknowledged to this console, oldest first; at most <see cref="HostingView.MostIds"/>.</summary>
    public IReadOnlyList<string> Acknowledged
    {
        get
        {
            lock (_gate)
            {
                return [.. _acknowledged];
            }
        }
    }

    /// <exception cref="TwinRefusedException">The twin refuses the command; nothing was changed.</exception>
    public async Task<Accepted> Submit(CommandRequest request)
    {
        var accepted = await twin.Submit(request, CancellationToken.None);
        lock (_gate)
        {
            _acknowledged.Enqueue(accepted.Id);
            if (_acknowledged.Count > HostingView.MostIds)
            {
                _acknowledged.Dequeue();
            }
        }

        return accepted;
    }

    /// <summary>Acknowledged minus journaled: ids that were lost, which must be none.</summary>
    public async Task<(int Acknowledged, IReadOnlyList<string> Lost)> Lost(CancellationToken cancel)
    {
        var acknowledged = Acknowledged;
        var journaled = (await twin.Journaled(acknowledged, cancel)).ToHashSet(StringComparer.Ordinal);
        return (acknowledged.Count, [.. acknowledged.Where(id => !journaled.Contains(id))]);
    }
}
