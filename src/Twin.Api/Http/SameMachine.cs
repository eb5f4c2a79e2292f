using Microsoft.AspNetCore.Http;
using Twin.Model;

namespace Twin.Api;

/// <summary>
/// Keeps other sites' pages out. A browser on this machine reaches the twin for whatever page it shows: a page whose
/// name was bound to this machine shows in the Host header, and one of another origin in Origin or Sec-Fetch-Site.
/// </summary>
internal sealed class SameMachine(RequestDelegate next, TwinApiOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!options.Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            throw new RequestRefusedException(
                StatusCodes.Status421MisdirectedRequest,
                $"This twin answers to {string.Join(", ", options.Hosts)}, and the request asks for '{Shown(request.Host.Value)}'. Call it by one of these names.");
        }

        // A socket is asked for with GET, and then steers as freely as any command.
        var reads = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Upgrade.Count == 0;
        if (!reads && !IsOwn(request))
        {
            throw new RequestRefusedException(
                StatusCodes.Status403Forbidden,
                "The request comes from a page of another site, which may not steer this twin. Send it from the twin's own page, or from a program without an Origin header.");
        }

        return next(http);
    }

    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
            && site is "" or "same-origin" or "none";
    }

    private static string Shown(string? host) => host is { Length: > 80 } ? host[..80] + "…" : host ?? "";
}
