using System.Net;
using System.Net.Sockets;

namespace Twin.Silo;

/// <summary>Where a silo listens for other silos and for clients: on this machine alone.</summary>
internal readonly record struct SiloPorts(int Silo, int Gateway)
{
    // Orleans' own usual ports.
    private const int UsualSilo = 11_111;
    private const int UsualGateway = 30_000;

    /// <summary>The usual ports, or, where another program has one of them, free ones.</summary>
    public static SiloPorts Choose() => new(Free(UsualSilo), Free(UsualGateway));

    /// <summary>Any free ports.</summary>
    public static SiloPorts ChooseFree() => new(Free(0), Free(0));

    private static int Free(int wanted)
    {
        foreach (var port in (int[])[wanted, 0])
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken; the next try is any free one.
            }
        }

        throw new IOException("No port is free on this machine for the silo.");
    }
}
