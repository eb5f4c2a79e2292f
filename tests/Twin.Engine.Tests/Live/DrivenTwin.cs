using System.Diagnostics;
using Twin.Contracts;

namespace Twin.Engine.Tests.Live;

/// <summary>A twin of the small world whose wall time a test moves.</summary>
internal sealed class DrivenTwin : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private DrivenTwin(EmbeddedTwin twin, ManualTime time) => (Twin, Time) = (twin, time);

    public EmbeddedTwin Twin { get; }

    public ManualTime Time { get; }

    public static async Task<DrivenTwin> Start(Func<EmbeddedOptions, EmbeddedOptions>? choose = null)
    {
        var time = new ManualTime();
        var options = new EmbeddedOptions { World = SmallWorld.Spec, WorldDigest = SmallWorld.Digest, Threads = 1, Time = time };
        return new DrivenTwin(await EmbeddedTwin.Open(choose?.Invoke(options) ?? options), time);
    }

    /// <summary>Moves time, period by period, until a tick is shown.</summary>
    public async Task<Frame> Tick(long tick)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            // In this order: a driver that waits has shown all its frames, so time never moves past one not yet seen.
            var waits = Time.Waiting > 0;
            var frame = Twin.Latest;
            if (frame.Tick >= tick)
            {
                return frame;
            }

            if (Twin.Completion.IsCompleted)
            {
                await Twin.Completion;
                throw new InvalidOperationException($"The twin ended at tick {frame.Tick}, before tick {tick}.");
            }

            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                throw new TimeoutException($"Tick {tick} did not come within {Patience.TotalSeconds} s; the last is {frame.Tick}.");
            }

            // The driver waits on a timer before it is moved on; a tick that is due at once needs none.
            if (waits)
            {
                Time.Advance(TimeSpan.FromSeconds(Twin.Info.StepMs / 1000.0 / frame.Clock.Speed));
            }

            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => Twin.DisposeAsync();
}
