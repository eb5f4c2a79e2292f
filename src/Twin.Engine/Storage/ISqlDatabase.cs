using System.Data.Common;

namespace Twin.Engine;

/// <summary>A database that speaks SQL, whichever it is: what is kept in either is written once, over this.</summary>
internal interface ISqlDatabase : IDisposable
{
    /// <summary>Name of the type of a column that holds bytes.</summary>
    string BytesType { get; }

    /// <summary>What follows the columns of a table that is mostly read along its key, so that rows lie in its order.</summary>
    string AlongKey { get; }

    /// <summary>Creates what is missing. Several may do so at once.</summary>
    /// <exception cref="DataFolderException">The database cannot be used.</exception>
    void Prepare(string schema);

    /// <exception cref="DataFolderException">The database cannot be used.</exception>
    T Read<T>(Func<DbConnection, T> work);

    /// <summary>Writes in one transaction: all of it is durable when this returns, or nothing was changed, unless it throws.</summary>
    /// <exception cref="DataFolderException">The database cannot be used; the write may still have been made.</exception>
    void Write(Action<DbConnection, DbTransaction> work);
}
