namespace Twin.Grains;

/// <summary>A rack that is lent.</summary>
internal sealed class Lending(int rack, long number)
{
    /// <summary>Its index among its data center's racks.</summary>
    public int Rack { get; } = rack;

    /// <summary>An answer under another is not taken.</summary>
    public long Number { get; set; } = number;

    /// <summary>True where the rack has the row of the last tick.</summary>
    public bool HoldsRow { get; set; }

    /// <summary>Answers that it missed in a row.</summary>
    public int Misses { get; set; }

    /// <summary>True: its row was handed back, or it is counted as dormant.</summary>
    public bool Over { get; set; }

    /// <summary>Where it is asked to step; null: it has not been yet.</summary>
    public IRackSteps? Grain { get; set; }
}

/// <summary>Which racks of a data center are lent, under which number, and whether they hold their row.</summary>
internal sealed class RackLoans
{
    /// <summary>Answers that a rack may miss in a row before it counts as dormant, where not all are lent.</summary>
    private const int MostMisses = 3;

    private readonly Dictionary<int, Lending> _loans = [];
    private Lending[]? _inOrder;
    private long _number;

    public int Count => _loans.Count;

    /// <summary>All, in the order of their indexes.</summary>
    public Lending[] InOrder => _inOrder ??= [.. _loans.Values.OrderBy(l => l.Rack)];

    /// <summary>Lends a rack; one that is lent keeps its number.</summary>
    public Lending Lend(int rack)
    {
        if (!_loans.TryGetValue(rack, out var loan))
        {
            _loans.Add(rack, loan = new Lending(rack, ++_number));
            _inOrder = null;
        }

        return loan;
    }

    public void Return(int rack, long number)
    {
        if (_loans.TryGetValue(rack, out var loan) && loan.Number == number)
        {
            End(loan);
        }
    }

    /// <summary>Takes an answer, if it is for this lending and tick; otherwise the rack gets a new number, and its row again with the next step.</summary>
    public bool Takes(Lending loan, RackAnswer? answer, long epoch, long tick, int phases, bool keep)
    {
        if (loan.Over)
        {
            return false;
        }

        if (answer is not null && answer.Number == loan.Number && answer.Epoch == epoch && answer.Tick == tick && answer.Done.Length == phases)
        {
            (loan.HoldsRow, loan.Misses) = (true, 0);
            return true;
        }

        (loan.Number, loan.HoldsRow) = (++_number, false);
        if (++loan.Misses >= MostMisses && !keep)
        {
            End(loan);
        }

        return false;
    }

    /// <summary>After a return to a checkpoint nobody's row is the right one any more.</summary>
    public void Renew()
    {
        foreach (var loan in InOrder)
        {
            (loan.Number, loan.HoldsRow) = (++_number, false);
        }
    }

    private void End(Lending loan)
    {
        loan.Over = true;
        _loans.Remove(loan.Rack);
        _inOrder = null;
    }
}
