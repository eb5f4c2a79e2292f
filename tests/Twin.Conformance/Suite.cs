namespace Twin.Conformance;

/// <summary>Runs the suite: each promise on a twin of its own.</summary>
public static class Suite
{
    /// <summary>Holds a good twin to every promise.</summary>
    /// <param name="start">Starts a twin under test.</param>
    public static async Task Holds(Func<Task<ITwinUnderTest>> start)
    {
        foreach (var promise in Promises.All)
        {
            await using var under = await start();
            var error = await Broken(promise, under);
            error.ShouldBeNull($"{promise.Name}: {error?.Message}");
        }
    }

    /// <summary>Holds each broken twin to every promise: it must break the one that it is made to break, and no other.</summary>
    /// <param name="all">False: only the promise that it breaks is asked, which is a twelfth of the time.</param>
    public static async Task RejectsBrokenTwins(Func<Task<ITwinUnderTest>> start, bool all)
    {
        foreach (var broken in BrokenTwins.All)
        {
            foreach (var promise in Promises.All)
            {
                var breaks = promise.Name.StartsWith(broken.Breaks, StringComparison.Ordinal);
                if (!breaks && !all)
                {
                    continue;
                }

                await using var under = broken.Spoil(await start());
                var error = await Broken(promise, under);
                if (breaks)
                {
                    error.ShouldNotBeNull($"the twin that {broken.Name} was not told from a good one by: {promise.Name}");
                    error.ShouldBeOfType<ShouldAssertException>($"the twin that {broken.Name} failed otherwise: {error}");
                }
                else
                {
                    error.ShouldBeNull($"the twin that {broken.Name} must keep every other promise: {promise.Name}: {error?.Message}");
                }
            }
        }
    }

    private static async Task<Exception?> Broken(Promise promise, ITwinUnderTest under)
    {
        try
        {
            await promise.Holds(under);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e;
        }
    }
}
