namespace Twin.Engine.Weather;

/// <summary>One row of an EPW file.</summary>
internal sealed record EpwRow(string File, int Line, string[] Fields)
{
    /// <summary>Character at which a field begins, from 1.</summary>
    public int ColumnOf(int index)
    {
        int column = 1;
        for (int i = 0; i < index; i++)
        {
            column += Fields[i].Length + 1;
        }

        return column;
    }

    /// <summary>A whole number of the row's date.</summary>
    public int Whole(int index, string name) =>
        int.TryParse(Fields[index].AsSpan().Trim(), out int value)
            ? value
            : throw new InputFileException(
                File, Line, ColumnOf(index), $"The {name} '{Fields[index].Trim()}' is no whole number.", "Rows of an EPW file begin year,month,day,hour,minute.");
}

/// <summary>A column of an EPW file.</summary>
/// <param name="Index">Index in the row, from 0.</param>
/// <param name="Name">Name for messages and notes.</param>
/// <param name="Unit">Unit.</param>
/// <param name="MissingFrom">This value and all above it mean that the value is missing.</param>
/// <param name="Low">Least value that can be true.</param>
/// <param name="High">Greatest value that can be true.</param>
internal sealed record EpwField(int Index, string Name, string Unit, double MissingFrom, double Low, double High)
{
    /// <summary>The year's values, NaN where missing.</summary>
    public double[] Column(List<EpwRow> rows)
    {
        double[] values = new double[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(rows[i]);
        }

        return values;
    }

    /// <summary>The value, or null where it is missing or the row has no such column.</summary>
    public double? Optional(EpwRow row)
    {
        if (Index >= row.Fields.Length)
        {
            return null;
        }

        double value = Value(row);
        return double.IsNaN(value) ? null : value;
    }

    private double Value(EpwRow row)
    {
        ReadOnlySpan<char> text = row.Fields[Index].AsSpan().Trim();
        if (text.Length == 0)
        {
            return double.NaN;
        }

        if (!double.TryParse(text, out double value) || !double.IsFinite(value))
        {
            throw new InputFileException(
                row.File, row.Line, row.ColumnOf(Index), $"The {Name} '{text}' is no number.", $"Give it in {Unit}, or leave it empty if it is missing.");
        }

        if (value >= MissingFrom)
        {
            return double.NaN;
        }

        if (value < Low || value > High)
        {
            throw new InputFileException(
                row.File, row.Line, row.ColumnOf(Index), $"The {Name} of {value} {Unit} lies outside {Low} to {High} {Unit}.",
                $"Correct it, or give {MissingFrom} if it is missing.");
        }

        return value;
    }
}
