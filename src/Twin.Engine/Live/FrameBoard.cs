using System.Runtime.CompilerServices;
using Twin.Contracts;
using Twin.Model;

namespace Twin.Engine;

/// <summary>
/// Shows the newest frame to any number of watchers. There is one frame and one signal for all of them; a watcher that
/// comes late finds the newest and never a queue.
/// </summary>
internal sealed class FrameBoard
{
    private readonly int _mostWatchers;
    private volatile Page _page;
    private int _watchers;

    public FrameBoard(Frame first, int mostWatchers)
    {
        _page = new Page(first);
        _mostWatchers = mostWatchers;
    }

    public Frame Latest => _page.Frame;

    /// <summary>Shows a newer frame. One caller at a time.</summary>
    public void Show(Frame frame)
    {
        var before = _page;
        _page = new Page(frame);
        before.Next.TrySetResult();
    }

    /// <summary>No frame will follow: watchers end, with the error if there is one.</summary>
    public void End(Exception? error)
    {
        if (error is null)
        {
            _page.Next.TrySetCanceled();
        }
        else
        {
            _page.Next.TrySetException(error);
        }
    }

    public async IAsyncEnumerable<Frame> Watch([EnumeratorCancellation] CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _watchers) > _mostWatchers)
        {
            Interlocked.Decrement(ref _watchers);
            throw new TwinRefusedException(Refusal.Full, [new Fault("", $"{_mostWatchers} readers watch already, which is the most. Close one first.")]);
        }

        try
        {
            while (true)
            {
                var page = _page;
                yield return page.Frame;
                if (!await Changed(page, cancel))
                {
                    yield break;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    /// <summary>False when the twin has ended.</summary>
    private static async Task<bool> Changed(Page page, CancellationToken cancel)
    {
        try
        {
            await page.Next.Task.WaitAsync(cancel);
            return true;
        }
        catch (OperationCanceledException) when (page.Next.Task.IsCanceled)
        {
            return false;
        }
    }

    private sealed class Page
    {
        public Page(Frame frame)
        {
            Frame = frame;

            // An error that no watcher waits for must not come up elsewhere.
            _ = Next.Task.ContinueWith(static t => _ = t.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
        }

        public Frame Frame { get; }

        public TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
