using Microsoft.AspNetCore.Http;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Answers that change with the frame carry its tag; a caller that has this frame already gets 304.</summary>
internal static class FrameTag
{
    public static IResult Answer<T>(HttpContext http, Frame frame, Func<T> view)
    {
        // Weak: the age of values moves on between two answers of the same frame.
        var tag = $"W/\"{frame.Epoch}-{frame.Tick}-{frame.Sequence}-{frame.WallMs:x}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        foreach (var known in http.Request.Headers.IfNoneMatch)
        {
            if (known is not null && (known == "*" || known.Split(',', StringSplitOptions.TrimEntries).Contains(tag)))
            {
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        return TypedResults.Ok(view());
    }
}
