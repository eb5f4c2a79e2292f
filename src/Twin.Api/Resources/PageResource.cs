using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Twin.Api;

/// <summary>The live page, as it was built into <c>wwwroot</c> beside the program.</summary>
internal static class PageResource
{
    // The page needs nothing but its own host; charts set styles on their own elements.
    private const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseTwinPage(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!Directory.Exists(folder))
        {
            app.Use((http, next) => http.Request.Path == "/" && HttpMethods.IsGet(http.Request.Method)
                ? throw new RequestRefusedException(StatusCodes.Status404NotFound, "The live page was not built into this program: ./run builds it, or npm run build in src/Twin.Api/page and then a build of the program. The API is at /openapi/v1.json.")
                : next(http));
            return;
        }

        var files = new PhysicalFileProvider(folder);
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".map"] = "application/json";
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            OnPrepareResponse = context =>
            {
                // Files change with the program: a browser asks each time, and gets 304 while they have not.
                context.Context.Response.Headers.CacheControl = "no-cache";
                context.Context.Response.Headers.ContentSecurityPolicy = Policy;
            },
        });
    }
}
