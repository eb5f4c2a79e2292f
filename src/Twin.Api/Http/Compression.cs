using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Twin.Api;

/// <summary>Answers are compressed where the caller takes it; a stream's messages are not, so that none waits for the next.</summary>
internal static class Compression
{
    public static void AddTwinCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, ProblemView.ContentType, "image/svg+xml", "text/csv", "application/x-ndjson"]);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }
}
