using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Twin.Api;

/// <summary>Bounds what one request may bring, whatever server carries it.</summary>
internal sealed class RequestBounds(RequestDelegate next, TwinApiOptions options)
{
    // What is left of a body that is refused is still taken in, so that its sender reads the answer; of more than so many, it is cut off.
    private const int DrainedBodies = 16;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = DrainedBodies * options.MostBodyBytes;
        }

        if (http.Request.QueryString.Value is { } query && query.Length > options.MostQueryLength)
        {
            throw new RequestRefusedException(
                StatusCodes.Status414UriTooLong, $"The query has {query.Length} characters; at most {options.MostQueryLength} are read. Ask for less at once.");
        }

        if (http.Request.ContentLength > options.MostBodyBytes)
        {
            throw TooLarge(options);
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return next(http);
    }

    public static RequestRefusedException TooLarge(TwinApiOptions options) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {options.MostBodyBytes} bytes. Send one command a request.");
}
