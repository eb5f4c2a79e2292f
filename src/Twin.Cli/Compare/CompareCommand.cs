using System.CommandLine;
using Twin.Engine;
using Twin.Model;

namespace Twin.Cli;

/// <summary><c>twin compare</c>: runs a world twice side by side, and says what the difference of the two made.</summary>
internal static class CompareCommand
{
    private const string SchedulerOff = "scheduler-off";
    private const string NoEvents = "no-events";

    // Jobs that are held, stopped and moved are done within days; a month later they never will be.
    private const long MostDrainMs = 31L * 86_400_000;

    public static Command Make()
    {
        var choice = new WorldChoice();
        var hours = RunChoice.Hours("Simulated hours in which jobs come; both runs then go on until the last of them is done, so that their work is equal.");
        var against = new Option<string>("--against")
        {
            Description = $"What the other run is: {SchedulerOff}, {NoEvents} (needs --events), or a file of kind Events that happens in it instead.",
            HelpName = "WHAT", DefaultValueFactory = _ => SchedulerOff,
        };
        var (node, events, step, start, json) = (RunChoice.Node(), RunChoice.Events(), WorldChoice.Step(60_000), RunChoice.Start(), RunChoice.Json());
        var command = new Command("compare", "Runs a world twice side by side: as it is, and without its scheduler or its events. Says what that made of energy, cost, carbon, water and jobs, and where the two part.");
        choice.AddTo(command);
        foreach (var option in (Option[])[hours, against, node, events, step, start, json])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var stepMs = parsed.GetValue(step).Ms;
            var ticks = RunChoice.Ticks(parsed.GetValue(hours), stepMs);
            var loaded = choice.Load(parsed, parsed.GetValue(start));
            var spec = RunChoice.Part(loaded.World, parsed.GetValue(node));
            spec = spec with { Jobs = spec.Jobs is null ? null : spec.Jobs with { ArrivalsEndHours = parsed.GetValue(hours) } };
            var file = parsed.GetValue(events);
            var (otherName, otherSpec, otherEvents) = Other(parsed.GetValue(against)!, spec, file);
            using var one = new Branch("as it is", New(spec), RunChoice.Commands(file, spec));
            using var other = new Branch(otherName, New(otherSpec), RunChoice.Commands(otherEvents, spec));
            if (Run(one, other, ticks, cancel) is not { } parting)
            {
                Console.Error.WriteLine($"Interrupted after {one.World.TickIndex + 1:N0} ticks; nothing was written.");
                return ExitCodes.Interrupted;
            }

            var report = new CompareReport(one, other, parting);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteTable(RunChoice.TableConsole());
            }

            return ExitCodes.Ok;

            World New(WorldSpec world) => new(world, loaded.Digest, parsed.GetValue(choice.Seed), stepMs, parsed.GetValue(choice.Threads));
        }, CancellationToken.None));
        return command;
    }

    private static (string Name, WorldSpec Spec, string? Events) Other(string against, WorldSpec spec, string? events)
    {
        switch (against)
        {
            case SchedulerOff when spec.Jobs is { } jobs:
                return ("scheduler off", spec with { Jobs = jobs with { Scheduler = jobs.Scheduler with { On = false } } }, events);
            case SchedulerOff:
                throw new ToolException(
                    ExitCodes.Usage, $"--against: the world '{spec.Name}' has no jobs here, so nothing is scheduled; take a world with jobs as a whole, or give --against {NoEvents} or a file.");
            case NoEvents when events is not null:
                return ("without events", spec, null);
            case NoEvents:
                throw new ToolException(ExitCodes.Usage, $"--against: {NoEvents} needs --events FILE, or both runs are the same.");
            default:
                return (Path.GetFileNameWithoutExtension(against), spec, against);
        }
    }

    /// <summary>Steps both to the end of their jobs; null where it was interrupted.</summary>
    private static Parting? Run(Branch one, Branch other, long ticks, CancellationToken cancel)
    {
        var parting = new Parting(one.World, other.World);
        var most = ticks + (MostDrainMs / one.World.StepMs);
        RunProgress.Show(one.World, ticks, TimeProvider.System, stepped =>
        {
            while (!cancel.IsCancellationRequested && one.World.TickIndex + 1 < most && (one.World.TickIndex + 1 < ticks || one.HasJobs || other.HasJobs))
            {
                one.Step();
                other.Step();
                parting.Look();
                stepped();
            }
        });
        return cancel.IsCancellationRequested ? null : parting;
    }
}
