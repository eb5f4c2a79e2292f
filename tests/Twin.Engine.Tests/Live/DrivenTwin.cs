using Twin.Contracts;

namespace Twin.Engine.Tests.Live;

/// <summary>A twin of the small world whose wall time a test moves.</summary>
internal sealed class DrivenTwin : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var frame in Twin.Watch(patience.Token))
            {
                if (frame.Tick >= tick)
                {
                    return frame;
                }

                // The driver waits on a timer before it is moved on; a tick that is due at once needs none.
                var seen = frame.Tick;
                while (Twin.Latest.Tick == seen && !patience.IsCancellationRequested)
                {
                    if (Time.Waiting > 0)
                    {
                        Time.Advance(TimeSpan.FromSeconds(Twin.Info.StepMs / 1000.0 / frame.Clock.Speed));
                        break;
                    }

                    await Task.Yield();
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Tick {tick} did not come within {Patience.TotalSeconds} s; the last is {Twin.Latest.Tick}.", e);
        }

        throw new InvalidOperationException($"The twin ended at tick {Twin.Latest.Tick}, before tick {tick}.");
    }

    public ValueTask DisposeAsync() => Twin.DisposeAsync();
}
