using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Twin.Contracts;

namespace Twin.Grains;

/// <summary>Puts a twin onto a silo.</summary>
public static class ClusterHosting
{
    private const string Npgsql = "Npgsql";

    /// <summary>Ends time in good order on silos of one process that are about to stop one after the other.</summary>
    /// <param name="silos">Services of each; the first one's silo is the last to stop.</param>
    public static Task EndTime(IEnumerable<IServiceProvider> silos, CancellationToken cancel) =>
        ClusterTwin.Leave([.. silos.Select(s => s.GetRequiredService<ClusterTwin>())], cancel);

    /// <summary>
    /// Adds the grains' surroundings and the silo's <see cref="ITwin"/>. The host chooses end points, and clustering too where
    /// no PostgreSQL database is named.
    /// </summary>
    /// <param name="beside">Services of a silo of the same process, whose store this one shares.</param>
    public static ISiloBuilder AddTwin(this ISiloBuilder silo, TwinClusterOptions options, IServiceProvider? beside = null)
    {
        if (beside is not null)
        {
            silo.Services.AddSingleton(beside.GetRequiredService<IClusterStore>());
        }

        silo.Services.AddSingleton(options);
        silo.Services.AddSingleton<WorldMap>();
        silo.Services.TryAddSingleton<IClusterStore>(_ => options.Postgres is null ? new SqliteClusterStore(options) : new PostgresClusterStore(options));
        silo.Services.TryAddSingleton<IStepHook, NoHook>();
        silo.Services.AddSingleton<ClusterSite>();
        silo.Services.AddSingleton<CallerKey>();
        silo.Services.AddSingleton<ClusterTwin>();
        silo.Services.AddSingleton<ITwin>(services => services.GetRequiredService<ClusterTwin>());
        silo.Services.AddHostedService(services => services.GetRequiredService<ClusterTwin>());
        silo.AddIncomingGrainCallFilter<AccessFilter>();
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            // A silo that dies is missed within some six seconds; one that its machine holds up for a moment is not taken for dead.
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 3;

            // A silo that starts need not reach those that have not said for three times this long that they live: after a
            // power cut, the table is full of them.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        if (options.Postgres is { } database)
        {
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Npgsql, database));
            silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Npgsql, database));
        }
        else
        {
            silo.UseInMemoryReminderService();
        }

        silo.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = options.RemindEvery);
        silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(15));
        return silo;
    }
}
