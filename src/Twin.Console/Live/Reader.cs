using Microsoft.JSInterop;

namespace Twin.Workplace;

/// <summary>Who sits before the browser of one circuit.</summary>
internal sealed class Reader(IJSRuntime browser)
{
    /// <summary>The browser's own time zone; UTC until it has said which.</summary>
    public Zone Zone { get; private set; } = Zone.Utc;

    /// <summary>Asks the browser.</summary>
    public async Task Meet()
    {
        try
        {
            Zone = Zone.Browser(await browser.InvokeAsync<string>("twinZone"));
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // It does not say, or has gone: times stand in UTC, with its name.
        }
    }
}
