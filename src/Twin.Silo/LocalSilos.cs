using Microsoft.Extensions.Hosting;
using Twin.Grains;

namespace Twin.Silo;

/// <summary>The silos of one process. The first one keeps the membership and serves the pages; the others may be killed.</summary>
internal sealed class LocalSilos : IDisposable
{
    /// <summary>More show nothing that fewer do not, on one machine.</summary>
    public const int Most = 8;

    private readonly List<(string Name, IHost Host)> _silos = [];
    private readonly List<IHost> _dead = [];

    /// <param name="build">Makes a silo by its number, from 1, and names it; the first one's services come with all later ones.</param>
    public LocalSilos(int count, Func<int, IServiceProvider?, (string Name, IHost Host)> build)
    {
        for (var number = 1; number <= count; number++)
        {
            _silos.Add(build(number, number == 1 ? null : First.Services));
        }
    }

    public IHost First => _silos[0].Host;

    /// <summary>Kills a silo by its name; null where there is none but the first.</summary>
    public Func<string, Task>? Killer => _silos.Count > 1 ? Kill : null;

    /// <summary>All at once, so that each gets its share of the nodes.</summary>
    public Task Start(CancellationToken cancel) => Task.WhenAll(_silos.Select(s => s.Host.StartAsync(cancel)));

    /// <summary>Time first, in good order, then the silos; the first one last, for it keeps the membership.</summary>
    public async Task Stop()
    {
        await ClusterHosting.EndTime(_silos.Select(s => s.Host.Services), CancellationToken.None);
        for (var i = _silos.Count - 1; i >= 0; i--)
        {
            await _silos[i].Host.StopAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _dead.ForEach(host => host.Dispose());
        for (var i = _silos.Count - 1; i >= 0; i--)
        {
            _silos[i].Host.Dispose();
        }
    }

    /// <summary>Without a word to what it carries: nothing is handed over, nothing is saved.</summary>
    private async Task Kill(string name)
    {
        var at = _silos.FindIndex(1, s => s.Name == name);
        if (at > 0)
        {
            var (_, host) = _silos[at];
            _silos.RemoveAt(at);
            _dead.Add(host);
            await Task.Run(() => host.StopAsync(new CancellationToken(canceled: true))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
