using Spectre.Console;
using Twin.Contracts;
using Twin.Engine;

namespace Twin.Cli;

/// <summary>Shows on standard error how far a run is; nothing where that is no terminal.</summary>
internal static class RunProgress
{
    // Often enough for an eye, seldom enough to cost nothing.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    /// <param name="work">Does it, and calls its argument after each tick.</param>
    public static void Show(World world, long ticks, TimeProvider time, Action<Action> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(static () => { });
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("starting", maxValue: ticks);
                var begun = time.GetTimestamp();
                var shown = begun;
                work(() =>
                {
                    if (time.GetElapsedTime(shown) >= Refresh)
                    {
                        shown = time.GetTimestamp();
                        var speed = (world.TimeMs - world.Spec.StartMs) / time.GetElapsedTime(begun).TotalMilliseconds;
                        task.Value = world.TickIndex + 1;
                        task.Description = $"{Instants.Write(world.TimeMs)}, {speed:N0} × real time";
                    }
                });
                task.Value = ticks;
            });
    }
}
