namespace Twin.Cli;

/// <summary>Ends the tool with a message that says what is wrong and how to mend it.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
