using System.CommandLine;
using Twin.Cli;

var root = new RootCommand("Twin: a live digital twin of data-center regions.\n\n" + ExitCodes.Text)
{
    ServeCommand.Make(),
    RunCommand.Make(),
    CompareCommand.Make(),
    ValidateCommand.Make(),
    BenchCommand.Make(),
};

return await CommandLine.Run(root, "twin", args);
