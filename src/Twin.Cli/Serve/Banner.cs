using Twin.Contracts;
using Twin.Engine.Config;

namespace Twin.Cli;

/// <summary>What a person should know who has just started a twin.</summary>
internal static class Banner
{
    public static void Write(TextWriter to, ITwin twin, LoadedWorld loaded, string? dataFolder, ICollection<string> addresses)
    {
        var (info, frame) = (twin.Info, twin.Latest);
        to.WriteLine($"Twin {info.Version} ({info.Edition}), world '{info.World.Name}': {info.Nodes[0].Racks:N0} racks, {info.World.DataCenters.Count():N0} data centers, "
            + $"{info.World.Hubs.Count()} hubs, {info.World.Regions.Length} regions.");
        foreach (var warning in loaded.Warnings)
        {
            to.WriteLine($"  {warning} (warning)");
        }

        to.WriteLine(frame.Epoch <= 1 // raised by every start on the same data
            ? $"  time   from {Instants.Write(info.World.StartMs)}, {frame.Clock.Speed} × real time in steps of {info.StepMs / 1000.0} s, seed {info.Seed}"
            : $"  time   goes on at {Instants.Write(frame.TimeMs)} (tick {frame.Tick:N0}), {frame.Clock.Speed} × real time in steps of {info.StepMs / 1000.0} s, seed {info.Seed}");
        to.WriteLine(dataFolder is { } folder
            ? $"  data   {folder}"
            : "  data   EPHEMERAL: nothing is kept when this process ends");
        foreach (var address in addresses)
        {
            to.WriteLine($"  open   {address}");
        }

        to.WriteLine("Ctrl+C stops it.");
        to.Flush();
    }
}
