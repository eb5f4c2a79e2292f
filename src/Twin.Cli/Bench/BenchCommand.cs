using System.CommandLine;
using System.Text.Json;
using Twin.Engine.Config;

namespace Twin.Cli;

/// <summary><c>twin bench</c>: how fast this machine steps racks and worlds.</summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public static Command Make()
    {
        var world = new Option<string>("--world") { Description = "The world to measure.", HelpName = "WORLD", DefaultValueFactory = _ => WorldFolder.DefaultWorld };
        var days = new Option<int>("--days")
        {
            Description = "Days of which the median is taken.", HelpName = "N", DefaultValueFactory = _ => 3, CustomParser = r => (int)Values.Whole(r, "--days", 1, 100),
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Command("bench", "Measures how fast this machine steps racks and worlds: medians, as a table in Markdown.") { world, days, json };
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var threads = Math.Clamp(Environment.ProcessorCount, 1, 64);
            Tell("Measuring the kernel ...");
            KernelFigures[] kernel = [.. new[] { 1, 2 }.Where(t => t <= threads).Select(KernelBench.Measure)];
            Tell($"Measuring {parsed.GetValue(days)} × 24 h of the world '{parsed.GetValue(world)}' ...");
            var figures = WorldBench.Measure(parsed.GetValue(world)!, threads, parsed.GetValue(days), cancel);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new { kernel, world = figures }, Json));
            }
            else
            {
                WriteTable(Console.Out, kernel, figures);
            }

            return ExitCodes.Ok;
        }, CancellationToken.None));
        return command;
    }

    private static void WriteTable(TextWriter to, KernelFigures[] kernel, WorldFigures w)
    {
        to.WriteLine("| measured | median |");
        to.WriteLine("|---|---:|");
        foreach (var k in kernel)
        {
            to.WriteLine($"| kernel, {k.Threads} {(k.Threads == 1 ? "thread" : "threads")} | {k.RackStepsPerS / 1e6:N0} million rack-steps/s |");
            to.WriteLine($"| copy of the same columns, {k.Threads} {(k.Threads == 1 ? "thread" : "threads")} | {k.CopiedRacksPerS / 1e6:N0} million racks/s; the kernel reaches {k.ShareOfCopy:P0} of it |");
        }

        to.WriteLine($"| '{w.World}', {w.Racks:N0} racks: loading | {w.LoadS:0.0} s |");
        to.WriteLine($"| 24 h at a step of 60 s, {w.Threads} threads | {w.DayS:0.00} s |");
        to.WriteLine($"| a live tick of 10 s | {w.LiveTickMs:0.0} ms (99th percentile {w.LiveTick99Ms:0.0} ms) |");
        to.WriteLine($"| resident memory | {w.ResidentMiB:N0} MiB |");
    }

    private static void Tell(string what)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(what);
        }
    }
}
