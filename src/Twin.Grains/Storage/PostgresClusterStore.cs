using Twin.Engine;

namespace Twin.Grains;

/// <summary>The cluster's state in a PostgreSQL database, for silos of many processes and machines. One database holds one twin.</summary>
internal sealed class PostgresClusterStore : SqlClusterStore
{
    /// <exception cref="DataFolderException">The database belongs to another twin, or cannot be used.</exception>
    public PostgresClusterStore(TwinClusterOptions options)
        : this(options, new PostgresDatabase(options.Postgres ?? throw new ArgumentException("No PostgreSQL database is named.", nameof(options))))
    {
    }

    private PostgresClusterStore(TwinClusterOptions options, PostgresDatabase database)
        : base(database, new HistoryStore(database))
    {
        try
        {
            OrleansTables.Prepare(database);
            Claim(options, database.ToString());
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
