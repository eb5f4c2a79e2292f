namespace Twin.Engine;

/// <summary>A file that a user brought does not hold what it should. The message says where, what, and how to mend it.</summary>
public sealed class InputFileException : Exception
{
    /// <param name="file">Name of the file as the user gave it.</param>
    /// <param name="line">Line, from 1; 0 when the whole file is meant.</param>
    /// <param name="column">Character in the line, from 1; 0 when the whole line is meant.</param>
    /// <param name="what">What was found, a sentence.</param>
    /// <param name="mend">How to mend it, a sentence.</param>
    /// <param name="cause">Exception that showed it, if any.</param>
    public InputFileException(string file, int line, int column, string what, string mend, Exception? cause = null)
        : base($"{Place(file, line, column)}: {what} {mend}", cause)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>Name of the file as the user gave it.</summary>
    public string File { get; }

    /// <summary>Line, from 1; 0 when the whole file is meant.</summary>
    public int Line { get; }

    /// <summary>Character in the line, from 1; 0 when the whole line is meant.</summary>
    public int Column { get; }

    private static string Place(string file, int line, int column) =>
        line == 0 ? file : column == 0 ? $"{file}:{line}" : $"{file}:{line}:{column}";
}
