using System.CommandLine;
using Twin.Api;
using Twin.Contracts;
using Twin.Engine.Config;

namespace Twin.Cli;

/// <summary>What is served, as it was asked for.</summary>
/// <param name="DataFolder">Null: nothing is kept.</param>
internal sealed record Served(LoadedWorld Loaded, ulong Seed, int StepMs, double Speed, int Threads, string? DataFolder, IReadOnlyList<Uri> Addresses);

/// <summary>The options of a world that is run live; both editions share them.</summary>
internal sealed class ServeChoice
{
    private readonly WorldChoice _world = new();

    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where it listens, on this machine alone; several with semicolons between, port 0 for any free one.",
        HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    private readonly Option<double> _speed = new("--speed")
    {
        Description = "Simulated seconds per real second.", HelpName = "N", DefaultValueFactory = _ => 60,
        CustomParser = r => Values.Number(r, "--speed", ClockView.LeastSpeed, ClockView.MostSpeed, "simulated seconds per second"),
    };

    private readonly Option<StepLength> _step = WorldChoice.Step(10_000);

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Folder of journal, checkpoints and history; a second start goes on where the first one stopped. (default: under the user's own data, a folder for each world)",
        HelpName = "DIR",
    };

    private readonly Option<bool> _ephemeral = new("--ephemeral") { Description = "Keep nothing." };

    public void AddTo(Command command)
    {
        command.Add(_urls);
        _world.AddTo(command);
        foreach (var option in (Option[])[_speed, _step, _data, _ephemeral])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_ephemeral) && result.GetValue(_data) is not null)
            {
                result.AddError("--data and --ephemeral contradict each other; give one of them.");
            }

            // Null while the default stands.
            if (result.GetValue(_urls) is { } given && !ListenAddresses.TryRead(given, out _, out var fault))
            {
                result.AddError($"--urls: {fault}");
            }
        });
    }

    /// <summary>Loads the world and settles the rest.</summary>
    /// <param name="edition">Told apart in the name of the default data folder: editions keep their data in files of their own.</param>
    /// <exception cref="ConfigException">The world does not hold.</exception>
    public Served Read(ParseResult parsed, TextWriter notices, string edition)
    {
        ListenAddresses.TryRead(parsed.GetValue(_urls)!, out var addresses, out _);
        notices.WriteLine($"Loading the world '{parsed.GetValue(_world.World)}' ...");
        var loaded = _world.Load(parsed, startMs: null);
        var (seed, stepMs) = (parsed.GetValue(_world.Seed), parsed.GetValue(_step).Ms);
        var folder = parsed.GetValue(_ephemeral)
            ? null
            : parsed.GetValue(_data) ?? DataPlace.Of(loaded.World.Name + edition, loaded.Digest, seed, stepMs);
        return new Served(
            loaded, seed, stepMs, parsed.GetValue(_speed), parsed.GetValue(_world.Threads), folder is null ? null : Path.GetFullPath(folder), addresses);
    }
}
