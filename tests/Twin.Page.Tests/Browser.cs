using Microsoft.Playwright;

namespace Twin.Page.Tests;

/// <summary>One browser for all tests, and pages in it that note what should never be.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>How long a page is waited for, ms: far more than a slow, busy machine takes.</summary>
    internal const float PatienceMs = 90_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not { } path)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Chromium.Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A page of a profile of its own.</summary>
    /// <param name="zone">Time zone of the browser, as in the tz database; null for the machine's own.</param>
    internal async Task<Visit> Visit(int width = 1440, int height = 900, ColorScheme theme = ColorScheme.Dark, string? zone = null)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce, TimezoneId = zone });
        context.SetDefaultTimeout(PatienceMs);
        return new Visit(context, await context.NewPageAsync());
    }
}

/// <summary>One visit to the page: what it asked for, and what it complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => Asked.Add(new Uri(request.Url));
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public List<Uri> Asked { get; } = [];

    public List<string> Complaints { get; } = [];

    /// <summary>Opens a page and waits for its first tick.</summary>
    /// <param name="view">A query of what the tests open, or a path.</param>
    public async Task Open(Uri address, string view = "")
    {
        await Page.GotoAsync(new Uri(address, view.StartsWith('/') ? view : Front.Path + view).ToString());
        await Page.Locator("twin-bar .time b").WaitForAsync();
        await Page.Locator("main > *").First.WaitForAsync();
    }

    /// <summary>A text that holds what is wanted, waited for.</summary>
    public Task Shows(string selector, string text) => Assertions.Expect(Page.Locator(selector).First).ToContainTextAsync(text, new() { Timeout = Browser.PatienceMs });

    /// <summary>Waits until something holds, and says what did not come to be.</summary>
    public async Task Until(string fact, Func<Task<bool>> holds)
    {
        for (var i = 0; i < 900; i++)
        {
            if (await holds())
            {
                return;
            }

            await Page.WaitForTimeoutAsync(100);
        }

        throw new TimeoutException($"It did not come to be within 90 s that {fact}.");
    }

    /// <summary>Presses Tab until what has the focus is called so, by its label or its own text.</summary>
    public async Task TabTo(string name)
    {
        for (var i = 0; i < 120; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var focused = await Page.EvaluateAsync<string>("(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e?.getAttribute('aria-label') ?? e?.innerText ?? ''; })()");
            // A region that holds the whole table can be focused too: what is wanted says little more than its own name.
            if (focused.Contains(name, StringComparison.Ordinal) && focused.Length < name.Length + 24)
            {
                return;
            }
        }

        throw new TimeoutException($"120 presses of Tab did not reach '{name}'.");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}

/// <summary>Looks with a browser of its own, beside the other tests: reading a page by rules takes as long as all they do.</summary>
[CollectionDefinition(Name)]
public sealed class AccessibilityCollection : ICollectionFixture<Browser>
{
    public const string Name = "accessibility";
}
