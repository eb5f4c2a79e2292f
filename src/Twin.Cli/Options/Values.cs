using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Twin.Contracts;
using Twin.Engine.Config;
using Twin.Model;

namespace Twin.Cli;

/// <summary>Reads what an option holds, and says what is wrong with it.</summary>
internal static class Values
{
    /// <summary>A step as a duration.</summary>
    public static StepLength Step(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Durations.TryRead(text, out var seconds, out var fault))
        {
            result.AddError($"--step: {fault}.");
        }
        else if (seconds > 900 || !Tick.IsStep((long)Math.Round(seconds * 1000)))
        {
            result.AddError($"--step: '{text}' does not divide 15 minutes, in which weather and load are cut; take 1s, 10s, 60s, PT15M or the like.");
        }

        return new StepLength((int)Math.Round(Math.Min(seconds, 900) * 1000));
    }

    /// <summary>A moment, Unix ms, at a full quarter of an hour.</summary>
    public static long? StartMs(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Instants.TryRead(text, out var ms, out var fault))
        {
            result.AddError($"--start: {fault}.");
        }
        else if (WorldLoader.StartFault(ms) is { } wrong)
        {
            result.AddError($"--start: '{text}' is no begin of simulated time; write {wrong}.");
        }

        return ms;
    }

    /// <summary>HUB=FILE, several times.</summary>
    public static Dictionary<string, string> Weather(ArgumentResult result)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var cut = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0 || cut == token.Value.Length - 1)
            {
                result.AddError($"--weather: '{token.Value}' is no HUB=FILE; write it like shanxi/datong=datong.epw.");
            }
            else if (!files.TryAdd(token.Value[..cut], token.Value[(cut + 1)..]))
            {
                result.AddError($"--weather: the hub '{token.Value[..cut]}' is given twice; give it one file.");
            }
        }

        return files;
    }

    /// <summary>A number between two bounds.</summary>
    public static double Number(ArgumentResult result, string option, double least, double most, string unit)
    {
        var text = result.Tokens[0].Value;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= least && value <= most))
        {
            result.AddError($"{option}: '{text}' must be a number from {least} to {most}{(unit.Length == 0 ? "" : " " + unit)}.");
        }

        return value;
    }

    /// <summary>A whole number between two bounds.</summary>
    public static ulong Whole(ArgumentResult result, string option, ulong least, ulong most)
    {
        var text = result.Tokens[0].Value;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
        {
            result.AddError($"{option}: '{text}' must be a whole number from {least} to {most}.");
        }

        return value;
    }
}
