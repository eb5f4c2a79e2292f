using System.CommandLine;
using Twin.Cli;
using Twin.Silo;

var root = new RootCommand("Twin, the cluster edition: one silo, with API and live page.\n\n" + ExitCodes.Text) { SiloCommand.Make() };
return await CommandLine.Run(root, "twin-silo", args);
