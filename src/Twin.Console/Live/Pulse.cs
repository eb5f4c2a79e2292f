using Microsoft.Extensions.Hosting;
using Twin.Contracts;

namespace Twin.Workplace;

/// <summary>
/// Watches the twin once for every page of this process. Pages are told of a new frame no oftener than the options say;
/// one that draws slowly misses frames and sees the newest.
/// </summary>
internal sealed class Pulse(ITwin twin, TwinConsoleOptions options, TimeProvider time) : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly List<Follower> _followers = [];
    private volatile Frame? _latest;
    private long _came;

    /// <summary>The newest frame that pages may show.</summary>
    public Frame Latest => _latest ?? twin.Latest;

    /// <summary>Parts of pages that follow now.</summary>
    public int Followers
    {
        get
        {
            lock (_gate)
            {
                return _followers.Count;
            }
        }
    }

    /// <summary>Time since the newest frame came.</summary>
    public TimeSpan Age => _came == 0 ? TimeSpan.Zero : time.GetElapsedTime(_came);

    /// <summary>The twin should run and shows nothing new.</summary>
    public bool Stale => Age > options.StaleAfter && !Latest.Clock.Paused;

    /// <summary>Tells a page of frames, and once a second of time that passes without one, until what is returned is disposed.</summary>
    /// <returns>Null where too many pages follow already.</returns>
    public IDisposable? Follow(Action told)
    {
        lock (_gate)
        {
            if (_followers.Count >= options.MostFollowers)
            {
                return null;
            }

            var follower = new Follower(this, told);
            _followers.Add(follower);
            return follower;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(Watch(stoppingToken), Beat(stoppingToken));
    }

    private async Task Watch(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var frame in twin.Watch(stopping))
                {
                    _latest = frame;
                    Interlocked.Exchange(ref _came, time.GetTimestamp());
                    Tell();

                    // The twin's own rule does the rest: a reader that comes late gets the newest frame.
                    await Task.Delay(options.PulseEvery, time, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (TwinRefusedException)
            {
                // Too many watch at once: this process waits for a place, and its pages show how old their picture is.
            }

            await Task.Delay(options.WatchAgainAfter, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>An age grows by itself: pages that hear nothing must say so.</summary>
    private async Task Beat(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                if (Stale)
                {
                    Tell();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private void Tell()
    {
        Follower[] told;
        lock (_gate)
        {
            told = [.. _followers];
        }

        foreach (var follower in told)
        {
            follower.Told();
        }
    }

    private sealed class Follower(Pulse pulse, Action told) : IDisposable
    {
        public Action Told { get; } = told;

        public void Dispose()
        {
            lock (pulse._gate)
            {
                pulse._followers.Remove(this);
            }
        }
    }
}
