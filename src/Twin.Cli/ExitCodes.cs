namespace Twin.Cli;

/// <summary>How the tool ends, so that a script can tell the ways apart.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It was asked for correctly and could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file that was named is wrong.</summary>
    public const int InvalidFile = 3;

    /// <summary>Stopped from outside (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    public const string Text = """
        Exit codes:
          0    done
          1    it could not be done
          2    the command line is wrong
          3    a file is wrong
          130  interrupted
        """;
}
