using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Twin.Grains.Tests.Postgres;

/// <summary>Tests over one PostgreSQL server, each in a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "postgres";
}

/// <summary>A test that needs PostgreSQL's programs; without them it is skipped, and says so.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Absence;
}

/// <summary>
/// A PostgreSQL server of this machine's package, in a folder of its own and reached through a socket in it, so that it meets no other;
/// started when it is first asked for.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Owner = "postgres";
    private static readonly string? Programs = Find();
    private readonly Lazy<string> _folder;
    private int _databases;

    public PostgresServer() => _folder = new Lazy<string>(Start);

    /// <summary>Why there is no server; null where there can be one.</summary>
    public static string? Absence { get; } =
        Programs is null ? "PostgreSQL's initdb is neither on PATH nor in /usr/lib/postgresql: install the package postgresql to run this test"
        : AsRoot && Run("id", Owner).ExitCode != 0 ? $"PostgreSQL does not run as root, and there is no user '{Owner}' to run it as"
        : null;

    // PostgreSQL refuses to run as root: there, the package's own user runs it.
    private static bool AsRoot => Environment.IsPrivilegedProcess;

    /// <summary>The connection to a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"twin{Interlocked.Increment(ref _databases)}");
        using var connection = new NpgsqlConnection($"{Connection("postgres")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
        return Connection(name);
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            Owned("pg_ctl", "-D", Data(_folder.Value), "-m", "immediate", "-w", "stop");
            Directory.Delete(_folder.Value, recursive: true);
        }
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private string Connection(string database) => $"Host={_folder.Value};Username=twin;Database={database}";

    private static string Start()
    {
        var folder = Directory.CreateTempSubdirectory("twin-pg-").FullName;
        if (AsRoot)
        {
            Must(Run("chown", Owner, folder));
        }

        Must(Owned("initdb", "-D", Data(folder), "-U", "twin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));

        // Processes are killed in these tests, the machine is not: waiting for its disk would show nothing.
        Must(Owned("pg_ctl", "-D", Data(folder), "-l", Path.Combine(folder, "log"), "-w", "-t", "120", "-o", $"-k {folder} -c listen_addresses= -c fsync=off", "start"));
        return folder;
    }

    private static (int ExitCode, string Said) Owned(string program, params string[] arguments) => AsRoot
        ? Run("runuser", ["-u", Owner, "--", Path.Combine(Programs!, program), .. arguments])
        : Run(Path.Combine(Programs!, program), arguments);

    private static void Must((int ExitCode, string Said) result) => result.ExitCode.ShouldBe(0, result.Said);

    private static (int ExitCode, string Said) Run(string program, params string[] arguments)
    {
        // Not redirected by pipes: the server would inherit them, and their end would never come.
        var said = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetTempPath() };
            foreach (var argument in (string[])["-c", "f=$1; shift; exec \"$@\" >\"$f\" 2>&1 </dev/null", "sh", said, program, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            process.WaitForExit();
            return (process.ExitCode, File.ReadAllText(said));
        }
        finally
        {
            File.Delete(said);
        }
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
                : []);
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
