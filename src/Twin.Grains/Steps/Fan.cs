namespace Twin.Grains;

/// <summary>Calls to many grains, so many at a time: all at once would starve the thread pool.</summary>
internal static class Fan
{
    /// <summary>The answers, in the order of the calls. The first error of a chunk comes out of it.</summary>
    public static async Task<T[]> Out<T>(int count, int chunk, Func<int, Task<T>> call)
    {
        var answers = new T[count];
        for (var from = 0; from < count; from += chunk)
        {
            var some = new Task<T>[Math.Min(chunk, count - from)];
            for (var i = 0; i < some.Length; i++)
            {
                some[i] = call(from + i);
            }

            (await Task.WhenAll(some)).CopyTo(answers, from);
        }

        return answers;
    }

    /// <summary>The answers that came by the deadline of their chunk; default for those that failed or did not come.</summary>
    public static async Task<T?[]> OutBy<T>(int count, int chunk, TimeSpan deadline, TimeProvider time, Func<int, Task<T?>> call)
    {
        var answers = new T?[count];
        for (var from = 0; from < count; from += chunk)
        {
            var some = new Task<T?>[Math.Min(chunk, count - from)];
            for (var i = 0; i < some.Length; i++)
            {
                some[i] = call(from + i);
            }

            using var cancel = new CancellationTokenSource();
            var all = Task.WhenAll(some);
            await Task.WhenAny(all, Task.Delay(deadline, time, cancel.Token));
            await cancel.CancelAsync();
            for (var i = 0; i < some.Length; i++)
            {
                if (some[i].IsCompletedSuccessfully)
                {
                    answers[from + i] = some[i].Result;
                }
            }

            // An error that came too late must not come up elsewhere.
            _ = all.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return answers;
    }
}
