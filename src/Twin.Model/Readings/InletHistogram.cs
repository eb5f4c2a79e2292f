namespace Twin.Model;

/// <summary>Running racks by inlet temperature, on bins of 0.5 K from 10 °C to 60 °C; the first and last bins take what lies beyond. Adds up exactly.</summary>
public sealed class InletHistogram
{
    public const double LeastC = 10;
    public const double BinK = 0.5;
    public const int Bins = 100;

    public int[] Counts { get; } = new int[Bins];

    /// <summary>The histogram with those counts, bin by bin.</summary>
    /// <exception cref="ArgumentException">There are more or fewer counts than bins.</exception>
    public static InletHistogram Of(ReadOnlySpan<int> counts)
    {
        if (counts.Length != Bins)
        {
            throw new ArgumentException($"A histogram has {Bins} bins; {counts.Length} counts were given. They come from another version.", nameof(counts));
        }

        var histogram = new InletHistogram();
        counts.CopyTo(histogram.Counts);
        return histogram;
    }

    public int Total => Counts.Sum();

    public void Fill(RackColumns racks)
    {
        var (inlet, status) = (racks.InletC, racks.Status);
        for (var i = 0; i < inlet.Length; i++)
        {
            if (RackStatus.Runs(status[i]))
            {
                Counts[Math.Clamp((int)((inlet[i] - (float)LeastC) * (float)(1 / BinK)), 0, Bins - 1)]++;
            }
        }
    }

    public void Add(InletHistogram other)
    {
        for (var i = 0; i < Bins; i++)
        {
            Counts[i] += other.Counts[i];
        }
    }

    /// <summary>The inlet that a share of running racks does not exceed, °C, to the bin's upper end; NaN without racks.</summary>
    public double QuantileC(double share)
    {
        var wanted = share * Total;
        double seen = 0;
        for (var i = 0; i < Bins; i++)
        {
            seen += Counts[i];
            if (seen >= wanted && seen > 0)
            {
                return LeastC + ((i + 1) * BinK);
            }
        }

        return double.NaN;
    }
}
