using System.CommandLine;
using System.Diagnostics;
using Twin.Engine;
using Twin.Model;

namespace Twin.Cli;

/// <summary><c>twin run</c>: steps a world as fast as it goes, and says what it found.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var choice = new WorldChoice();
        var (hours, node, events) = (RunChoice.Hours("Simulated hours."), RunChoice.Node(), RunChoice.Events());
        var (step, start, json) = (WorldChoice.Step(60_000), RunChoice.Start(), RunChoice.Json());

        var command = new Command("run", "Steps a world as fast as it goes, and says what it found.");
        choice.AddTo(command);
        foreach (var option in (Option[])[hours, node, events, step, start, json])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var stepMs = parsed.GetValue(step).Ms;
            var ticks = RunChoice.Ticks(parsed.GetValue(hours), stepMs);
            var loading = Stopwatch.StartNew();
            var loaded = choice.Load(parsed, parsed.GetValue(start));
            var spec = RunChoice.Part(loaded.World, parsed.GetValue(node));
            var commands = RunChoice.Commands(parsed.GetValue(events), spec);
            using var world = new World(spec, loaded.Digest, parsed.GetValue(choice.Seed), stepMs, parsed.GetValue(choice.Threads));
            var loadSeconds = loading.Elapsed.TotalSeconds;
            if (Step(world, ticks, commands, loadSeconds, cancel) is not { } report)
            {
                Console.Error.WriteLine($"Interrupted after {world.TickIndex + 1:N0} of {ticks:N0} ticks; nothing was written.");
                return ExitCodes.Interrupted;
            }

            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteTable(RunChoice.TableConsole());
            }

            return ExitCodes.Ok;
        }, CancellationToken.None));
        return command;
    }

    /// <summary>Steps it all; null where it was interrupted.</summary>
    private static RunReport? Step(World world, long ticks, TwinCommand[] commands, double loadSeconds, CancellationToken cancel)
    {
        var totals = new Totals(world);
        var stepping = Stopwatch.StartNew();
        RunProgress.Show(world, ticks, TimeProvider.System, stepped =>
        {
            while (world.TickIndex + 1 < ticks && !cancel.IsCancellationRequested)
            {
                world.Step(world.TickIndex < 0 ? commands : []);
                totals.Add();
                stepped();
            }
        });
        if (world.TickIndex + 1 < ticks)
        {
            return null;
        }

        var hash = World.Text(world.Hash());
        return new RunReport(world, totals, hash, stepping.Elapsed.TotalSeconds, loadSeconds);
    }
}
