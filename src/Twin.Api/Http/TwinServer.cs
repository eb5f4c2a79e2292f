using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

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

        // As many may knock at once as are let in: the usual 512 would have the system turn the others away without a word.
        host.ConfigureServices(services => services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = MostConnections));
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
