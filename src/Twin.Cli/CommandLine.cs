using System.CommandLine;
using Twin.Engine;
using Twin.Engine.Config;

namespace Twin.Cli;

/// <summary>Runs a command line and tells in words and exit code how it ended.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(RootCommand root, string program, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            Console.Error.WriteLine($"'{program}{(parsed.CommandResult.Command == root ? "" : " " + parsed.CommandResult.Command.Name)} --help' says what it takes.");
            return ExitCodes.Usage;
        }

        try
        {
            // Long enough for a checkpoint of the largest world to reach the disk.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
        }
        catch (ToolException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is ConfigException or InputFileException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCodes.InvalidFile;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCodes.Interrupted;
        }
    }
}
