using Twin.Model;

namespace Twin.Engine.Tests.Validation;

/// <summary>Hours in each mode, added up from a plant's log of mode changes alone.</summary>
internal static class ModeLog
{
    /// <param name="first">The mode at the log's beginning.</param>
    /// <returns>Hours by <see cref="PlantMode"/>, its number as index.</returns>
    public static double[] Hours(IEnumerable<Occurrence> log, PlantMode first, long startMs, long endMs)
    {
        var hours = new double[Enum.GetValues<PlantMode>().Length];
        var (mode, since) = (first, startMs);
        foreach (var o in log.Where(o => o.Kind is OccurrenceKind.ModeChange or OccurrenceKind.CoolingLost or OccurrenceKind.CoolingReturned))
        {
            o.From.ShouldBe(mode, "the log tells of a change from a mode that the plant was not in");
            hours[(int)mode] += (o.AtMs - since) / 3.6e6;
            (mode, since) = (o.To, o.AtMs);
        }

        hours[(int)mode] += (endMs - since) / 3.6e6;
        return hours;
    }
}
