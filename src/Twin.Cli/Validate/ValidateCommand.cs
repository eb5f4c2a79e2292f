using System.CommandLine;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Cli;

/// <summary><c>twin validate</c>: checks files and says everything that is wrong with them.</summary>
internal static class ValidateCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "World files, with all they refer to; events, held against --world; any other kind by its shape. None: the world.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var choice = new WorldChoice();
        var command = new Command("validate", "Checks files, and says everything that is wrong as file:line:column: what and how to mend it.");
        command.Add(files);
        command.Add(choice.World);
        command.SetAction(parsed =>
        {
            var names = parsed.GetValue(files) is { Length: > 0 } given ? given : [parsed.GetValue(choice.World)!];
            WorldSpec? world = null;
            var (errors, warnings) = (0, 0);
            foreach (var name in names)
            {
                var found = FileCheck.Of(name, () => world ??= WorldLoader.Load(parsed.GetValue(choice.World)!).World);
                foreach (var fault in found.Faults)
                {
                    Console.Error.WriteLine(fault);
                }

                foreach (var warning in found.Warnings)
                {
                    Console.Error.WriteLine($"{warning} (warning)");
                }

                (errors, warnings) = (errors + found.Faults.Count, warnings + found.Warnings.Count);
                Console.Out.WriteLine($"{name}: {(found.Faults.Count > 0 ? "invalid" : "valid")}{(found.Kind is null ? "" : $" {found.Kind}")}");
                foreach (var note in found.Notes)
                {
                    Console.Out.WriteLine($"  {note}");
                }
            }

            Console.Out.WriteLine($"{Counted(names.Length, "file")}, {Counted(errors, "error")}, {Counted(warnings, "warning")}");
            return errors > 0 ? ExitCodes.InvalidFile : ExitCodes.Ok;
        });
        return command;
    }

    private static string Counted(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
}
