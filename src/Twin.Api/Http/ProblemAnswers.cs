using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Twin.Contracts;

namespace Twin.Api;

/// <summary>Answers everything that is refused, missing or broken with problem details (RFC 9457).</summary>
internal sealed class ProblemAnswers(RequestDelegate next, TwinApiOptions options, ILogger<ProblemAnswers> log)
{
    private const string RetryAfterS = "1";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: >= 400 })
            {
                await Answer(http, http.Response.StatusCode, Missing(http), []);
            }
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await AnswerTo(e, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("{Path}: the caller went away.", http.Request.Path);
        }
    }

    private Task AnswerTo(Exception e, HttpContext http)
    {
        switch (e)
        {
            case RequestRefusedException refused:
                return Answer(http, refused.Status, refused.Message, refused.Errors);
            case TwinRefusedException refused:
                return Answer(http, StatusOf(refused.Refusal, http), refused.Message, [.. refused.Faults.Select(f => ErrorOf(http, f.Field, f.Message))]);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return AnswerTo(RequestBounds.TooLarge(options), http);
            case BadHttpRequestException bad:
                return Answer(http, bad.StatusCode, bad.Message, []);
            default:
                log.LogError(e, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
                return Answer(http, StatusCodes.Status500InternalServerError, "The twin failed to answer; its log says why. Please report it.", []);
        }
    }

    private static int StatusOf(Refusal refusal, HttpContext http) => refusal switch
    {
        Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.Conflict => StatusCodes.Status409Conflict,
        Refusal.Full => StatusCodes.Status429TooManyRequests,
        Refusal.Forbidden => StatusCodes.Status403Forbidden,
        _ => HttpMethods.IsPost(http.Request.Method) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status400BadRequest,
    };

    // A question's fields stand in its query, a command's in its body.
    private static ErrorView ErrorOf(HttpContext http, string field, string message) => field.Length == 0
        ? new ErrorView(null, null, message)
        : HttpMethods.IsPost(http.Request.Method) ? new ErrorView($"/{field}", null, message) : new ErrorView(null, field, message);

    private static string Missing(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        return http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound when path.StartsWith("/api/v1/nodes/", StringComparison.Ordinal) =>
                "There is nothing at this address. A node's path is one segment, with %2F for its slashes: /api/v1/nodes/shanxi%2Fdatong/children.",
            StatusCodes.Status404NotFound => "There is nothing at this address; /openapi/v1.json lists what there is.",
            StatusCodes.Status405MethodNotAllowed => $"This address does not take {http.Request.Method}; it takes {http.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType => "The body must be JSON: send it with Content-Type: application/json.",
            _ => "The request was refused.",
        };
    }

    private static Task Answer(HttpContext http, int status, string detail, IReadOnlyList<ErrorView> errors)
    {
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = RetryAfterS;
        }

        var problem = new ProblemView("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, errors);
        return http.Response.WriteAsJsonAsync(problem, options: null, contentType: ProblemView.ContentType, http.RequestAborted);
    }
}
