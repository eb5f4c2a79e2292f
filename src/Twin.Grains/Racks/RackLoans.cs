namespace Twin.Grains;

/// <summary>Which racks of a data center are lent, under which number, and whether they hold their row.</summary>
internal sealed class RackLoans
{
    /// <summary>Answers that a rack may miss in a row before it counts as dormant, where not all are lent.</summary>
    private const int MostMisses = 3;

    private readonly SortedDictionary<int, Loan> _loans = [];
    private long _number;

    public int Count => _loans.Count;

    /// <summary>Indexes of lent racks, in order.</summary>
    public int[] Racks => [.. _loans.Keys];

    public long Number(int rack) => _loans[rack].Number;

    /// <summary>True where the rack has the row of the last tick.</summary>
    public bool HoldsRow(int rack) => _loans[rack].HoldsRow;

    /// <summary>Lends a rack; one that is lent keeps its number.</summary>
    public long Lend(int rack)
    {
        if (!_loans.TryGetValue(rack, out var loan))
        {
            _loans.Add(rack, loan = new Loan { Number = ++_number });
        }

        return loan.Number;
    }

    public void Return(int rack, long number)
    {
        if (_loans.TryGetValue(rack, out var loan) && loan.Number == number)
        {
            _loans.Remove(rack);
        }
    }

    /// <summary>Takes an answer, if it is for this lending and tick; otherwise the rack gets a new number, and its row again with the next step.</summary>
    public bool Takes(int rack, RackAnswer? answer, long epoch, long tick, long number, int phases, bool keep)
    {
        if (!_loans.TryGetValue(rack, out var loan) || loan.Number != number)
        {
            return false;
        }

        if (answer is not null && answer.Number == number && answer.Epoch == epoch && answer.Tick == tick && answer.Done.Length == phases)
        {
            (loan.HoldsRow, loan.Misses) = (true, 0);
            return true;
        }

        (loan.Number, loan.HoldsRow) = (++_number, false);
        if (++loan.Misses >= MostMisses && !keep)
        {
            _loans.Remove(rack);
        }

        return false;
    }

    /// <summary>After a return to a checkpoint nobody's row is the right one any more.</summary>
    public void Renew()
    {
        foreach (var loan in _loans.Values)
        {
            (loan.Number, loan.HoldsRow) = (++_number, false);
        }
    }

    private sealed class Loan
    {
        public long Number;
        public bool HoldsRow;
        public int Misses;
    }
}
