using Microsoft.AspNetCore.Http;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Answers that change with the frame carry its tag; a caller that has this frame already gets 304, and nothing is worked out for it.</summary>
internal static class FrameTag
{
    public static IResult Answer<T>(HttpContext http, Frame frame, Func<T> view) => Knows(http, frame)
        ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
        : TypedResults.Ok(view());

    /// <summary>Puts the frame's tag on the answer; true where the caller says that it has it.</summary>
    public static bool Knows(HttpContext http, Frame frame) =>
        // Weak: the age of values moves on between two answers of the same frame.
        ContentTag.Knows(http, $"W/\"{frame.Epoch}-{frame.Tick}-{frame.Sequence}-{frame.WallMs:x}\"");
}
