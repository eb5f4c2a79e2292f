using System.Net;
using System.Net.Sockets;
using Dapper;
using Twin.Engine;

namespace Twin.Grains;

/// <summary>
/// Tables for Orleans' membership and reminders in PostgreSQL. Orleans' packages bring no script: they ask for statements by name
/// from the table OrleansQuery, and fix the names of their parameters and of the columns that they read. What lies behind is ours.
/// A change of membership counts only where it raises the version that its silo has read.
/// </summary>
internal static class OrleansTables
{
    private const string Turned = "UPDATE twin_membership SET Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version";
    private const string This = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";
    private const string Reminder = "ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName";
    private const string ReadReminders = "SELECT GrainId, ReminderName, StartTime, Period, Version FROM twin_reminders WHERE ServiceId = @ServiceId";

    // Members of a cluster, one row at least: its version must be there before its first silo.
    private const string ReadSilos = """
        SELECT v.DeploymentId, s.Address, s.Port, s.Generation, s.SiloName, s.HostName, s.Status, s.ProxyPort, s.SuspectTimes, s.StartTime, s.IAmAliveTime, v.Version
        FROM twin_membership v LEFT JOIN twin_silos s ON s.DeploymentId = v.DeploymentId
        """;

    private static readonly (string Key, string Text)[] Queries =
    [
        ("InsertMembershipVersionKey", "WITH made AS (INSERT INTO twin_membership VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM made"),
        ("InsertMembershipKey", $"""
            WITH turned AS ({Turned} AND NOT EXISTS (SELECT 1 FROM twin_silos WHERE {This}) RETURNING 1),
            made AS (
                INSERT INTO twin_silos (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM turned RETURNING 1)
            SELECT count(*) FROM made
            """),
        ("UpdateMembershipKey", $"""
            WITH turned AS ({Turned} AND EXISTS (SELECT 1 FROM twin_silos WHERE {This}) RETURNING 1),
            changed AS (
                UPDATE twin_silos SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime FROM turned WHERE {This} RETURNING 1)
            SELECT count(*) FROM changed
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE twin_silos SET IAmAliveTime = @IAmAliveTime WHERE {This}"),
        ("MembershipReadRowKey", $"{ReadSilos} AND s.Address = @Address AND s.Port = @Port AND s.Generation = @Generation WHERE v.DeploymentId = @DeploymentId"),
        ("MembershipReadAllKey", $"{ReadSilos} WHERE v.DeploymentId = @DeploymentId"),
        ("DeleteMembershipTableEntriesKey", "WITH silos AS (DELETE FROM twin_silos WHERE DeploymentId = @DeploymentId) DELETE FROM twin_membership WHERE DeploymentId = @DeploymentId"),
        ("GatewaysQueryKey", "SELECT Address, ProxyPort, Generation FROM twin_silos WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0"),
        ("CleanupDefunctSiloEntriesKey", $"DELETE FROM twin_silos WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> {ActiveSilo}"),
        ("UpsertReminderRowKey", """
            INSERT INTO twin_reminders AS old VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
            ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
            SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = old.Version + 1
            RETURNING Version
            """),
        ("ReadReminderRowsKey", $"{ReadReminders} AND GrainId = @GrainId"),
        ("ReadReminderRowKey", $"{ReadReminders} AND GrainId = @GrainId AND ReminderName = @ReminderName"),
        ("ReadRangeRows1Key", $"{ReadReminders} AND GrainHash > @BeginHash AND GrainHash <= @EndHash"),
        ("ReadRangeRows2Key", $"{ReadReminders} AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)"),
        ("DeleteReminderRowKey", $"WITH gone AS (DELETE FROM twin_reminders WHERE {Reminder} AND Version = @Version RETURNING 1) SELECT count(*) FROM gone"),
        ("DeleteReminderRowsKey", "DELETE FROM twin_reminders WHERE ServiceId = @ServiceId"),
    ];

    /// <summary>Orleans' number for a silo that is a member.</summary>
    private const int ActiveSilo = 3;

    /// <summary>Orleans' number for a silo that is no member any more.</summary>
    private const int DeadSilo = 6;

    private const int KnockMs = 1_000;

    private static readonly string Schema = $"""
        CREATE TABLE IF NOT EXISTS twin_membership (DeploymentId TEXT PRIMARY KEY, Version INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS twin_silos (
            DeploymentId TEXT NOT NULL, Address TEXT NOT NULL, Port INTEGER NOT NULL, Generation INTEGER NOT NULL, SiloName TEXT NOT NULL, HostName TEXT NOT NULL,
            Status INTEGER NOT NULL, ProxyPort INTEGER, SuspectTimes TEXT, StartTime TIMESTAMPTZ NOT NULL, IAmAliveTime TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (DeploymentId, Address, Port, Generation));
        CREATE TABLE IF NOT EXISTS twin_reminders (
            ServiceId TEXT NOT NULL, GrainId TEXT NOT NULL, ReminderName TEXT NOT NULL, StartTime TIMESTAMPTZ NOT NULL, Period BIGINT NOT NULL,
            GrainHash INTEGER NOT NULL, Version INTEGER NOT NULL, PRIMARY KEY (ServiceId, GrainId, ReminderName));
        CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        {string.Join('\n', Queries.Select(q => $"INSERT INTO OrleansQuery VALUES ('{q.Key}', '{q.Text}') ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;"))}
        """;

    /// <summary>
    /// Creates what is missing, puts every statement in its place, and strikes silos off that are gone: a new silo asks all members
    /// before it becomes one, and after a crash of all of them it would wait for minutes.
    /// </summary>
    public static void Prepare(ISqlDatabase database)
    {
        database.Prepare(Schema);
        var members = database.Read(c => c.Query<Member>($"SELECT DeploymentId, Address, Port, Generation FROM twin_silos WHERE Status = {ActiveSilo}").ToArray());
        foreach (var member in members.Where(Refuses))
        {
            database.Write((c, t) => c.Execute(
                $"""
                WITH turned AS (UPDATE twin_membership SET Version = Version + 1 WHERE DeploymentId = @DeploymentId RETURNING 1)
                UPDATE twin_silos SET Status = {DeadSilo} FROM turned WHERE {This} AND Status = {ActiveSilo}
                """,
                member, t));
        }
    }

    // A port that refuses has no process behind it. One that does not answer may only be cut off: that is left to the silos' votes.
    private static bool Refuses(Member member)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.ConnectAsync(IPAddress.Parse(member.Address), member.Port).Wait(KnockMs);
            return false;
        }
        catch (AggregateException e)
        {
            return e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    private sealed record Member(string DeploymentId, string Address, int Port, int Generation);
}
