using System.Globalization;
using Twin.Grains.Tests.Clusters;

namespace Twin.Grains.Tests.Postgres;

/// <summary>A client that asks for the hash of the state, again and again, and keeps each.</summary>
internal sealed class HashTraffic : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;

    /// <summary>Why it was not answered the last time that it was not.</summary>
    public string Trouble { get; private set; } = "none";

    public HashTraffic(INetworkGrain root, HashLog log) => _running = Run(root, log);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    private async Task Run(INetworkGrain root, HashLog log)
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var hash = await root.Hash();
                log.Completed(0, hash.Tick, ulong.Parse(hash.Hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The cluster is between two silos, or gone for the moment.
                Trouble = e.ToString();
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
