using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Twin.Workplace;

/// <summary>What a browser loads for the console beside the live page's own files, and what it may load at all.</summary>
internal static class ConsoleAssets
{
    public const string Path = "/console/assets";

    // Nothing but the console's own host; MudBlazor writes its theme, and charts their sizes, as styles in the page.
    private const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    public static void UseConsoleAssets(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal))
            {
                http.Response.Headers.ContentSecurityPolicy = Policy;
                http.Response.Headers.CacheControl = "no-cache"; // files change with the program: a browser asks each time
            }

            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions { RequestPath = Path, FileProvider = new PhysicalFileProvider(System.IO.Path.Combine(AppContext.BaseDirectory, "console")) });
    }
}
