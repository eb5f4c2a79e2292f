using System.Data.Common;
using Dapper;
using Npgsql;
using Twin.Engine;

namespace Twin.Grains;

/// <summary>A PostgreSQL database that all silos of a cluster reach.</summary>
internal sealed class PostgresDatabase : ISqlDatabase
{
    // Any number, the same for all who prepare tables here.
    private const long PrepareLock = 0x5477_696E;

    private readonly NpgsqlDataSource _source;
    private readonly string _name;

    /// <param name="connection">As Npgsql takes it: <c>Host=…;Username=…;Password=…;Database=…</c>.</param>
    /// <exception cref="DataFolderException">It is no connection string.</exception>
    public PostgresDatabase(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            _name = NameOf(settings);
            _source = NpgsqlDataSource.Create(settings);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new DataFolderException($"PostgreSQL's connection string cannot be read: {e.Message} Write it as Host=127.0.0.1;Username=NAME;Password=WORD;Database=NAME.", e);
        }
    }

    public string BytesType => "BYTEA";

    public string AlongKey => "";

    /// <summary>As a person knows it, without the password.</summary>
    public override string ToString() => _name;

    public void Prepare(string schema) => Write((connection, transaction) =>
    {
        // Two that create the same table at once would both find it missing.
        connection.Execute("SELECT pg_advisory_xact_lock(@PrepareLock)", new { PrepareLock }, transaction);
        connection.Execute(schema, transaction: transaction);
    });

    public T Read<T>(Func<DbConnection, T> work)
    {
        try
        {
            using var connection = _source.OpenConnection();
            return work(connection);
        }
        catch (NpgsqlException e)
        {
            throw new DataFolderException($"{_name} cannot be used: {e.Message} Check that the server runs, and that its user may connect and create tables there.", e);
        }
    }

    public void Write(Action<DbConnection, DbTransaction> work) => Read(connection =>
    {
        using var transaction = connection.BeginTransaction();
        work(connection, transaction);
        transaction.Commit();
        return true;
    });

    public void Dispose() => _source.Dispose();

    private static string NameOf(NpgsqlConnectionStringBuilder settings) => $"The PostgreSQL database '{settings.Database}' at {settings.Host}:{settings.Port}";
}
