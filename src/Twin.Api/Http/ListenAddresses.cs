using System.Net;

namespace Twin.Api;

/// <summary>Where a host may listen: on this machine alone, for as long as nobody is asked who they are.</summary>
public static class ListenAddresses
{
    /// <summary>Reads addresses separated by semicolons.</summary>
    /// <param name="urls">Such as <c>http://127.0.0.1:5080</c>; port 0 means any free one.</param>
    /// <param name="addresses">The addresses as the server takes them.</param>
    /// <param name="fault">What is wrong, why, and how to mend it; empty on success.</param>
    public static bool TryRead(string urls, out IReadOnlyList<Uri> addresses, out string fault)
    {
        var read = new List<Uri>();
        addresses = read;
        fault = "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A star or a plus for the host is no URI and means every address of the machine.
            var host = url.Contains("://*", StringComparison.Ordinal) || url.Contains("://+", StringComparison.Ordinal) ? "every address" : null;
            Uri? address = null;
            if (host is null && (!Uri.TryCreate(url, UriKind.Absolute, out address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/" || address.UserInfo.Length > 0))
            {
                fault = $"'{url}' is no address to listen on; write it like http://127.0.0.1:5080.";
                return false;
            }

            if (address is null || !IsLoopback(address))
            {
                fault = $"'{url}' listens on {host ?? address!.Host}, beyond this machine. The twin does not ask yet who its callers are, so anyone there could steer it. "
                    + "Listen on http://127.0.0.1:5080 (or localhost, or [::1]) and let others in by a tunnel or a proxy that authenticates them.";
                return false;
            }

            read.Add(address);
        }

        if (read.Count == 0)
        {
            fault = "There is no address to listen on; write it like http://127.0.0.1:5080.";
            return false;
        }

        return true;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
