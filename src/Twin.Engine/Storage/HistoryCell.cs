using System.Buffers.Binary;

namespace Twin.Engine;

/// <summary>A metric of one node over an interval: every tick's value, folded. Values that are no number count for nothing.</summary>
internal struct HistoryCell
{
    public double Min, Max, Sum;
    public long Count;

    public static HistoryCell Empty => new() { Min = double.PositiveInfinity, Max = double.NegativeInfinity };

    public readonly double Mean => Sum / Count;

    public void Add(double value)
    {
        if (double.IsFinite(value))
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
            Sum += value;
            Count++;
        }
    }

    public void Add(in HistoryCell other)
    {
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        Sum += other.Sum;
        Count += other.Count;
    }
}

/// <summary>
/// All metrics of one node over one interval, in bytes: two bits for each metric that say how it is held, then what is
/// held, in single precision. Most metrics of most nodes are zero or constant, and take next to nothing.
/// </summary>
internal static class HistoryCells
{
    private const int None = 0, Zero = 1, Constant = 2, Varying = 3;

    public static byte[] Encode(ReadOnlySpan<HistoryCell> cells)
    {
        var codes = (cells.Length + 3) / 4;
        Span<byte> room = stackalloc byte[codes + (12 * cells.Length)];
        room[..codes].Clear();
        var at = codes;
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            var (min, mean, max) = ((float)cell.Min, (float)cell.Mean, (float)cell.Max);
            var code = cell.Count == 0 ? None : min != max ? Varying : min == 0 ? Zero : Constant;
            room[i / 4] |= (byte)(code << (2 * (i % 4)));
            if (code is Constant or Varying)
            {
                Put(room, ref at, min);
            }

            if (code == Varying)
            {
                Put(room, ref at, mean);
                Put(room, ref at, max);
            }
        }

        return room[..at].ToArray();
    }

    /// <summary>One metric out of a row that holds <paramref name="metrics"/> of them; false where it has no value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> row, int metrics, int metric, out (float Min, float Mean, float Max) value)
    {
        var at = (metrics + 3) / 4;
        for (var i = 0; i < metric; i++)
        {
            at += Code(row, i) switch { Constant => 4, Varying => 12, _ => 0 };
        }

        switch (Code(row, metric))
        {
            case Zero:
                value = default;
                return true;
            case Constant:
                var constant = BinaryPrimitives.ReadSingleLittleEndian(row[at..]);
                value = (constant, constant, constant);
                return true;
            case Varying:
                value = (BinaryPrimitives.ReadSingleLittleEndian(row[at..]), BinaryPrimitives.ReadSingleLittleEndian(row[(at + 4)..]), BinaryPrimitives.ReadSingleLittleEndian(row[(at + 8)..]));
                return true;
            default:
                value = default;
                return false;
        }
    }

    private static int Code(ReadOnlySpan<byte> row, int metric) => (row[metric / 4] >> (2 * (metric % 4))) & 3;

    private static void Put(Span<byte> room, ref int at, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(room[at..], value);
        at += 4;
    }
}
