using System.CommandLine;
using Twin.Contracts;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Cli;

/// <summary>The options that name a world and how it is stepped; <c>serve</c>, <c>run</c> and <c>compare</c> share them.</summary>
internal sealed class WorldChoice
{
    public Option<string> World { get; } = new("--world")
    {
        Description = $"A world by name ({string.Join(", ", WorldFolder.Names())}) or by the path of its file.",
        HelpName = "WORLD",
        DefaultValueFactory = _ => WorldFolder.DefaultWorld,
    };

    public Option<Dictionary<string, string>> Weather { get; } = new("--weather")
    {
        Description = "Weather of one hub from an EPW file, gzip too; may be given again.",
        HelpName = "HUB=FILE",
        CustomParser = Values.Weather,
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = false,
        Arity = new ArgumentArity(1, 100),
    };

    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Of all that is left to chance.",
        HelpName = "N",
        CustomParser = r => Values.Whole(r, "--seed", 0, ulong.MaxValue),
        DefaultValueFactory = _ => 1,
    };

    public Option<int> Threads { get; } = new("--threads")
    {
        Description = "That step the world; they change no result.",
        HelpName = "N",
        CustomParser = r => (int)Values.Whole(r, "--threads", 1, 64),
        DefaultValueFactory = _ => Math.Clamp(Environment.ProcessorCount, 1, 64),
    };

    /// <param name="usual">Where it is left out, ms.</param>
    public static Option<StepLength> Step(int usual) => new("--step")
    {
        Description = "Simulated time of one tick, such as 10s or PT1M; divides 15 minutes.",
        HelpName = "DURATION",
        CustomParser = Values.Step,
        DefaultValueFactory = _ => new StepLength(usual),
    };

    public void AddTo(Command command)
    {
        command.Add(World);
        command.Add(Weather);
        command.Add(Seed);
        command.Add(Threads);
    }

    /// <summary>The world as chosen.</summary>
    /// <param name="startMs">Begin of simulated time instead of the world's own, Unix ms.</param>
    /// <exception cref="ConfigException">It does not hold.</exception>
    public LoadedWorld Load(ParseResult parsed, long? startMs)
    {
        var options = new WorldOptions
        {
            Seed = parsed.GetValue(Seed),
            WeatherFiles = parsed.GetValue(Weather)!,
            Year = startMs is { } ms ? YearOf(ms) : null,
        };
        var loaded = WorldLoader.Load(parsed.GetValue(World)!, options);
        return startMs is { } start ? loaded with { World = loaded.World with { StartMs = start } } : loaded;
    }

    // The hubs' local year, eight hours ahead of UTC, as the world file's own start is taken.
    private static int YearOf(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(TimeSpan.FromHours(8)).Year;
}
