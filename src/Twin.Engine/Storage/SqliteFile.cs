using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Twin.Engine;

/// <summary>
/// One SQLite file, or one database in memory, with one connection that its users take turns on. A transaction is on
/// the disk when it returns.
/// </summary>
internal sealed class SqliteFile : ISqlDatabase
{
    private readonly Lock _turn = new();
    private readonly SqliteConnection _connection;
    private readonly string _name;

    /// <param name="path">Null: in memory.</param>
    /// <param name="wal">False for files of few large writes, which a log would double.</param>
    /// <param name="schema">Statements that create what is missing; null: whoever uses it does.</param>
    /// <exception cref="DataFolderException">The file cannot be opened or is no database.</exception>
    public SqliteFile(string? path, bool wal, string? schema = null)
    {
        _name = path ?? "the database in memory";
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path ?? ":memory:", Pooling = false }.ToString());
        try
        {
            _connection.Open();
            _connection.Execute($"PRAGMA journal_mode = {(wal ? "WAL" : "TRUNCATE")}; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;");
            if (schema is not null)
            {
                _connection.Execute(schema);
            }
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw Unusable(e);
        }
    }

    string ISqlDatabase.BytesType => "BLOB";

    string ISqlDatabase.AlongKey => "WITHOUT ROWID";

    void ISqlDatabase.Prepare(string schema) => Read(connection => connection.Execute(schema));

    T ISqlDatabase.Read<T>(Func<DbConnection, T> work) => Read(work);

    void ISqlDatabase.Write(Action<DbConnection, DbTransaction> work) => Write(work);

    /// <summary>Reads.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        lock (_turn)
        {
            try
            {
                return work(_connection);
            }
            catch (SqliteException e)
            {
                throw Unusable(e);
            }
        }
    }

    /// <summary>Writes in one transaction: all of it is durable when this returns, or nothing was changed.</summary>
    public void Write(Action<SqliteConnection, SqliteTransaction> work) => Read(connection =>
    {
        using var transaction = connection.BeginTransaction();
        work(connection, transaction);
        transaction.Commit();
        return true;
    });

    public void Dispose()
    {
        lock (_turn)
        {
            _connection.Dispose();
        }
    }

    private DataFolderException Unusable(SqliteException e) => new(
        $"{_name} cannot be used: {e.Message} Check that the disk has room and that this user may write there; if the file is damaged, start with another folder (--data DIR), or move it away to start anew.",
        e);
}
