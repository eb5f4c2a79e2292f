using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace Twin.Workplace;

/// <summary>The operators' and engineers' workplace at <c>/console</c>, for any host that registers an ITwin and serves the API and the live page.</summary>
public static class ConsoleHosting
{
    /// <summary>Adds what the console needs. The host adds its ITwin and, if it wants another than the system's, a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddTwinConsole(this IServiceCollection services, TwinConsoleOptions? options = null)
    {
        var bounds = options ?? new TwinConsoleOptions();
        services.AddSingleton(bounds);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Pulse>();
        services.AddSingleton<Ledger>();
        services.AddScoped<Reader>();
        services.AddHostedService(provider => provider.GetRequiredService<Pulse>());

        // What a circuit seals is of no use to another process: its keys live and die with this one.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new PassingKeys(), new NullXmlEncryptor()));
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = bounds.MostLostCircuits;
            circuits.DisconnectedCircuitRetentionPeriod = bounds.LostCircuitPatience;
        });

        // A dialog that is closed at once is gone when MudBlazor's call to focus it arrives, which ends the circuit: dialogs.ts focuses.
        MudGlobal.DialogDefaults.DefaultFocus = DefaultFocus.None;

        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            mud.SnackbarConfiguration.ShowTransitionDuration = 0;
            mud.SnackbarConfiguration.HideTransitionDuration = 0;
        });
        return services;
    }

    /// <summary>Puts the console onto a pipeline that routes already.</summary>
    public static void MapTwinConsole(this WebApplication app)
    {
        app.UseConsoleAssets();
        app.UseAntiforgery();
        app.MapRazorComponents<Document>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null); // ConsoleAssets says it
    }
}
