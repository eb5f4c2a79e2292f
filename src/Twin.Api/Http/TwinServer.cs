using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Twin.Api;

/// <summary>The server as a twin on one machine wants it: bounded in every direction.</summary>
public static class TwinServer
{
    private const int MostConnections = 4096;
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostLineBytes = 8 * 1024;

    /// <summary>Listens on addresses that <see cref="ListenAddresses.TryRead"/> has read, and nowhere else.</summary>
    public static void UseTwinServer(this IWebHostBuilder host, IReadOnlyList<Uri> addresses, TwinApiOptions options)
    {
        host.UseKestrelCore();
        host.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxConcurrentConnections = MostConnections;
            server.Limits.MaxRequestBodySize = options.MostBodyBytes;
            server.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            server.Limits.MaxRequestLineSize = MostLineBytes;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            foreach (var address in addresses)
            {
                Listen(server, address);
            }
        });
    }

    private static void Listen(KestrelServerOptions server, Uri address)
    {
        // By name both families are bound, which needs a port that is known; any free port is bound on the first.
        if (address.Host == "localhost" && address.Port != 0)
        {
            server.ListenLocalhost(address.Port);
        }
        else
        {
            server.Listen(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.Host.Trim('[', ']')), address.Port);
        }
    }
}
