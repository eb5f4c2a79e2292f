namespace Twin.Workplace.Tests;

/// <summary>Waits for facts, and says which one did not come.</summary>
internal static class Facts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How long a page is waited for, ms.</summary>
    public const float PageMs = Browser.PatienceMs;

    public static Task Until(string fact, Func<bool> holds) => Until(fact, () => Task.FromResult(holds()));

    public static async Task Until(string fact, Func<Task<bool>> holds)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (!await holds())
        {
            if (TimeProvider.System.GetTimestamp() > end)
            {
                throw new TimeoutException($"It did not come to be within {Patience.TotalSeconds} s that {fact}.");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Text that a page comes to show.</summary>
    public static Task ShowsIn(this Visit visit, string selector, string text) =>
        Microsoft.Playwright.Assertions.Expect(visit.Page.Locator(selector).First).ToContainTextAsync(text, new() { Timeout = PageMs });
}
