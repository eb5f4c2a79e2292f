using System.Runtime.InteropServices;

namespace Twin.Contracts;

/// <summary>
/// Many values in little room: their number, sum and bounds exactly, and their distribution on bins that are as fine as
/// the values are large. Tallies add up: one of many data centers says what one of all their racks would say.
/// </summary>
/// <param name="Count">Values; what is no number counts for nothing.</param>
/// <param name="Least">Infinite without values.</param>
/// <param name="Most">Infinite without values.</param>
/// <param name="Bins">Bins that hold a value, rising; each is the upper bits of the values in it.</param>
/// <param name="Counts">Values in each of them.</param>
public sealed record Tally(long Count, double Sum, double Least, double Most, int[] Bins, int[] Counts)
{
    /// <summary>Relative width of a bin, at most: a quantile is as near as this to a value that was there.</summary>
    public const double BinWidth = 1.0 / (1 << MantissaBits);

    private const int MantissaBits = 12;
    private const int DroppedBits = 23 - MantissaBits; // a single has 23 bits of mantissa (IEEE 754)

    public static Tally Empty { get; } = new(0, 0, double.PositiveInfinity, double.NegativeInfinity, [], []);

    /// <summary>NaN without values.</summary>
    public double Mean => Sum / Count;

    /// <summary>Adds values up in their order, those that were chosen.</summary>
    /// <param name="chosen">True for each that counts.</param>
    public static Tally Of(ReadOnlySpan<float> values, ReadOnlySpan<bool> chosen)
    {
        var bins = new Dictionary<int, int>();
        var (count, sum, least, most) = (0L, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (chosen[i] && float.IsFinite(value))
            {
                (count, sum, least, most) = (count + 1, sum + value, Math.Min(least, value), Math.Max(most, value));
                CollectionsMarshal.GetValueRefOrAddDefault(bins, BinOf(value), out _)++;
            }
        }

        int[] rising = [.. bins.Keys.Order()];
        return new Tally(count, sum, least, most, rising, Array.ConvertAll(rising, b => bins[b]));
    }

    /// <summary>The tally of several, added up in their order.</summary>
    public static Tally Of(IEnumerable<Tally> parts)
    {
        var bins = new SortedDictionary<int, int>();
        var (count, sum, least, most) = (0L, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var part in parts)
        {
            (count, sum, least, most) = (count + part.Count, sum + part.Sum, Math.Min(least, part.Least), Math.Max(most, part.Most));
            for (var i = 0; i < part.Bins.Length; i++)
            {
                bins[part.Bins[i]] = bins.GetValueOrDefault(part.Bins[i]) + part.Counts[i];
            }
        }

        return new Tally(count, sum, least, most, [.. bins.Keys], [.. bins.Values]);
    }

    /// <summary>The value that a share of all values does not exceed, to within <see cref="BinWidth"/> of it; NaN without values.</summary>
    public double Quantile(double share)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var (rank, seen, at) = (Rank(share, Count), 0L, 0);
        while (at < Bins.Length - 1 && (seen += Counts[at]) < rank)
        {
            at++;
        }

        // The ends are known exactly, and nothing lies beyond them.
        return rank == 1 ? Least : rank == Count ? Most : Math.Clamp(MiddleOf(Bins[at]), Least, Most);
    }

    /// <summary>Place, from 1, of the value that a share of all values does not exceed (nearest rank).</summary>
    public static long Rank(double share, long count) => Math.Clamp((long)Math.Ceiling(share * count), 1, count);

    // The bits of a single rise with its value; those of a negative one fall, and are turned over.
    private static int BinOf(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return (bits >= 0 ? bits : bits ^ int.MaxValue) >> DroppedBits;
    }

    private static float MiddleOf(int bin)
    {
        var bits = (bin << DroppedBits) | (1 << (DroppedBits - 1));
        return BitConverter.Int32BitsToSingle(bits >= 0 ? bits : bits ^ int.MaxValue);
    }
}
