using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Twin.Api;

/// <summary>Answers to questions carry a tag of what they say; a caller that has heard it already gets 304.</summary>
internal sealed class ContentTag(IOptions<JsonOptions> json) : IEndpointFilter
{
    private const int TagBytes = 12; // 96 bits: that two answers of one address share them is out of the question

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is null or IResult || !HttpMethods.IsGet(context.HttpContext.Request.Method))
        {
            return answer;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), json.Value.SerializerOptions);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes))}\"";
        return Knows(context.HttpContext, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>Puts the tag on the answer; true where the caller says that it has it.</summary>
    public static bool Knows(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        foreach (var known in http.Request.Headers.IfNoneMatch)
        {
            if (known is not null && (known == "*" || known.Split(',', StringSplitOptions.TrimEntries).Any(k => Bare(k) == Bare(tag))))
            {
                return true;
            }
        }

        return false;
    }

    // If-None-Match compares weakly (RFC 9110): whether a tag is weak does not count.
    private static string Bare(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
