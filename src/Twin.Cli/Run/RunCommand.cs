using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Twin.Engine;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Cli;

/// <summary><c>twin run</c>: steps a world as fast as it goes, and says what it found.</summary>
internal static class RunCommand
{
    private const double MostHours = 100 * 366 * 24;
    private const double HourMs = 3_600_000;

    public static Command Make()
    {
        var choice = new WorldChoice();
        var hours = new Option<double>("--hours")
        {
            Description = "Simulated hours.", HelpName = "N", Required = true,
            CustomParser = r => Values.Number(r, "--hours", 0.001, MostHours, "hours"),
        };
        var node = new Option<string?>("--node") { Description = "This node and what stands below it alone, such as shanxi/datong.", HelpName = "PATH" };
        var events = new Option<string?>("--events") { Description = "What happens, and when: a file of kind Events.", HelpName = "FILE" };
        var step = WorldChoice.Step(60_000);
        var start = new Option<long?>("--start")
        {
            Description = "Begin of simulated time instead of the world's own, such as 2026-07-01T00:00:00Z.", HelpName = "TIME", CustomParser = Values.StartMs,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };

        var command = new Command("run", "Steps a world as fast as it goes, and says what it found.");
        choice.AddTo(command);
        foreach (var option in (Option[])[hours, node, events, step, start, json])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var stepMs = parsed.GetValue(step);
            var ticks = Ticks(parsed.GetValue(hours), stepMs);
            var loading = Stopwatch.StartNew();
            var loaded = choice.Load(parsed, parsed.GetValue(start));
            var spec = Part(loaded.World, parsed.GetValue(node));
            var commands = Commands(parsed.GetValue(events), spec);
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
                report.WriteTable(TableConsole());
            }

            return ExitCodes.Ok;
        }, CancellationToken.None));
        return command;
    }

    // A file or a pipe has no width of its own: the table gets what it needs.
    private static IAnsiConsole TableConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 200;
        }

        return console;
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

    private static long Ticks(double hours, int stepMs)
    {
        var ticks = hours * HourMs / stepMs;
        return Math.Abs(ticks - Math.Round(ticks)) < 1e-6 && ticks >= 1 ? (long)Math.Round(ticks) : throw new ToolException(
            ExitCodes.Usage, $"--hours: {hours} hours are no whole number of steps of {stepMs / 1000.0} s. Give a multiple of the step, or another --step.");
    }

    private static WorldSpec Part(WorldSpec world, string? node)
    {
        if (node is null)
        {
            return world;
        }

        try
        {
            return WorldSlice.Of(world, NodePath.Parse(node));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new ToolException(ExitCodes.Usage, $"--node: {(e is ArgumentException a ? a.Message.Replace($" (Parameter '{a.ParamName}')", "", StringComparison.Ordinal) : e.Message)}");
        }
    }

    private static TwinCommand[] Commands(string? file, WorldSpec world) =>
        file is null ? [] : [.. EventsFile.Load(file, world).Select(e => new InjectCommand { Id = e.Id, Event = e })];
}
