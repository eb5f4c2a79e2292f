using System.CommandLine;
using Spectre.Console;
using Twin.Engine;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Cli;

/// <summary>What <c>run</c> and <c>compare</c> are asked alike: how long, of what part, with which events.</summary>
internal static class RunChoice
{
    private const double MostHours = 100 * 366 * 24;
    private const double HourMs = 3_600_000;

    public static Option<double> Hours(string description) => new("--hours")
    {
        Description = description, HelpName = "N", Required = true,
        CustomParser = r => Values.Number(r, "--hours", 0.001, MostHours, "hours"),
    };

    public static Option<string?> Node() => new("--node") { Description = "This node and what stands below it alone, such as shanxi/datong.", HelpName = "PATH" };

    public static Option<string?> Events() => new("--events") { Description = "What happens, and when: a file of kind Events.", HelpName = "FILE" };

    public static Option<long?> Start() => new("--start")
    {
        Description = "Begin of simulated time instead of the world's own, such as 2026-07-01T00:00:00Z.", HelpName = "TIME", CustomParser = Values.StartMs,
    };

    public static Option<bool> Json() => new("--json") { Description = "One JSON object on standard output." };

    // A file or a pipe has no width of its own: the table gets what it needs.
    public static IAnsiConsole TableConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 200;
        }

        return console;
    }

    /// <summary>Whole ticks of so many hours.</summary>
    /// <exception cref="ToolException">They are no whole number of steps.</exception>
    public static long Ticks(double hours, int stepMs)
    {
        var ticks = hours * HourMs / stepMs;
        return Math.Abs(ticks - Math.Round(ticks)) < 1e-6 && ticks >= 1 ? (long)Math.Round(ticks) : throw new ToolException(
            ExitCodes.Usage, $"--hours: {hours} hours are no whole number of steps of {stepMs / 1000.0} s. Give a multiple of the step, or another --step.");
    }

    /// <summary>The whole world, or the part below a node.</summary>
    /// <exception cref="ToolException">There is no such node.</exception>
    public static WorldSpec Part(WorldSpec world, string? node)
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

    /// <summary>The events of a file as commands; none without a file.</summary>
    /// <exception cref="ConfigException">The file does not hold.</exception>
    public static TwinCommand[] Commands(string? file, WorldSpec world) =>
        file is null ? [] : [.. EventsFile.Load(file, world).Select(e => new InjectCommand { Id = e.Id, Event = e })];
}
