using System.CommandLine;
using System.CommandLine.Parsing;

namespace Twin.Silo;

/// <summary>The options of a silo that is one of several processes.</summary>
internal sealed class ClusterPlace
{
    /// <summary>The environment variable that names the database where no option does: it may hold a password.</summary>
    private const string Variable = "TWIN_POSTGRES";

    private static readonly Uri AnyPort = new("http://127.0.0.1:0");

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = $"PostgreSQL database that all silos of the cluster share, for membership, journal, checkpoints and history; it holds one twin. (default: {Variable} in the environment)",
        HelpName = "CONNECTION",
    };

    private readonly Option<bool> _join = new("--join")
    {
        Description = "Be another silo of the cluster that runs over --postgres, on any free ports.",
    };

    public void AddTo(Command command)
    {
        command.Add(_postgres);
        command.Add(_join);
        command.Validators.Add(result =>
        {
            var keepsElsewhere = result.GetResult("--data") is OptionResult { Implicit: false } || result.GetValue<bool>("--ephemeral");
            if (keepsElsewhere && (result.GetValue(_postgres) is not null || result.GetValue(_join)))
            {
                result.AddError("--postgres and --join keep the twin's data in the database; leave out --data and --ephemeral.");
            }
            else if (result.GetValue(_join) && (result.GetValue(_postgres) ?? FromEnvironment()) is null)
            {
                result.AddError($"--join needs the database that the other silos were started with: --postgres 'Host=127.0.0.1;Username=NAME;Password=WORD;Database=NAME', or the same in {Variable}.");
            }
        });
    }

    /// <summary>The database, null where the twin keeps its data otherwise; and where the API listens.</summary>
    /// <param name="addresses">Where it was asked to listen, or does by default.</param>
    public (string? Postgres, IReadOnlyList<Uri> Addresses) Read(ParseResult parsed, IReadOnlyList<Uri> addresses)
    {
        var keepsElsewhere = parsed.GetResult("--data") is OptionResult { Implicit: false } || parsed.GetValue<bool>("--ephemeral");
        var postgres = keepsElsewhere ? null : parsed.GetValue(_postgres) ?? FromEnvironment();
        var asked = parsed.GetResult("--urls") is OptionResult { Implicit: false };
        return (postgres, parsed.GetValue(_join) && !asked ? [AnyPort] : addresses);
    }

    private static string? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
}
