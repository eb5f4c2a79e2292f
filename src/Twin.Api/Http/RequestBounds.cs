using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Twin.Api;

/// <summary>Bounds what one request may bring, whatever server carries it.</summary>
internal sealed class RequestBounds(RequestDelegate next, TwinApiOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.QueryString.Value is { } query && query.Length > options.MostQueryLength)
        {
            throw new RequestRefusedException(
                StatusCodes.Status414UriTooLong, $"The query has {query.Length} characters; at most {options.MostQueryLength} are read. Ask for less at once.");
        }

        if (http.Request.ContentLength > options.MostBodyBytes)
        {
            throw TooLarge(options);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.MostBodyBytes;
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return next(http);
    }

    public static RequestRefusedException TooLarge(TwinApiOptions options) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {options.MostBodyBytes} bytes. Send one command a request.");
}
