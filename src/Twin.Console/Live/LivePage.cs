using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Twin.Contracts;

namespace Twin.Workplace;

/// <summary>A part of a page that shows the newest frame and the view that the address holds.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private IDisposable? _following;
    private int _drawing;
    private object? _shown;

    [Inject]
    internal Pulse Pulse { get; set; } = default!;

    [Inject]
    protected ITwin Door { get; set; } = default!;

    [Inject]
    protected NavigationManager Address { get; set; } = default!;

    [Inject]
    internal Reader Reader { get; set; } = default!;

    /// <summary>What the reader wants times in.</summary>
    internal Zone Zone => View.Zone switch { "utc" => Zone.Utc, "browser" => Reader.Zone, _ => Zone.Site };

    protected Frame Frame => Pulse.Latest;

    internal View View { get; private set; } = View.Initial;

    /// <summary>False where this process has no place left for one more page.</summary>
    protected bool Follows => _following is not null;

    protected override void OnInitialized()
    {
        View = View.Read(Address.Uri);
        Address.LocationChanged += Moved;
        _following = Pulse.Follow(Beat);
    }

    /// <summary>What of the frame, and of its age, the part shows: while that stays equal, a new frame draws nothing and sends nothing.</summary>
    protected virtual object? Shows => (Frame.Epoch, Frame.Sequence, Pulse.Stale ? (long)Pulse.Age.TotalSeconds : -1);

    /// <summary>What a part does with a new frame before it is drawn again.</summary>
    protected virtual Task Told() => Task.CompletedTask;

    /// <summary>What a part does when the address has changed, before it is drawn again.</summary>
    protected virtual Task Turned() => Task.CompletedTask;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Address.LocationChanged -= Moved;
            _following?.Dispose();
        }
    }

    private void Beat()
    {
        // One picture at a time: a page that is still drawing finds the newest frame at the next beat.
        if (Interlocked.Exchange(ref _drawing, 1) == 0)
        {
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await Told();
                    var shows = Shows;
                    if (!Equals(shows, _shown))
                    {
                        _shown = shows;
                        StateHasChanged();
                    }
                }
                finally
                {
                    Interlocked.Exchange(ref _drawing, 0);
                }
            });
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        View = View.Read(e.Location);
        _ = InvokeAsync(async () =>
        {
            await Turned();
            StateHasChanged();
        });
    }
}
